//! Any text as a vendor's page.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|_page: &[u8]| {});
