//! What would be published: each crate ships what its users need and nothing else, and a fresh crate builds against it.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::downstream::{Crate, said};

/// What may be in a package beside Cargo's own files, by how its path starts.
const SHIPPED: [(&str, &[&str]); 3] = [
    ("douyin", &["src/", "spec/", "generated/", "build.rs", "README.md", "CHANGELOG.md", "LICENSE-"]),
    ("douyin-codegen", &["src/", "README.md", "LICENSE-"]),
    ("douyin-runtime", &["src/", "README.md", "LICENSE-"]),
];
const CARGOS: [&str; 4] = ["Cargo.toml", "Cargo.toml.orig", "Cargo.lock", ".cargo_vcs_info.json"];

/// Packs all crates into a folder, without building them, and unpacks them there.
fn unpacked(folder: &Path) -> BTreeMap<&'static str, PathBuf> {
    let packed = support::cargo()
        .args(["package", "--workspace", "--no-verify", "--allow-dirty", "--offline", "--target-dir"])
        .arg(folder)
        .current_dir(support::root())
        .output()
        .expect("cargo runs");
    assert!(packed.status.success(), "{}", said(&packed));
    let unpack = |(name, _): (&'static str, _)| {
        let package = folder.join("package");
        let archive = package.join(format!("{name}-{}.crate", env!("CARGO_PKG_VERSION")));
        let done = Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(&package).status();
        assert!(done.expect("tar runs").success(), "{}", archive.display());
        (name, archive.with_extension(""))
    };
    SHIPPED.map(unpack).into()
}

fn files(folder: &Path, below: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join(below)).expect("the folder can be read");
    let entries = entries.map(|entry| entry.expect("it can be listed"));
    let file = |entry: std::fs::DirEntry| {
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() { files(folder, &format!("{path}/")) } else { vec![path] }
    };
    entries.flat_map(file).collect()
}

#[test]
fn each_crate_ships_what_its_users_need() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let crates = unpacked(folder.path());
    for (name, shipped) in SHIPPED {
        let files = files(&crates[name], "");
        let known = |file: &&String| {
            CARGOS.contains(&file.as_str()) || shipped.iter().any(|start| file.starts_with(start))
        };
        let surplus: Vec<_> = files.iter().filter(|file| !known(file)).collect();
        assert!(surplus.is_empty(), "{name} ships {surplus:?}");
        for start in shipped {
            assert!(files.iter().any(|file| file.starts_with(start)), "{name} ships no {start}");
        }
        let manifest = std::fs::read_to_string(crates[name].join("Cargo.toml")).expect("it is there");
        for key in ["rust-version = \"1.95\"", "license = ", "description = ", "[package.metadata.docs.rs]"] {
            assert!(manifest.contains(key), "{name} has no {key}");
        }
    }
}

#[test]
#[ignore = "builds all crates once more"]
fn fresh_crates_build_against_what_was_packed() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let crates = unpacked(folder.path());
    let told = Crate::against(|name| crates[format!("douyin-{name}").as_str()].clone()).succeeds(&["test"]);
    assert!(
        told.contains("test a_refund_is_made ... ok") && told.contains("test generated_is_fresh ... ok"),
        "{told}"
    );

    // A consumer of the SDK, which generates nothing, and one that does.
    for features in ["default-features = false, features = [\"reqwest\"]", "default-features = true"] {
        let consumer = Crate::copied();
        for part in ["build.rs", "tests/refund.rs", "tests/generated.rs"] {
            std::fs::remove_file(consumer.path(part)).expect("it is there");
        }
        let patch =
            crates.iter().map(|(name, path)| format!("{name} = {{ path = \"{}\" }}\n", path.display()));
        let manifest = format!(
            "[package]\nname = \"consumer\"\nedition = \"2024\"\n\n[dependencies]\ndouyin = {{ version = \"0.1\", {features} }}\n\n\
             [patch.crates-io]\n{}",
            patch.collect::<String>()
        );
        consumer.write("Cargo.toml", &manifest);
        consumer.write(
            "src/lib.rs",
            "//! Calls the platform.\npub use douyin::trip::certificate_verify::Request;\n",
        );
        consumer.succeeds(&["build"]);
    }
}
