//! Any bytes as a vendor's page: they are refused, or become a spec that every reader reads, and that says what they say.
#![no_main]

use libfuzzer_sys::fuzz_target;

const PLATFORM: &str = include_str!("../../spec/platform.yaml");

fuzz_target!(|page: &[u8]| douyin_codegen::fuzzing::import(page, PLATFORM));
