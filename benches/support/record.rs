//! Tables in, the bench's own part of `benches/README.md` or of another file out.

use std::process::Command;

use super::measure::text;

/// Prints the tables, and writes them into the README between the bench's marks.
pub fn keep(bench: &str, tables: &str) {
    print!("{tables}");
    keep_in("benches/README.md", bench, tables);
}

/// Writes what belongs between two marks of a file.
pub fn keep_in(path: &str, mark: &str, part: &str) {
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let path = super::root().join(path);
    let text = std::fs::read_to_string(&path).expect("the file is there");
    let (before, rest) = text.split_once(&open).expect("the file says where the part starts");
    let (_, after) = rest.split_once(&close).expect("the file says where the part ends");
    std::fs::write(path, format!("{before}{open}{part}{close}{after}")).expect("the file can be written");
}

/// The machine and the compiler, for the line below a table.
pub fn conditions() -> String {
    let cores = std::thread::available_parallelism().expect("the cores can be counted");
    let rustc = text(Command::new("rustc").arg("--version"));
    format!("{cores} cores, {} {}, {rustc}.", std::env::consts::ARCH, std::env::consts::OS)
}
