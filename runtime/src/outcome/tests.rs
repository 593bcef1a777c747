use super::{Asked, Item, ItemCodes, Outcome};
use crate::conclusion::{Conclusion, Ending};
use crate::{Action, Effect, ErrorCode, ErrorEntry, ErrorRow, Reply};

const CODES: ItemCodes = ItemCodes { ok: &[0, 200], already_done: &[1208, 2] };

/// A code enum as generated code has them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Code {
    Used,
    Unknown(i64),
}

impl ErrorCode for Code {
    const TABLE: &'static [ErrorEntry] = &[ErrorEntry::new(
        7,
        Action::FixRequest,
        Effect::None,
        &[ErrorRow::new(200, "已使用", Some("换一张")), ErrorRow::new(200, "used", None)],
    )];

    fn from_code(code: i64) -> Self {
        if code == 7 { Self::Used } else { Self::Unknown(code) }
    }

    fn code(self) -> i64 {
        match self {
            Self::Used => 7,
            Self::Unknown(code) => code,
        }
    }
}

type Answers<'a> = &'a [(&'a str, Option<i64>)];

/// What a reply ends in whose lists hold these keys and codes, after these keys were asked for.
fn ended(lists: &[Answers<'_>], keys: &[&str]) -> Outcome<(), Code> {
    let (log_id, status) = (Some("log".to_owned()), http::StatusCode::OK);
    let reply = Reply { response: (), log_id, status, tries: 1 };
    let item = |(key, code): &(&str, Option<i64>)| Item::new(Some((*key).to_owned()), *code, None);
    let mut asked = Asked::default();
    for key in keys {
        asked.text(Some(key));
    }
    Outcome::new(reply, lists.iter().map(|list| list.iter().map(item).collect()).collect(), CODES, asked)
}

fn outcome(lists: &[Answers<'_>]) -> Outcome<(), Code> {
    ended(lists, &[])
}

#[test]
fn only_success_of_every_item_is_complete() {
    assert!(matches!(outcome(&[&[("a", Some(0)), ("b", Some(200))]]), Outcome::Complete(_)));
    let partial = outcome(&[&[("a", Some(0))], &[("b", Some(1209))]]);
    assert!(matches!(&partial, Outcome::Partial(partial) if partial.failed.len() == 1));
    assert!(matches!(outcome(&[&[("a", None)]]), Outcome::Failed(failed) if failed.failed.len() == 1));
    assert!(matches!(outcome(&[&[], &[]]), Outcome::Empty(_)));
    assert!(matches!(outcome(&[]), Outcome::Empty(_)));
    let silent = outcome(&[&[("a", Some(0))], &[]]);
    assert!(matches!(&silent, Outcome::Partial(partial) if partial.failed[0].code.is_none()));
    let twice = outcome(&[&[("a", Some(0)), ("a", Some(9))]]);
    assert!(
        matches!(&twice, Outcome::Partial(partial) if partial.failed[0].key.as_deref() == Some("a")),
        "of two answers about one key a failure counts: {twice:?}"
    );
}

#[test]
fn what_had_been_done_before_is_a_success_that_can_be_told() {
    let done = outcome(&[&[("a", Some(0)), ("b", Some(1208))], &[("c", Some(2))]]);
    let told: Vec<_> = done.already_done().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["item b had been done before, says 1208", "item c had been done before, says 2"]);
    assert!(done.already_done().iter().all(Item::is_already_done));
    let itemized = done.complete().expect("every item is done");
    assert_eq!((itemized.already_done.len(), itemized.reply.tries), (2, 1));

    let partial = outcome(&[&[("a", Some(1208)), ("b", Some(5))]]);
    assert_eq!((partial.failed().len(), partial.already_done().len()), (1, 1));
    assert!(matches!(outcome(&[&[("a", Some(1208))], &[]]), Outcome::Partial(_)));
    assert!(outcome(&[&[("a", Some(0))]]).already_done().is_empty());
}

#[test]
fn other_items_than_those_asked_for_are_a_mismatch_whatever_they_say() {
    let both: Answers<'_> = &[("a", Some(0)), ("b", Some(0))];
    assert!(matches!(ended(&[both], &["b", "a"]), Outcome::Complete(_)));
    assert!(matches!(ended(&[both], &[]), Outcome::Complete(_)));
    assert!(matches!(ended(&[&[("a", Some(0)), ("b", Some(5))]], &["a", "b"]), Outcome::Partial(_)));

    for code in [0, 1208, 5] {
        let other = ended(&[&[("a", Some(code))]], &["b"]);
        let Outcome::Mismatch(itemized) = &other else { panic!("{other:?}") };
        assert_eq!(
            (&itemized.missing[..], &itemized.unasked[..]),
            (&["b".to_owned()][..], &["a".to_owned()][..])
        );
        assert_eq!(itemized.failed.len(), usize::from(code == 5));
        assert_eq!(itemized.already_done.len(), usize::from(code == 1208));
        assert!(other.complete().is_err());
    }
    let empty = ended(&[&[]], &["a"]);
    assert!(matches!(&empty, Outcome::Empty(itemized) if itemized.missing == ["a"]), "{empty:?}");
}

#[test]
fn a_code_of_the_table_is_the_endpoints_own_and_any_other_is_told() {
    let failed = outcome(&[&[("a", Some(7)), ("b", Some(9)), ("c", Some(9)), ("d", Some(-1)), ("e", None)]]);
    let codes: Vec<_> = failed.failed().iter().map(|item| item.code).collect();
    let unknown = |code| Some(Code::Unknown(code));
    assert_eq!(codes, [Some(Code::Used), unknown(9), unknown(9), unknown(-1), None]);
    assert_eq!(failed.failed()[0].documented().map(|entry| entry.action), Some(Action::FixRequest));
    assert_eq!(failed.failed()[1].documented(), None);
    assert_eq!(failed.undocumented_codes(), [-1, 9]);
    assert_eq!(failed.failed()[0].to_string(), "item a failed with 7 (已使用 / used); advice: 换一张");
    assert!(
        outcome(&[&[("a", Some(1208))]]).undocumented_codes().is_empty(),
        "a decision says what it means"
    );
}

#[test]
fn every_ending_has_its_name() {
    let endings = [
        (outcome(&[&[("a", Some(0))]]), Ending::Complete, "complete"),
        (outcome(&[&[("a", Some(0)), ("b", None)]]), Ending::Partial, "partial"),
        (outcome(&[&[("a", None)]]), Ending::Failed, "failed"),
        (outcome(&[]), Ending::Empty, "empty"),
        (ended(&[&[("a", Some(0))]], &["b"]), Ending::Mismatch, "mismatch"),
    ];
    for (outcome, ending, name) in endings {
        assert_eq!((outcome.ending(), outcome.ending().name()), (ending, name));
        assert_eq!(outcome.complete().is_ok(), ending == Ending::Complete);
    }
}

#[test]
fn an_incomplete_outcome_says_what_failed() {
    let told = |outcome: Outcome<(), Code>| outcome.complete().expect_err("it is incomplete").to_string();
    assert_eq!(
        told(outcome(&[&[("a", Some(0)), ("b", Some(9)), ("c", None)]])),
        "the call succeeded, but 2 of its items did not; item b failed with 9; item c has no code (log id log)"
    );
    assert_eq!(
        told(ended(&[&[("x\u{202e}", Some(0))]], &["a", "b"])),
        "the call succeeded, but its reply is not about what was asked for; not answered: a, b; not asked for: x  \
         (log id log)"
    );
    assert_eq!(
        told(ended(&[], &["a"])),
        "the call succeeded, but its reply has no item; not answered: a (log id log)"
    );
    let keys: Vec<_> = (0..1_000).map(|number| format!("k{number}")).collect();
    let answers: Vec<_> = keys.iter().map(|key| (key.as_str(), Some(9))).collect();
    let mut many = outcome(&[&answers]);
    let Outcome::Failed(failed) = &mut many else { panic!("none succeeded") };
    failed.reply.tries = 3;
    let many = told(many);
    assert!(
        many.starts_with("the call succeeded at try 3, but none of its 1000 items did; item k0 "),
        "{many}"
    );
    assert!(many.ends_with("item k9 failed with 9; and 990 more (log id log)"), "{many}");
}
