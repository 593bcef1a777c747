//! Rows 15 and 16, 21 to 29: a reply arrives whole, and says no, or not clearly yes.

use douyin::toolkit::verify_local_certificates as local;
use douyin::trip::certificate_verify as trip;
use douyin::{Action, Effect, ErrorCode as _, ErrorEntry, Timeouts};

use crate::case::heals_or_not;
use crate::cell::{CAP, Ending};
use crate::matrix::Matrix;
use crate::support::calls::Kind;
use crate::support::fault::{Fault, Script};
use crate::support::platform::Whole;
use crate::support::verification::Verification;

const NOT_ON_THE_PAGE: &str = "the page does not have the code";
const ONE_CODE: &str = "the envelope has one code only";

/// Errors of the platform that pass.
const BUSY: [i64; 5] = [2_119_002, 2_100_004, 28_001_005, 28_001_006, 2_100_001];
const TOO_FREQUENT: [i64; 2] = [28_003_018, 2_119_003];
/// Nobody knows it.
const UNHEARD_OF: i64 = 999_999_999_999;
/// 应用未获商家授权: no try changes that.
const PERMANENT: i64 = 2_119_005;

pub fn add(matrix: &mut Matrix) {
    too_many_requests(matrix);
    envelopes_with_500(matrix);
    BUSY.iter().for_each(|code| busy(matrix, *code));
    TOO_FREQUENT.iter().for_each(|code| too_frequent(matrix, *code));
    permanent(matrix);
    two_codes(matrix);
}

fn table(verification: Verification) -> &'static [ErrorEntry] {
    match verification {
        Verification::Trip => trip::Code::TABLE,
        Verification::Toolkit => local::Code::TABLE,
    }
}

fn documented(verification: Verification, code: i64) -> Result<&'static ErrorEntry, &'static str> {
    table(verification).iter().find(|entry| entry.code == code).ok_or(NOT_ON_THE_PAGE)
}

/// How a call ends whose every try is answered with a code: as often as allowed where it can do no harm.
fn refused(entry: &ErrorEntry, has_token: bool) -> Ending {
    let kind = if entry.effect == Effect::None { Kind::Rejected } else { Kind::Unknown };
    let is_worth_it = matches!(entry.action, Action::Retry | Action::BackOff);
    let is_harmless = has_token || entry.effect == Effect::None;
    Ending::new(kind, if is_worth_it && is_harmless { CAP } else { 1 }, 0).coded(entry.code)
}

fn too_many_requests(matrix: &mut Matrix) {
    let fault = Fault::status("429 Too Many Requests", "retry-after: 3600\r\n", "slow down").undone();
    let [heals, never] = heals_or_not("429 with Retry-After of an hour");
    let long = Timeouts::default();
    matrix.case(15, &heals, &Script::heals_after([fault.clone()]), long, &|_, _| {
        Ok(Ending::new(Kind::Complete, 2, 1))
    });
    matrix
        .case(15, &never, &Script::never_heals(fault), long, &|_, _| Ok(Ending::new(Kind::Rejected, CAP, 0)));
}

fn envelopes_with_500(matrix: &mut Matrix) {
    let long = Timeouts::default();
    for code in [PERMANENT, BUSY[0]] {
        let with_code = move |whole: &Whole| whole.verification.reply(code, "", None, &whole.log_id);
        let fault = Fault::body("500 Internal Server Error", with_code).undone();
        let script = Script::never_heals(fault);
        matrix.case(
            16,
            &format!("500 with {code}; never heals"),
            &script,
            long,
            &|verification, has_token| Ok(refused(documented(verification, code)?, has_token)),
        );
    }
    matrix.lost(
        16,
        "500 with 0",
        &Fault::body("500 Internal Server Error", |whole| whole.body.clone()),
        long,
    );
}

fn busy(matrix: &mut Matrix, code: i64) {
    let [twice, never] = [format!("{code} twice"), format!("{code}; never heals")];
    let script = Script::heals_after([Fault::code(code), Fault::code(code)]);
    matrix.case(21, &twice, &script, Timeouts::default(), &|verification, has_token| {
        let entry = documented(verification, code)?;
        Ok(if has_token { Ending::new(Kind::Complete, 3, 1) } else { refused(entry, has_token) })
    });
    let script = Script::never_heals(Fault::code(code));
    matrix.case(21, &never, &script, Timeouts::default(), &|verification, has_token| {
        Ok(refused(documented(verification, code)?, has_token))
    });
}

fn too_frequent(matrix: &mut Matrix, code: i64) {
    let [heals, never] = heals_or_not(&code.to_string());
    let script = Script::heals_after([Fault::code(code)]);
    matrix.case(22, &heals, &script, Timeouts::default(), &|verification, _| {
        documented(verification, code).map(|_| Ending::new(Kind::Complete, 2, 1))
    });
    let script = Script::never_heals(Fault::code(code));
    matrix.case(22, &never, &script, Timeouts::default(), &|verification, _| {
        documented(verification, code).map(|_| Ending::new(Kind::Rejected, CAP, 0).coded(code))
    });
}

/// Every code of both pages that no try changes, and one that is on none.
fn permanent(matrix: &mut Matrix) {
    let entries = Verification::BOTH.iter().flat_map(|verification| table(*verification));
    let passes = |action| matches!(action, Action::Retry | Action::BackOff | Action::RefreshToken);
    let permanent = entries.filter(|entry| !passes(entry.action));
    let mut codes: Vec<_> = permanent
        .map(|entry| (if entry.action == Action::StopForToday { 23 } else { 24 }, entry.code))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    for (row, code) in codes {
        let script = Script::heals_after([Fault::code(code)]);
        matrix.case(row, &code.to_string(), &script, Timeouts::default(), &|verification, has_token| {
            Ok(refused(documented(verification, code)?, has_token))
        });
    }
    let script = Script::heals_after([Fault::code(UNHEARD_OF)]);
    matrix.case(25, &UNHEARD_OF.to_string(), &script, Timeouts::default(), &|_, _| {
        Ok(Ending::new(Kind::Unknown, 1, 0).coded(UNHEARD_OF))
    });
}

/// Of two codes, neither hides the other.
fn two_codes(matrix: &mut Matrix) {
    let (data, extra) = (r#"{"data":{"error_code":0"#, r#""extra":{"error_code":0"#);
    for (name, zero) in [("data.error_code", data), ("extra.error_code", extra)] {
        let other = zero.replace(":0", &format!(":{PERMANENT}"));
        let reply =
            move |whole: &Whole| whole.verification.reply(0, "", None, &whole.log_id).replace(zero, &other);
        let script = Script::heals_after([Fault::body("200 OK", reply).undone()]);
        let name = format!("{PERMANENT} in {name} alone");
        matrix.case(28, &name, &script, Timeouts::default(), &|verification, _| match verification {
            Verification::Trip => Ok(Ending::new(Kind::Rejected, 1, 0).coded(PERMANENT)),
            Verification::Toolkit => Err(ONE_CODE),
        });
    }
}
