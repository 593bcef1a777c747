//! Any bytes as a spec's file: they are generated or refused, both in the same way twice, and what is said of them is printable.
#![no_main]

use douyin_codegen::{Error, Source, configure};
use libfuzzer_sys::fuzz_target;

const PLATFORM: &str = include_str!("../../spec/platform.yaml");

fuzz_target!(|spec: &[u8]| {
    let sources = || [Source::new("platform.yaml", PLATFORM), Source::new("group/endpoint.yaml", spec)];
    let first = configure().sources(sources()).generate();
    match &first {
        Ok(tree) => tree.files().for_each(|(_, text)| assert_printable(text)),
        Err(Error::Specs(report)) => {
            for problem in report.diagnostics() {
                assert_ne!(problem.rule().name(), "internal", "{report}");
                assert!(!problem.message().is_empty() && !problem.help().is_empty());
            }
            assert_printable(&report.to_string());
        }
        Err(other) => panic!("{other}"),
    }
    if let (Ok(first), Ok(second)) = (&first, configure().sources(sources()).generate()) {
        assert!(first.files().eq(second.files()));
    }
});

fn assert_printable(text: &str) {
    let hidden = |letter: char| {
        letter.is_control() && letter != '\n' || "\u{202e}\u{2066}\u{2028}\u{200b}".contains(letter)
    };
    assert!(!text.contains(hidden), "{text:?}");
}
