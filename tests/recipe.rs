//! The recipe for CI in `docs/ci.md`: its commands run as they stand there, in a repository with the example crate.

mod support;

#[test]
fn the_recipe_runs_as_it_is_written() {
    let recipe = support::read("docs/ci.md");
    let block = |kind: &str| {
        let start = format!("```{kind}\n");
        let text =
            recipe.split_once(&start).and_then(|(_, rest)| rest.split_once("\n```")).expect("it is there").0;
        text.to_owned()
    };
    let workflow: serde_yaml::Value = serde_yaml::from_str(&block("yaml")).expect("the workflow is YAML");
    let steps = workflow["jobs"]["specs"]["steps"].as_sequence().expect("it has steps");
    let runs = steps.iter().filter_map(|step| step["run"].as_str());
    let ours: Vec<_> = runs.filter(|run| run.starts_with("douyin-codegen ")).collect();
    assert_eq!(ours.len(), 4, "{ours:?}");

    let copy = support::downstream::Crate::copied();
    let git = |args: &[&str]| {
        let done = support::repository::git(&copy.path("")).args(args).output().expect("git runs");
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    copy.write("approvals.yaml", "approvals: []\n");
    copy.write(".gitignore", "/target/\n/specs.md\n");
    git(&["init", "--quiet", "--initial-branch=main"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message=x"]);
    git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    git(&["checkout", "--quiet", "-b", "change"]);
    copy.replace("spec/orders/refund.yaml", "    reason: {", "    remark: { type: string }\n    reason: {");
    let generated = support::codegen(&["generate"], &copy.path(""));
    assert!(generated.status.success());
    git(&["commit", "--quiet", "--all", "--message=y"]);

    let run = |script: &str| {
        let tools = support::CODEGEN.parent().expect("it is in a folder").display().to_string();
        let cargo = std::env::var("CARGO").unwrap_or_default();
        let cargo = std::path::Path::new(&cargo).parent().map(|folder| folder.display().to_string());
        let path =
            format!("{tools}:{}:{}", cargo.unwrap_or_default(), std::env::var("PATH").unwrap_or_default());
        let mut shell = std::process::Command::new("bash");
        shell.args(["-euo", "pipefail", "-c", script]).current_dir(copy.path("")).env("PATH", path);
        shell.env("GITHUB_BASE_REF", "main").env("CARGO_NET_OFFLINE", "true").env("CARGO_INCREMENTAL", "0");
        shell.env("CARGO_TARGET_DIR", std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream"));
        shell.env("CARGO_PROFILE_DEV_DEBUG", "0").output().expect("bash runs")
    };
    let done = run(&block("sh"));
    assert!(done.status.success(), "{}", support::downstream::said(&done));
    assert!(copy.read("specs.md").contains("| `remark` is new |"), "{}", copy.read("specs.md"));
    for step in ours {
        let done = run(step);
        assert!(done.status.success(), "{step}: {}", support::downstream::said(&done));
    }
    copy.replace(
        "spec/orders/refund.yaml",
        "reason: { type: string",
        "reason: { type: string, required: true",
    );
    let done =
        run(&block("sh").lines().filter(|line| !line.contains(" check")).collect::<Vec<_>>().join("\n"));
    assert!(!done.status.success(), "what breaks stops it");
}
