//! What a build script, a test or the command wants in, its outcome out: the front door of the library.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::diagnostic::visible;
use crate::ident::ModulePath;
use crate::source::{Selection, Source, Sources};
use crate::tree::Tree;
use crate::write::Difference;

mod error;

pub use error::Error;

/// Where the generated tree stands below `OUT_DIR`, which a build script may share with others.
/// `douyin_runtime::include_generated!` looks there.
const BELOW_OUT_DIR: &str = "douyin-codegen";
/// What makes [`Config::assert_fresh`] write.
const WRITE: &str = "DOUYIN_CODEGEN_WRITE";

/// Starts a configuration: specs from `spec/`, all of them, for the runtime `::douyin_runtime`.
///
/// The whole of a build script:
///
/// ```no_run
/// fn main() -> Result<(), douyin_codegen::Error> {
///     douyin_codegen::configure().build()
/// }
/// ```
pub fn configure() -> Config {
    Config {
        specs: Specs::Folder(PathBuf::from("spec")),
        selection: Selection::default(),
        runtime: Config::RUNTIME.to_owned(),
    }
}

/// Which specs are generated from, and for which runtime.
///
/// One method more does it: [`Config::build`] into `OUT_DIR`, [`Config::write_to`] a folder, [`Config::generate`] in
/// memory, while [`Config::check`] compares a folder, and [`Config::assert_fresh`] does so in a test. But for that last
/// one none panics, exits or shows a problem by itself: an [`Error`] does, when `main` returns it.
#[derive(Clone, Debug)]
#[must_use = "nothing happens before `build`, `write_to`, `generate`, `check` or `assert_fresh`"]
pub struct Config {
    specs: Specs,
    selection: Selection,
    runtime: String,
}

#[derive(Clone, Debug)]
enum Specs {
    Folder(PathBuf),
    Memory(Vec<Source>),
}

impl Config {
    /// Where generated code finds the runtime if nothing else is said.
    pub(crate) const RUNTIME: &str = "::douyin_runtime";

    /// Reads the specs from this folder instead of `spec`. In a build script or a test a relative one is below the
    /// package's folder, where Cargo runs them.
    pub fn spec(mut self, folder: impl Into<PathBuf>) -> Self {
        self.specs = Specs::Folder(folder.into());
        self
    }

    /// Takes the specs from memory. Then `build` has nothing to tell Cargo: say yourself what to watch.
    pub fn sources(mut self, sources: impl IntoIterator<Item = Source>) -> Self {
        self.specs = Specs::Memory(sources.into_iter().collect());
        self
    }

    /// Takes only these groups (`orders`) and endpoints (`orders/refund`), and `platform.yaml`. The others are not even
    /// read, and a folder that is written then holds these alone. Called several times, it adds up.
    pub fn only(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.selection.add(names.into_iter().map(Into::into));
        self
    }

    /// Where generated code finds the runtime, as a path from a crate's root: `::douyin`, or `crate::platform_runtime`.
    /// `::douyin_runtime` if this is not called.
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = path.into();
        self
    }

    /// For a build script: writes into `OUT_DIR`, and tells Cargo on stdout which specs to look at before it runs the
    /// script again. `douyin_runtime::include_generated!()` compiles what was written.
    ///
    /// # Errors
    ///
    /// The specs or the settings are wrong, `OUT_DIR` is not set, or the disk refused.
    pub fn build(self) -> Result<(), Error> {
        let out = std::env::var_os("OUT_DIR").ok_or_else(|| {
            Error::Settings("OUT_DIR is not set: call `build` in a build script, or `write_to`".to_owned())
        })?;
        let directives = self.directives()?;
        self.write_to(Path::new(&out).join(BELOW_OUT_DIR))?;
        let told = std::io::stdout().write_all(directives.as_bytes());
        told.map_err(|error| Error::Settings(format!("Cargo does not listen: {error}")))
    }

    /// Makes the folder hold what the specs say, and says how it differed.
    ///
    /// Each file is replaced as a whole or not at all, and none before the disk has taken all of them. Equal files keep their
    /// time. Files that were not generated are left alone, and so is everything if one of them stands where a generated
    /// one belongs. Generated ones that no spec asks for any more are removed. On Unix a second run that writes to the
    /// folder waits for the first.
    ///
    /// # Errors
    ///
    /// The specs or the settings are wrong, or the folder could not be written.
    pub fn write_to(self, folder: impl AsRef<Path>) -> Result<Vec<Difference>, Error> {
        self.is_no_folder_of_specs(folder.as_ref())?;
        Ok(self.generate()?.write_to(folder.as_ref())?)
    }

    /// Generates in memory.
    ///
    /// # Errors
    ///
    /// The specs or the settings are wrong.
    pub fn generate(self) -> Result<Tree, Error> {
        let runtime = ModulePath::of(&self.runtime).ok_or_else(|| {
            Error::Settings(format!(
                "the runtime `{}` is no path like `::douyin` or `crate::runtime`",
                self.runtime
            ))
        })?;
        let sources = match self.specs {
            Specs::Folder(folder) => Sources::read(&folder, &self.selection),
            Specs::Memory(sources) => Sources::select(sources, &self.selection),
        };
        Ok(crate::generate(&sources, &runtime)?)
    }

    /// Compares the folder with what the specs say, and writes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if the folder must be written again; otherwise as [`Config::write_to`].
    pub fn check(self, folder: impl AsRef<Path>) -> Result<(), Error> {
        let folder = folder.as_ref();
        let differences = self.generate()?.compare_with(folder)?;
        if differences.is_empty() {
            return Ok(());
        }
        Err(Error::Stale { folder: folder.to_owned(), differences })
    }

    /// For a test: asserts that a committed folder is what the specs say. With `DOUYIN_CODEGEN_WRITE=1` in the environment
    /// it writes the folder instead.
    ///
    /// ```no_run
    /// #[test]
    /// fn generated_is_fresh() {
    ///     douyin_codegen::configure().assert_fresh("generated");
    /// }
    /// ```
    ///
    /// # Panics
    ///
    /// The folder is stale, or cannot be generated; the message says how to mend it.
    #[track_caller]
    pub fn assert_fresh(self, folder: impl AsRef<Path>) {
        let write = std::env::var_os(WRITE).is_some_and(|value| !value.is_empty() && value != "0");
        let done = if write { self.write_to(&folder).map(drop) } else { self.check(&folder) };
        if let Err(error) = done {
            let command =
                if matches!(error, Error::Stale { .. }) { writing_command() } else { String::new() };
            panic!("{error}{command}");
        }
    }

    /// Within the folder of specs, what is generated would be taken for specs the next time.
    fn is_no_folder_of_specs(&self, folder: &Path) -> Result<(), Error> {
        let Specs::Folder(specs) = &self.specs else { return Ok(()) };
        match [specs.as_path(), folder].map(std::path::absolute) {
            [Ok(specs), Ok(folder)] if folder != specs && folder.starts_with(&specs) => {
                let message = "it is below the folder of the specs, where only specs may be";
                Err(Error::Settings(format!(
                    "cannot write to {}: {message}",
                    visible(&folder.to_string_lossy())
                )))
            }
            _ => Ok(()),
        }
    }

    /// What Cargo has to know: once it is told a path, it looks at nothing else of the package.
    fn directives(&self) -> Result<String, Error> {
        let Specs::Folder(folder) = &self.specs else { return Ok(String::new()) };
        let directive = |path: PathBuf| match path.to_str().filter(|path| !path.contains(['\n', '\r'])) {
            Some(path) => Ok(format!("cargo::rerun-if-changed={path}\n")),
            None => Err(Error::Settings(format!(
                "Cargo cannot be told of the path {}: rename it",
                path.display()
            ))),
        };
        self.selection.paths(folder).into_iter().map(directive).collect()
    }
}

/// How the test that is running writes what it found stale. Only its own target is built: others may not compile before.
fn writing_command() -> String {
    let package = std::env::var("CARGO_PKG_NAME").unwrap_or_default();
    let program = std::env::current_exe().unwrap_or_default();
    // `generated-0123456789abcdef`, or the library's name where its unit tests run.
    let program = program.file_stem().unwrap_or_default().to_string_lossy();
    let target = match program.rsplit_once('-') {
        Some((test, _)) if test != package.replace('-', "_") => format!("--test {test}"),
        _ => "--lib".to_owned(),
    };
    format!("\nto write it: `{WRITE}=1 cargo test -p {package} {target}`")
}

#[cfg(test)]
mod tests {
    use super::configure;

    #[test]
    fn outside_of_a_build_script_build_says_what_to_call() {
        let error = configure().sources([]).build().expect_err("there is no OUT_DIR");
        assert!(
            format!("{error:?}").starts_with("OUT_DIR is not set: call `build` in a build script"),
            "{error:?}"
        );
    }
}
