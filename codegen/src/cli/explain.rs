//! A rule's name in, its page of explanation out.

use std::process::ExitCode;

use crate::Rule;
use crate::parse::nearest;

/// Shows a rule's page, or a line for each rule.
pub(super) fn explain(name: Option<&str>) -> ExitCode {
    let Some(name) = name else {
        let widest = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or_default();
        for rule in Rule::ALL {
            println!("{:widest$}  {}", rule.name(), rule.summary());
        }
        return ExitCode::SUCCESS;
    };
    if let Some(rule) = Rule::ALL.iter().find(|rule| rule.name() == name) {
        print!("{}", rule.explanation());
        return ExitCode::SUCCESS;
    }
    let names: Vec<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    let meant = nearest(name, &names).map(|near| format!(" did you mean `{near}`?"));
    eprintln!("no rule has this name;{}", meant.as_deref().unwrap_or(" `explain` without a name lists them"));
    ExitCode::from(2)
}
