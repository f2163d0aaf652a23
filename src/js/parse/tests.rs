//! Scripts and the trees, places and messages that they give.

use std::collections::BTreeSet;

use mapwright_grammar::{Rule, ScriptParser};
use pest::Parser as _;
use proptest::prelude::*;

use super::*;
use crate::js::ast::{ExprKind, StmtKind};
use crate::js::sexpr;

fn tree(script: &str) -> String {
    parse_script(script)
        .map_or_else(|error| format!("error: {error}"), |program| sexpr::program(&program))
}

fn check(cases: &[(&str, &str)]) {
    for (script, expected) in cases {
        assert_eq!(tree(script), *expected, "{script:?}");
    }
}

const LITERALS: &[(&str, &str)] = &[
    ("this; null; true; false", "this null true false"),
    ("0x1F; 0b101; 0o17; 010; 08; 1.5e3; .5; 5.; 1E-2", "31 5 15 8 8 1500 0.5 5 0.01"),
    ("1..toString()", "(call (. 1 toString))"),
    (r#"'a\'b'; "\x41\u0042\103\0""#, r#""a'b" "ABC\0""#),
    ("'\\n\\v\\q\\xZ\\u12'", r#""\n\u{b}qxZu12""#),
    ("'a\\\r\nb\\\nc'", r#""abc""#),
    (r"'\ud83d\ude00' + '\ud83d'", r#"(+ "😀" (units [D83D]))"#),
    ("'\u{2028}'", r#""\u{2028}""#),
    ("`plain ${1 + 1}\n\\n`", r#""plain ${1 + 1}\n\\n""#),
    ("/a[/]\\/b/gi.test(x)", r#"(call (. (regex "a[/]\\/b" "gi") test) x)"#),
    ("/=x/", r#"(regex "=x" "")"#),
    ("a / b / c; a /= 2", "(/ (/ a b) c) (/= a 2)"),
    ("x = /re/.exec(a) / 2", r#"(= x (/ (call (. (regex "re" "") exec) a) 2))"#),
    ("f(/,/); (a) / 2 / g", r#"(call f (regex "," "")) (/ (/ a 2) g)"#),
    ("[]; [,]; [a,,b,]; [,a]", "(array) (array -) (array a - b) (array - a)"),
    (
        "x = {}; x = {a: 1, 'b': 2, 3: c, if: d,}; x = {1e21: a, 0x10: b}",
        r#"(= x (object)) (= x (object ("a" 1) ("b" 2) ("3" c) ("if" d))) (= x (object ("1e+21" a) ("16" b)))"#,
    ),
    (
        "x = {get a() { return 1 }, set a(v) {}, get: 1, set() {}}",
        r#"(= x (object (get "a" (function () (return 1))) (set "a" (function (v))) ("get" 1) ("set" (function ()))))"#,
    ),
    ("\\u0061b + größe + $_", "(+ (+ ab größe) $_)"),
    (
        "each; xml; namespace; get; set; of; let; yield; let = 1",
        "each xml namespace get set of let yield (= let 1)",
    ),
    ("a.if.in.class", "(. (. (. a if) in) class)"),
];

const OPERATORS: &[(&str, &str)] = &[
    ("a + b * c - d", "(- (+ a (* b c)) d)"),
    ("a = b += c || d && e", "(= a (+= b (|| c (&& d e))))"),
    ("a ? b : c ? d : e", "(?: a b (?: c d e))"),
    ("a ? b ? c : d : e = f", "(?: a (?: b c d) (= e f))"),
    ("x = a ? b : c, d", "(, (= x (?: a b c)) d)"),
    ("a | b ^ c & d == e < f << g", "(| a (^ b (& c (== d (< e (<< f g))))))"),
    ("a >>> b >> c; a >>>= b", "(>> (>>> a b) c) (>>>= a b)"),
    ("a === b !== c; a instanceof B; 'k' in o", "(!== (=== a b) c) (instanceof a B) (in \"k\" o)"),
    ("!a; - -b; typeof typeof c; void 0; ~d", "(! a) (- (- b)) (typeof (typeof c)) (void 0) (~ d)"),
    ("delete a.b; delete a[0]", "(delete (. a b)) (delete ([] a 0))"),
    ("++a; a++; --a.b; a[0]--", "(++ a) (post++ a) (-- (. a b)) (post-- ([] a 0))"),
    ("a+ +b; a- -b; a+++b", "(+ a (+ b)) (- a (- b)) (+ (post++ a) b)"),
    ("(a, b)", "(, a b)"),
    ("new A; new A(1).b; new a.B(1)(2)", "(new A) (. (new A 1) b) (call (new (. a B) 1) 2)"),
    ("new new A(1)(2)", "(new (new A 1) 2)"),
    (
        "new java.lang.Runnable() { run: f }",
        r#"(new (. (. java lang) Runnable) (object ("run" f)))"#,
    ),
    ("a.b['c'](d, e).f", "(. (call ([] (. a b) \"c\") d e) f)"),
    ("f() = 1; (a) = 2; [a, b] = c", "(= (call f) 1) (= a 2) (= (array a b) c)"),
    ("instance; inner; newer; typeofx", "instance inner newer typeofx"),
];

const FUNCTIONS: &[(&str, &str)] = &[
    ("function f(a, b) { return a }", "(declare (function f (a b) (return a)))"),
    (
        "var f = function () {}; (function g() {})()",
        "(var (f (function ()))) (call (function g ()))",
    ),
    (
        "x => x + 1; (a, b) => { return a }; () => ({})",
        "(arrow (x) (return (+ x 1))) (arrow (a b) (return a)) (arrow () (return (object)))",
    ),
    ("a = b => c => d", "(= a (arrow (b) (return (arrow (c) (return d)))))"),
    ("f((a) => a, (b))", "(call f (arrow (a) (return a)) b)"),
    ("var f = () => {}\n(a)", "(var (f (arrow ()))) a"),
    ("function f({a, b: [c, d]}, [e,,g]) {}", "(declare (function f ([a c d] [e g])))"),
    ("var [a, b] = c, {d, e: f} = g", "(var ([a b] c) ([d f] g))"),
];

const STATEMENTS: &[(&str, &str)] = &[
    ("", ""),
    (";{}", "(empty) (block)"),
    ("var a, b = 1; let c = 2; const d = 3", "(var a (b 1)) (let (c 2)) (const (d 3))"),
    ("if (a) b; else if (c) d; else e", "(if a b (if c d e))"),
    ("if (a) if (b) c; else d", "(if a (if b c d))"),
    ("for (;;) ;", "(for - - - (empty))"),
    (
        "for (var i = 0, n = a.length; i < n; i++) { x }",
        "(for (var (i 0) (n (. a length))) (< i n) (post++ i) (block x))",
    ),
    ("for (i = ('a' in b); i; ) c", "(for (= i (in \"a\" b)) i - c)"),
    ("for (var k in o) a", "(for-in (var k) o a)"),
    ("for (var k = 0 in o) a", "(for-in (var k 0) o a)"),
    ("for (k in o, p) a", "(for-in k (, o p) a)"),
    ("for (a.b in o) c", "(for-in (. a b) o c)"),
    ("for each (x in msg..OBX) f(x)", "(for-each x (.. msg OBX) (call f x))"),
    ("for each (var x in y) ;", "(for-each (var x) y (empty))"),
    ("for (let x of y) ;", "(for-of (let x) y (empty))"),
    ("for (var [k, v] in o) ;", "(for-in (var [k v]) o (empty))"),
    ("while (a) b; do c; while (d)", "(while a b) (do c d)"),
    ("do { a } while (b) c", "(do (block a) b) c"),
    (
        "l: for (;;) { break l; continue l; break; continue }",
        "(label l (for - - - (block (break l) (continue l) (break) (continue))))",
    ),
    ("try { a } catch (e) { b } finally { c }", "(try (block a) (catch e b) (finally c))"),
    (
        "try {} catch (e if e instanceof A) { b } catch (e) {}",
        "(try (block) (catch e (when (instanceof e A)) b) (catch e))",
    ),
    (
        "switch (a) { case 1: case 2: b; break; default: c }",
        "(switch a (case 1) (case 2 b (break)) (default c))",
    ),
    ("with (a) b", "(with a b)"),
    ("debugger; throw new Error('x')", "(debugger) (throw (new Error \"x\"))"),
    ("return", "(return)"),
    ("return a, b;", "(return (, a b))"),
    ("'use strict'; a", "\"use strict\" a"),
];

const LINE_ENDS: &[(&str, &str)] = &[
    ("a\nb\rc\r\nd\u{2028}e", "a b c d e"),
    ("a = b\n(c)", "(= a (call b c))"),
    ("a = b\n/c/g", "(= a (/ (/ b c) g))"),
    ("a\n++b\n--c", "a (++ b) (-- c)"),
    ("a /* x */ ++", "(post++ a)"),
    ("a /* \n */ ++b", "a (++ b)"),
    ("return\na", "(return) a"),
    ("return /* x */ a", "(return a)"),
    ("return // x\na", "(return) a"),
    ("l: while (a) { break\nl }", "(label l (while a (block (break) l)))"),
    ("{ a } b", "(block a) b"),
    ("a; // c\rb", "a b"),
    ("a <!-- c\nb", "a b"),
    ("--> x\na\n--> y\nb", "a b"),
    ("if (a) b\nelse c", "(if a b c)"),
    ("var a = 1\nvar b", "(var (a 1)) (var b)"),
    ("a\n\n;", "a"),
    ("\u{FEFF}a\u{A0}+\u{3000}b", "(+ a b)"),
    ("do a\nwhile (b)\nc", "(do a b) c"),
];

const E4X: &[(&str, &str)] = &[
    ("msg.PID['PID.5'].@a", "(. ([] (. msg PID) \"PID.5\") @a)"),
    ("a.*; a..*; a.@*; a..@b; a..c", "(. a *) (.. a *) (. a @*) (.. a @b) (.. a c)"),
    ("a.@[b]; a.@['c']; a['@d']", "(. a @[b]) (. a @[\"c\"]) ([] a \"@d\")"),
    ("a.(b == 'c').d", "(. (.() a (== b \"c\")) d)"),
    ("a.(@id == 1)", "(.() a (== @id 1))"),
    ("a.(* == 1); a[*]", "(.() a (== * 1)) ([] a *)"),
    (
        "a.ns::b; a.@ns::c; ns::d; a.*::e; a.ns::*; a.ns::[f]",
        "(. a ns::b) (. a @ns::c) ns::d (. a *::e) (. a ns::*) (. a ns::@[f])",
    ),
    ("default xml namespace = 'urn:a'", "(default-xml-namespace \"urn:a\")"),
    ("delete a.b[0]", "(delete ([] (. a b) 0))"),
    ("x = <a/>", r#"(= x (xml "<a/>"))"#),
    (
        "x = <a b=\"1\" c='{d}' e={f}>{g} t </a>",
        r#"(= x (xml "<a b=\"1\" c='{d}' e=" f ">" g " t </a>"))"#,
    ),
    ("x = <{n} {k}={v}></{n}>", r#"(= x (xml "<" n " " k "=" v "></" n ">"))"#),
    (
        "x = <></>; y = <>a<b/>{c}</>",
        r#"(= x (xml-list "<></>")) (= y (xml-list "<>a<b/>" c "</>"))"#,
    ),
    (
        "x = <a><!-- {b} it's --><![CDATA[{c}<]]><?p {d}?></a>",
        r#"(= x (xml "<a><!-- {b} it's --><![CDATA[{c}<]]><?p {d}?></a>"))"#,
    ),
    ("x = <![CDATA[a]]>; y = <?p q?>", r#"(= x (xml "<![CDATA[a]]>")) (= y (xml "<?p q?>"))"#),
    ("x = <a>\r\n  <b.1>é</b.1>\r</a>", r#"(= x (xml "<a>\r\n  <b.1>é</b.1>\r</a>"))"#),
    ("a < b; a < b > c", "(< a b) (> (< a b) c)"),
    ("x = <a>{<b>{c}</b>}</a>.d", r#"(= x (. (xml "<a>" (xml "<b>" c "</b>") "</a>") d))"#),
    ("a * b; a *\nb", "(* a b) (* a b)"),
];

const MESSAGES: &[(&str, &str)] = &[
    ("a b", "expected an operator, a closing bracket or `;`, found `b`"),
    ("a + ;", "expected an expression, found `;`"),
    ("if (a {", "expected an operator, a closing bracket or `;`, found `{`"),
    ("f(a", "expected `)` for the `(` of line 1, found the end of the script"),
    ("a\n{ b", "expected `}` for the `{` of line 2, found the end of the script"),
    ("a +", "expected an expression, found the end of the script"),
    ("x = 'abc\n'", "this string is not closed"),
    ("a /* b", "this comment is not closed"),
    ("1 = a", "only a variable, a property or an element can be assigned to"),
    ("a + b = c", "only a variable, a property or an element can be assigned to"),
    ("1++", "only a variable, a property or an element can be assigned to"),
    ("--this", "only a variable, a property or an element can be assigned to"),
    ("for (1 in a) b", "only a variable, a property or an element can be assigned to"),
    ("for (const a of b) c", "`const` cannot stand in the head of a `for` loop"),
    ("for each (a of b) c", "expected `in` in the head of a `for each` loop, found `of`"),
    (
        "for (var a, b in c) d",
        "only one variable can stand in the head of a `for` loop over a list",
    ),
    ("try { a }", "expected `catch` or `finally` after the `try` block"),
    ("switch (a) { default: default: }", "a `switch` can have only one `default`"),
    ("/a/x", "`x` is not a flag of a regular expression"),
    ("function* g() {}", "generator functions (`function*`) are not supported"),
    (
        "x = *",
        "expected an expression, found `*`, which may stand alone only in an XML filter or index",
    ),
    ("class A {}", "expected an operator, a closing bracket or `;`, found `A`"),
    ("}", "expected a statement or the end of the script, found `}`"),
    ("var 1", "expected a name, found `1`"),
    ("a; }", "expected a statement, found `}`"),
];

#[test]
fn literals() {
    check(LITERALS);
}

#[test]
fn operators() {
    check(OPERATORS);
}

#[test]
fn functions() {
    check(FUNCTIONS);
}

#[test]
fn statements() {
    check(STATEMENTS);
}

#[test]
fn ends_of_lines() {
    check(LINE_ENDS);
}

#[test]
fn e4x() {
    check(E4X);
}

#[test]
fn messages_name_no_rule() {
    for (script, expected) in MESSAGES {
        assert_eq!(tree(script), format!("error: {expected}"), "{script:?}");
    }
}

#[test]
fn broken_scripts_are_refused() {
    for script in [
        "a ** b",
        "{a} = b",
        "x = {a}",
        "f(...a)",
        "a?.b",
        "(a",
        "a)",
        "x = <a",
        "x = <a>",
        "x = <a>{}</a>",
        "var",
        "if",
        "return return",
        "throw\na",
        "case 1:",
        "function",
        "a.",
        "a..",
        "@",
        "x = 'a",
        "x = /a",
        "for (a;b) c",
        "`",
        "new",
        "a ? b",
        "var if",
        "\u{0}",
        "x = 1 2",
        "do a while",
        "let x = ;",
        "#",
    ] {
        let error = parse_script(script).expect_err(script);
        assert_eq!(error.kind, SyntaxErrorKind::Syntax, "{script:?}");
        assert!(error.place.end as usize <= script.len(), "{script:?}");
    }
}

#[test]
fn whole_expressions() {
    let shown = |text: &str| {
        parse_expression(text).map(|expr| sexpr::expression(&expr)).map_err(|error| error.message)
    };
    assert_eq!(shown(" /* a */ msg['PID'].a // b").as_deref(), Ok("(. ([] msg \"PID\") a)"));
    assert_eq!(shown("a, {b: 1}").as_deref(), Ok("(, a (object (\"b\" 1)))"));
    for text in ["", "  ", "a;", "var a", "return a", "a b"] {
        assert!(shown(text).is_err(), "{text:?}");
    }
}

#[test]
fn places_are_byte_ranges() {
    let script = "é = 'ü' ; f( a )[0] /* x */\nif (b) c\nelse if (d) e; x = (g + h).i";
    let program = parse_script(script).expect("a script");
    let at = |place: &crate::js::ast::Place| &script[place.start as usize..place.end as usize];
    let shown: Vec<_> = program.body.iter().map(|stmt| at(&stmt.place)).collect();
    assert_eq!(shown, ["é = 'ü' ;", "f( a )[0]", "if (b) c\nelse if (d) e;", "x = (g + h).i"]);
    let StmtKind::Expr(first) = &program.body[0].kind else { panic!("no expression") };
    assert_eq!(at(&first.place), "é = 'ü'");
    let StmtKind::If(_, _, Some(other)) = &program.body[2].kind else { panic!("no else") };
    assert_eq!(at(&other.place), "if (d) e;");
    let StmtKind::Expr(last) = &program.body[3].kind else { panic!("no expression") };
    let ExprKind::Assign(_, _, value) = &last.kind else { panic!("no assignment") };
    assert_eq!(at(&value.place), "(g + h).i");
}

#[test]
fn places_of_errors() {
    for (script, place) in [
        ("é b", 3..4),
        ("f(a", 3..3),
        ("a = 'é\n", 4..5),
        ("1 = é", 0..1),
        ("a;\n foo bar;", 8..11),
    ] {
        assert_eq!(parse_script(script).expect_err(script).place, place, "{script:?}");
    }
}

/// Every shape at a size where recursion would run out of a 2 MB stack if it were not bounded.
#[test]
fn deep_scripts_fit_a_small_stack() {
    let flat = |unit: &str, count: usize, end: &str| format!("{}{end}", unit.repeat(count));
    let nested = |open: &str, close: &str, count: usize| {
        format!("{}1{}", open.repeat(count), close.repeat(count))
    };
    let cases = [
        (nested("(", ")", 145), true),
        (nested("[", "]", 145), true),
        (nested("a(", ")", 145), true),
        (nested("{", "}", 145), true),
        (nested("x={a:", "}", 60), true),
        (nested("(function(){return ", "})", 45), true),
        (flat("a?b:", 900, "c"), true),
        (flat("a+", 900, "b"), true),
        (flat("a", 1, &".b".repeat(900)), true),
        (flat("if(a)b;else ", 900, "c"), true),
        (flat("if(a)", 140, "b"), true),
        (flat("x=", 900, "1"), true),
        (flat("for(a in b)", 140, "c"), true),
        (nested("try{", "}catch(e){}", 140), true),
        (nested("switch(a){case 1:", "}", 140), true),
        (nested("a[", "]", 140), true),
        (nested("a.(", ")", 140), true),
        (nested("new A(", ")", 70), true),
        (format!("x={}", nested("<a>{", "}</a>", 140)), true),
        (nested("x={get a(){return ", "}}", 45), true),
        (nested("if(a){for(;;){b(function(){", "})}}", 20), true),
        (flat("a?", 140, &format!("b{}", ":c".repeat(140))), true),
        (nested("(", ")", 100_000), false),
        (nested("[", "]", 100_000), false),
        (nested("{", "}", 100_000), false),
        (nested("(function(){return ", "})", 20_000), false),
        (flat("!", 100_000, "a"), false),
        (flat("a+", 20_000, "b"), false),
        (flat("a?b:", 20_000, "c"), false),
        (flat("a?", 20_000, "b"), false),
        (flat("a=>", 20_000, "b"), false),
        (flat("new ", 20_000, "b"), false),
        (flat("a:", 20_000, "b"), false),
        (flat("a", 1, &".b".repeat(5_000)), false),
        (flat("if(a)b;else ", 2_000, "c"), false),
        (flat("if(a)", 20_000, "b"), false),
        (format!("x={}", flat("<a>", 20_000, "b")), false),
    ];
    let run = move || {
        for (script, fine) in cases {
            let name = script.get(..12).unwrap_or(&script).to_owned();
            match parse_script(&script) {
                Ok(program) => {
                    assert!(fine, "{name} should be too deep");
                    assert_eq!(program.clone(), program, "{name}");
                }
                Err(error) => assert!(!fine, "{name}: {error}"),
            }
        }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn too_deep_has_its_own_kind() {
    for script in ["(".repeat(151), "a+".repeat(1_200) + "b", "!".repeat(1_200) + "a"] {
        assert_eq!(parse_script(&script).expect_err("deep").kind, SyntaxErrorKind::TooDeep);
    }
}

fn fixtures() -> impl Iterator<Item = &'static str> {
    [LITERALS, OPERATORS, FUNCTIONS, STATEMENTS, LINE_ENDS, E4X]
        .into_iter()
        .flatten()
        .map(|(script, _)| *script)
}

#[test]
fn every_rule_occurs() {
    let mut seen = BTreeSet::new();
    for script in fixtures().chain(["function* g() {}"]) {
        let pairs = ScriptParser::parse(Rule::script, script).expect(script).flatten();
        seen.extend(pairs.map(|pair| format!("{:?}", pair.as_rule())));
    }
    let grammar = include_str!("../../../grammar/script.pest");
    let rules = grammar
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .filter(|(_, body)| !body.starts_with("_{"));
    let missing: Vec<_> =
        rules.map(|(name, _)| name).filter(|name| !seen.contains(*name)).collect();
    assert_eq!(missing, ["whole_expression"]);
}

#[test]
fn a_script_cut_anywhere_never_panics() {
    let script = fixtures().collect::<Vec<_>>().join("\n");
    for (at, _) in script.char_indices() {
        let start =
            script[..at].rfind('\n').map_or(0, |line| script[..line].rfind('\n').unwrap_or(0));
        if let Err(error) = parse_script(&script[start..at]) {
            assert_ne!(error.kind, SyntaxErrorKind::Internal, "{}", &script[start..at]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn token_soup_never_panics(tokens in prop::collection::vec(prop::sample::select(vec![
        "a", "msg", "1", "'s'", "\"", "`", "/", "/x/g", "(", ")", "[", "]", "{", "}", "<a>", "</a>", "<", ">", "<>", "</>",
        "+", "++", "=", "=>", "?", ":", ",", ";", ".", "..", "@", "*", "::", "!", "in ", "of ", "for ", "each ", "if ",
        "else ", "function ", "return ", "var ", "let ", "new ", "case ", "default ", "xml ", "namespace ", "switch ",
        "try ", "catch ", "get ", "\\u0061", "\\", "\n", "\r", " ", "//", "/*", "*/", "<!--", "-->", "é", "\u{2028}", "\u{0}",
    ]), 0..40)) {
        let script = tokens.concat();
        for error in [parse_script(&script).err(), parse_expression(&script).err()].into_iter().flatten() {
            prop_assert_ne!(error.kind, SyntaxErrorKind::Internal, "{}", script);
            prop_assert!(script.get(error.place.start as usize..error.place.end as usize).is_some());
        }
    }
}
