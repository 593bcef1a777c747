//! Files that cannot or must not be written, and specs that only seem to be the page's.

use super::{Edit, Folder, SPEC, edited, imported};
use crate::support;

#[test]
fn what_lint_calls_a_mistake_is_refused_or_left_where_it_is() {
    let page = [("    poi_idString\n", "    poi_id必填String\n")];
    let committed = support::read(SPEC);
    let spec = |edit: Edit<'_>| Folder::new(&edited(&committed, &[edit]), &page);
    let path = "toolkit/verify_local_certificates.yaml";
    let mend = "mend it first, `lint` says how";
    spec(("  method: POST\n", "  method: POST\n  method: POST\n"))
        .is_refused(&[&format!("spec/{path}:6:3: the key `method` is here twice"), mend]);
    spec(("  method: POST\n", "  method: 'POST\n")).is_refused(&[
        &format!("spec/{path}:"),
        ": this is not YAML",
        mend,
    ]);
    spec(("  method: POST\n", "  method: &m POST\n"))
        .is_refused(&[&format!("spec/{path}:5:11: an anchor"), mend]);
    let url = "/api/apps/trade/v2/toolkit/verify_local_certificates/";
    Folder::new(&format!("{{ page: {{ method: POST, host: open, path: {url} }}, decisions: {{}} }}"), &page)
        .is_refused(&["write `page:` and `decisions:` on lines of their own"]);

    let unknown = [
        ("  method: POST\n", "  method: POST\n  titel: ours\n"),
        ("    open_id: {", "    open_id: { foo: bar,"),
    ];
    let (after, _) = imported(&unknown, &page);
    assert!(after.contains("  titel: ours\n") && after.contains("    open_id: { foo: bar,"), "{after}");
}

#[cfg(unix)]
#[test]
fn a_link_and_a_file_that_must_not_be_written_to_are_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let page = [("    poi_idString\n", "    poi_id必填String\n")];
    let folder = Folder::new(&support::read(SPEC), &page);
    let permit = |mode| {
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).expect("it can be");
    };
    permit(0o444);
    let told = folder.run("import", 1);
    assert_eq!(told["refused"][0]["text"], format!("{SPEC}: the file is read-only"));
    assert_eq!(folder.spec(), support::read(SPEC));
    permit(0o640);
    folder.imported();
    let mode = std::fs::metadata(folder.path()).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640, "what may be done with the file stays");

    let elsewhere = folder.0.path().join("elsewhere.yaml");
    std::fs::rename(folder.path(), &elsewhere).expect("it can be moved");
    std::os::unix::fs::symlink(&elsewhere, folder.path()).expect("it can be linked");
    folder.is_refused(&["a spec must be a regular file, not a link"]);
    assert!(folder.path().is_symlink());
}

#[test]
fn an_endpoint_with_another_url_is_not_taken_for_a_new_one_without_a_word() {
    let old = "/api/apps/trade/v2/toolkit/verify_local_certificates/";
    let says = format!("toolkit/verify_local_certificates.yaml says POST {old}");
    for url in ["/api/apps/trade/v3/toolkit/verify_local_certificates/", "/api/apps/trade/v2/toolkit/verify/"]
    {
        let folder = Folder::new(&support::read(SPEC), &[(old, url)]);
        let adopt = format!("write `method: POST` and `path: {url}` into it, and import again");
        let told = folder.run("drift", 1);
        let text = told["refused"][0]["text"].as_str().unwrap_or_default();
        assert!(text.contains(&says) && text.contains(&adopt), "{text}");
        if url.contains("v3") {
            // A new spec would have its name.
            folder.is_refused(&[&says, &adopt]);
        } else {
            let told = folder.run("import", 0);
            let decide = &told["decide"][0];
            assert_eq!(decide["path"], "path");
            let text = decide["text"].as_str().unwrap_or_default();
            assert!(
                text.contains(&says) && text.contains("remove this spec") && text.contains(&adopt),
                "{text}"
            );
            std::fs::remove_file(folder.0.path().join("spec/toolkit/verify.yaml")).expect("it was written");
        }
        // As the report says.
        let adopted = folder.spec().replace(&format!("path: {old}"), &format!("path: {url}"));
        std::fs::write(folder.path(), adopted).expect("it can be written");
        folder.imported();
    }
}
