//! Tests of the spec.

use super::*;
use crate::{
    ir::{
        Body, Element, Expr, Func, Literal, Root, Step, disposition::Disposition, route::Endpoint,
    },
    suite::connection as suite,
};

/// A script with one rule on PV1-2.1 and one step that copies PID-5.1 to `tmp`.
fn script() -> Script {
    let (_, span) = suite::export();
    let mut script = Script::default();
    let text = |script: &mut Script, text: &str| {
        script.exprs.add(Expr::Literal(Literal::Text(text.to_owned())), span)
    };
    let path = |script: &mut Script, root: Root, names: &[&str]| {
        let mut at = script.exprs.add(Expr::Root(root), span);
        for name in names {
            let name = text(script, name);
            at = script.exprs.add(Expr::Call(Func::Child, vec![at, name]), span);
        }
        at
    };
    let class = path(&mut script, Root::Msg, &["PV1", "PV1.2", "PV1.2.1"]);
    let class = script.exprs.add(Expr::Call(Func::NodeText, vec![class]), span);
    let inpatient = text(&mut script, "I|`");
    let verdict = script.exprs.add(Expr::Call(Func::TextEqual, vec![class, inpatient]), span);
    let name = path(&mut script, Root::Msg, &["PID", "PID.5", "PID.5.1"]);
    let name = script.exprs.add(Expr::Call(Func::NodeText, vec![name]), span);
    let unknown = text(&mut script, "UNKNOWN");
    let name = script.exprs.add(Expr::Call(Func::OrDefault, vec![name, unknown]), span);
    let target = path(&mut script, Root::Tmp, &["PID", "PID.5"]);
    let last = text(&mut script, "PID.5.1");
    let put = Step::Call { var: None, func: Func::PutName, args: vec![target, last, name] };
    let put = script.steps.add(put, span);
    let guarded = Step::If { test: verdict, yes: vec![put], no: Vec::new() };
    let guarded = script.steps.add(guarded, span);
    script.rules.push(element(
        "Rule",
        Body::Steps { block: Vec::new(), verdict: Some(verdict) },
        &[],
    ));
    script.filter = Some(Filter::Rule(0));
    script.elements.push(element(
        "Mapper",
        Body::Steps { block: vec![guarded], verdict: None },
        &["MW2103"],
    ));
    script.template = Some("MSH|".to_owned());
    script
}

fn element(kind: &'static str, body: Body, codes: &[&'static str]) -> Element {
    Element {
        name: "Na|me\nof it".to_owned(),
        kind,
        sequence: "0".to_owned(),
        span: suite::export().1,
        lines: (1, 2),
        disposition: Disposition::Lowered,
        body,
        codes: codes.to_vec(),
    }
}

#[test]
fn a_page_shows_rules_steps_tasks_and_codes() {
    let mut connection = suite::connection(
        Endpoint::TcpListener(suite::tcp_listener()),
        vec![suite::destination(1, suite::unmapped())],
    );
    connection.source.script = Some(script());
    let page = page(&connection);
    for line in [
        "# Mapping spec: `Harbor ORU`",
        "Filter: a message is accepted where rule 1.",
        "| rule 1 Rule `Na\\|me\\u000aof it` | `accepts the message` | ``msg PV1-2.1 = \"I\\|`\"`` |  |  |  | 1 to 2 |",
        "| step 1 Mapper `Na\\|me\\u000aof it` | `tmp PID-5.1` | `msg PID-5.1` | ``msg PV1-2.1 = \"I\\|`\"`` | `default \"UNKNOWN\"` | MW2103 | 1 to 2 |",
        "No filter and no transformer: the text passes through unparsed.",
        "## Manual tasks",
    ] {
        assert!(page.lines().any(|known| known == line), "{line}\n{page}");
    }
    assert!(page.contains("| MW4001 | platform engineer | ``"), "{page}");
    assert!(page.contains("| MW4001 | transport-unmapped |"), "{page}");
    assert!(page.ends_with("|\n") && !page.ends_with("\n\n"), "{page}");
}
