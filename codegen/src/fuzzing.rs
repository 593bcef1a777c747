//! What the fuzz targets call that is no part of the library.

use crate::import::{self, Folder, Refused};
use crate::source::{PLATFORM, Selection, Source, Sources};

/// Imports any bytes as a page, into a folder that has nothing but a platform. What is made of them is what they say: importing
/// them again moves nothing.
///
/// # Panics
///
/// If that is not so.
pub fn import(page: &[u8], platform: &str) {
    let platform = Source::new(PLATFORM, platform);
    let sources = Sources::select(vec![platform.clone()], &Selection::default());
    let folder = Folder::of(&sources);
    let Ok(reading) = import::read("page.txt", page, &folder) else { return };
    let made = match import::import(reading, &folder, Some("group/endpoint"), false) {
        Ok(made) => made,
        Err(Refused::Internal(why)) => panic!("{why}"),
        Err(_) => return,
    };
    let spec = Source::new(made.path, &made.text);
    let sources = Sources::select(vec![platform, spec], &Selection::default());
    let folder = Folder::of(&sources);
    let again = import::read("page.txt", page, &folder).expect("it was read before");
    match import::import(again, &folder, None, false) {
        Ok(again) => assert_eq!(again.text, made.text),
        Err(refused) => panic!("{refused:?}\n{}", made.text),
    }
}
