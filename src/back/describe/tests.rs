//! Every connection and every kind of step in words.

use super::*;
use crate::{
    arena::Handle,
    ir::{
        Body, Element, Expr, Func, Function, Literal, Loop, Root, Script, Step, Ty, Var, VarKind,
        route::Endpoint,
    },
    pipeline::{Options, Silent, compile_with},
    span::Span,
    suite::{connection, golden},
};

/// Writes the lines that a description of the connection has to have.
#[derive(Debug)]
struct Expected;

impl BackEnd for Expected {
    fn name(&self) -> &'static str {
        "expected"
    }

    fn write(&self, checked: &Checked, naming: &Naming) -> Vec<OutFile> {
        let mut lines = Vec::new();
        let mut add = |number: &str, list: &[Element]| {
            for (index, element) in list.iter().enumerate() {
                lines.push(format!("{number} {}, {}", index + 1, element.kind));
            }
        };
        let connection = checked.connection();
        let responses = connection.destinations.iter().filter_map(|d| d.response.as_ref());
        let own = connection.connectors().filter_map(|connector| connector.script.as_ref());
        for script in own.chain(responses) {
            add("Rule", &script.rules);
            add("Step", &script.elements);
        }
        let tasks = connection.tasks.iter().map(|task| format!("({})", task.code));
        lines.extend(tasks);
        vec![OutFile { path: format!("expected/{}", naming.slug), text: lines.join("\n") }]
    }
}

#[test]
fn every_connection_is_described_with_all_of_its_steps() {
    for form in [Form::Text, Form::Markdown] {
        let back_ends: [&dyn BackEnd; 2] = [&Describe { form }, &Expected];
        let run = compile_with(golden::inputs(), &Options::default(), &Silent, &back_ends);
        assert!(run.connections.len() > 30);
        for compiled in &run.connections {
            let [described, expected] = &compiled.outputs[..] else {
                panic!("{} is not described", compiled.name);
            };
            for line in expected.text.lines() {
                let told = described.text.lines().filter(|found| found.contains(line)).count();
                let wanted = expected.text.lines().filter(|other| *other == line).count();
                assert!(told >= wanted, "{}: `{line}`\n{}", compiled.name, described.text);
            }
        }
    }
}

/// A script of one step with every kind of statement.
fn everything(span: Span) -> Script {
    let mut script = Script::default();
    let text = |script: &mut Script, text: &str| {
        script.exprs.add(Expr::Literal(Literal::Text(text.to_owned())), span)
    };
    let msg = script.exprs.add(Expr::Root(Root::Msg), span);
    let (name, value) = (text(&mut script, "PID"), text(&mut script, "v`a`\nl"));
    let always = script.exprs.add(Expr::Literal(Literal::Bool(true)), span);
    let var = Var { name: "greeting".to_owned(), ty: Ty::Text, kind: VarKind::Named };
    let var = script.vars.add(var, span);
    let function = Function {
        name: "helper".to_owned(),
        params: Vec::new(),
        result: Ty::Undefined,
        body: Vec::new(),
    };
    let function = script.functions.add(function, span);
    let piece = script.carried.add(
        Carried {
            file: "source-step-0.js".to_owned(),
            text: String::new(),
            reason: "because of `eval`".to_owned(),
            code: "MW3001",
            reads: vec!["msg".to_owned()],
            writes: vec!["tmp".to_owned()],
        },
        span,
    );
    let mut add = |step: Step| -> Handle<Step> { script.steps.add(step, span) };
    let put = add(Step::Call { var: None, func: Func::PutName, args: vec![msg, name, value] });
    let clear = add(Step::Call { var: None, func: Func::ClearDestinations, args: Vec::new() });
    let set = add(Step::Let { var, value });
    let invoke = add(Step::Invoke { var: None, function, args: Vec::new() });
    let leave = add(Step::Break(Some("outer".to_owned())));
    let again = add(Step::Continue(None));
    let choice = add(Step::If { test: always, yes: vec![leave], no: vec![again] });
    let rounds = Loop {
        label: Some("outer".to_owned()),
        test: (vec![], always),
        body: vec![choice],
        update: vec![set],
    };
    let rounds = add(Step::Loop(rounds));
    let (throw, give) = (add(Step::Throw(value)), add(Step::Return(Some(value))));
    let fail = add(Step::Fail { error: "TypeError", message: "no such thing".to_owned() });
    let guarded = Step::Try { body: vec![throw], catch: Some((None, vec![])), finally: vec![fail] };
    let guarded = add(guarded);
    let carried = add(Step::Carried { piece, verdict: None });
    let stop = add(Step::Return(None));
    let block = vec![put, clear, set, invoke, rounds, guarded, carried, give, stop];
    script.elements = vec![element(span, Body::Steps { block, verdict: None })];
    script
}

fn element(span: Span, body: Body) -> Element {
    Element {
        name: "a|b `c`".to_owned(),
        kind: "JavaScript",
        sequence: "0".to_owned(),
        span,
        lines: (1, 2),
        disposition: Disposition::Lowered,
        body,
        codes: vec!["MW2105"],
    }
}

#[test]
fn every_kind_of_statement_has_its_words() {
    let (_, span) = connection::export();
    let mut connection = connection::connection(Endpoint::ChannelReader, Vec::new());
    let mut script = everything(span);
    script.elements.push(element(span, Body::Missing { reason: "`x` is gone".to_owned() }));
    connection.source.script = Some(script);
    let page = describe(&connection, Form::Text);
    for words in [
        "Takes messages in from other connections (`Channel Reader`) and sends them nowhere.",
        "Step 1, JavaScript `a|b 'c'` (lines 1 to 2; findings MW2105)",
        "set `msg PID` to `\"v'a'\\nl\"`",
        "leave out all destinations",
        "remember `greeting` as",
        "call `helper()`",
        "again and again while `true` `outer`:",
        "where `true`:",
        "leave the loop `outer`",
        "otherwise:",
        "go on with the next round of the loop",
        "try:",
        "fail with",
        "where that fails:",
        "go on as if nothing had happened",
        "in any case:",
        "fail, as the legacy engine does: TypeError: `no such thing`",
        "kept as the legacy script `source-step-0.js` (MW3001: because of `eval`); it may read `msg`; \
         it may write `tmp`",
        "stop here and give",
        "stop here",
        "cannot run, so the message fails here: `x` is gone",
    ] {
        assert!(page.contains(words), "`{words}` is not in\n{page}");
    }
    let markdown = describe(&connection, Form::Markdown);
    assert!(markdown.starts_with("# `Harbor ORU`\n"), "{markdown}");
    let points = |page: &str| page.lines().filter(|l| l.trim_start().starts_with("- ")).count();
    assert_eq!(points(&markdown), points(&page));
}

#[test]
fn chains_queues_and_switched_off_destinations_are_told() {
    let sender = || Endpoint::TcpSender(connection::tcp_sender());
    let mut destinations: Vec<_> =
        (1..=4).map(|id| connection::destination(id, sender())).collect();
    destinations[1].queue.enabled = true;
    destinations[1].queue.rotate = true;
    destinations[2].wait_for_previous = false;
    destinations[3].connector.enabled = false;
    let source = Endpoint::TcpListener(connection::tcp_listener());
    let page = describe(&connection::connection(source, destinations), Form::Text);
    for words in [
        "at `0.0.0.0:6661` and sends them to 3 destinations (1 more switched off).",
        "The destinations run in chains that do not wait for each other:\n  - 1, then 2.\n  - 3.\n",
        "Every message goes to a queue, which is worked off one at a time, tried again after `10000` ms; one \
         that fails goes to the end of the queue.",
        "There is no queue: a message is sent at once, and a failure is final.",
        "Switched off in the legacy engine: nothing of it runs.",
        "The answer is judged: a negative acknowledgement is an error.",
    ] {
        assert!(page.contains(words), "`{words}` is not in\n{page}");
    }
}

#[test]
fn scripts_of_the_connection_run_at_their_moment() {
    for (which, when) in [
        ("preprocessor", "before it is parsed"),
        ("deploy", "when the connection is deployed"),
        ("undeploy", "when the connection is undeployed"),
        ("something", "at a time of its own"),
    ] {
        assert!(moment(which).ends_with(when), "{}", moment(which));
    }
}
