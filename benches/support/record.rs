//! Tables in, the bench's own part of `benches/README.md` out.

use std::process::Command;

use super::measure::text;

/// Prints the tables, and writes them into the README between the bench's marks.
pub fn keep(bench: &str, tables: &str) {
    print!("{tables}");
    let (open, close) = (format!("<!-- {bench} -->\n"), format!("<!-- /{bench} -->"));
    let path = super::root().join("benches/README.md");
    let readme = std::fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme.split_once(&open).expect("the README says where the tables start");
    let (_, after) = rest.split_once(&close).expect("the README says where the tables end");
    std::fs::write(path, format!("{before}{open}{tables}{close}{after}")).expect("the README can be written");
}

/// The machine and the compiler, for the line below a table.
pub fn conditions() -> String {
    let cores = std::thread::available_parallelism().expect("the cores can be counted");
    let rustc = text(Command::new("rustc").arg("--version"));
    format!("{cores} cores, {} {}, {rustc}.", std::env::consts::ARCH, std::env::consts::OS)
}
