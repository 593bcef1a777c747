//! The command `douyin-codegen`.

use std::process::ExitCode;

fn main() -> ExitCode {
    douyin_codegen::cli::run(std::env::args_os())
}
