//! The code of a connector: expressions (values), steps (effects), and the rules and elements of
//! the legacy engine that they came from.

use crate::{
    arena::{Arena, Handle},
    ir::{
        disposition::Disposition,
        func::Func,
        types::{Root, Ty},
    },
    span::Span,
};

/// Steps in running order.
pub type Block = Vec<Handle<Step>>;

/// A value: pure and total. Spans stand beside it in [`Script::exprs`].
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A constant.
    Literal(Literal),
    /// The value that a variable has where the step runs.
    Var(Handle<Var>),
    /// The root of a message tree.
    Root(Root),
    /// A total function of its operands; which ones are total is told by [`Func::is_total`].
    Call(Func, Vec<Handle<Expr>>),
    /// `yes` where `test` (a bool) is true, else `no`. Only the chosen one is evaluated, which
    /// nobody can tell, as both are pure.
    Cond {
        /// A bool.
        test: Handle<Expr>,
        /// Value where it is true.
        yes: Handle<Expr>,
        /// Value where it is false.
        no: Handle<Expr>,
    },
    /// A new array; holes are not supported.
    List(Vec<Handle<Expr>>),
    /// A new object; names in order, each once.
    Object(Vec<(String, Handle<Expr>)>),
    /// A new regular expression of the script language.
    Regex {
        /// Between the slashes.
        body: String,
        /// After them.
        flags: String,
    },
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; never NaN as a literal of a script.
    Number(f64),
    /// A text.
    Text(String),
}

impl Literal {
    /// Its type.
    pub fn ty(&self) -> Ty {
        match self {
            Self::Undefined => Ty::Undefined,
            Self::Null => Ty::Null,
            Self::Bool(_) => Ty::Bool,
            Self::Number(_) => Ty::Number,
            Self::Text(_) => Ty::Text,
        }
    }
}

/// A variable of a script. All elements of a script share one scope, as in the legacy engine.
#[derive(Debug, Clone, PartialEq)]
pub struct Var {
    /// Name; temporaries are numbered by the dump and the back ends.
    pub name: String,
    /// Type of every value that it ever has.
    pub ty: Ty,
    /// Where it came from.
    pub kind: VarKind,
}

/// Where a variable came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VarKind {
    /// A variable of the legacy script.
    Named,
    /// The index of a loop: a whole number from 0 up while the loop runs.
    Index,
    /// Made by lowering: assigned once, or once per branch, and read only by the element that
    /// made it.
    Temp,
}

/// An effect. Spans stand beside it in [`Script::steps`].
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The variable gets the value.
    Let {
        /// Which variable.
        var: Handle<Var>,
        /// Value.
        value: Handle<Expr>,
    },
    /// Calls a function that may fail, write or be observed, and keeps its result, if any.
    Call {
        /// Gets the result.
        var: Option<Handle<Var>>,
        /// What is called.
        func: Func,
        /// Operands, evaluated from left to right before the call.
        args: Vec<Handle<Expr>>,
    },
    /// Calls a function of the script itself.
    Invoke {
        /// Gets the result.
        var: Option<Handle<Var>>,
        /// Which function.
        function: Handle<Function>,
        /// Operands.
        args: Vec<Handle<Expr>>,
    },
    /// One of two blocks.
    If {
        /// A bool.
        test: Handle<Expr>,
        /// Where it is true.
        yes: Block,
        /// Where it is false.
        no: Block,
    },
    /// A loop.
    Loop(Loop),
    /// Leaves the loop with that label, or the innermost one.
    Break(Option<String>),
    /// Goes on with the next round of the loop with that label, or the innermost one.
    Continue(Option<String>),
    /// Ends the function or, at the top, the script.
    Return(Option<Handle<Expr>>),
    /// Fails with a value of the script.
    Throw(Handle<Expr>),
    /// Fails as the legacy engine would: an error of its own, known before the script runs.
    Fail {
        /// Name of the error (`ReferenceError`).
        error: &'static str,
        /// What failed, in a person's words.
        message: String,
    },
    /// Runs `body`; where it fails, `catch`; in any case, `finally`.
    Try {
        /// What may fail.
        body: Block,
        /// Runs where it failed, with the thrown value in the variable; `None` passes it on.
        catch: Option<(Option<Handle<Var>>, Block)>,
        /// Runs in any case.
        finally: Block,
    },
    /// Runs a piece of the legacy script as it is.
    Carried {
        /// The piece.
        piece: Handle<Carried>,
        /// A rule: gets its verdict (a bool, the result compared `== true`).
        verdict: Option<Handle<Var>>,
    },
}

/// A loop: `test` before each round, `update` after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Loop {
    /// Label for breaks out of inner loops.
    pub label: Option<String>,
    /// Steps that compute the test, and the test (a bool); runs before each round.
    pub test: (Block, Handle<Expr>),
    /// Body.
    pub body: Block,
    /// Runs after each round that was not broken off.
    pub update: Block,
}

/// A function of the script itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Name.
    pub name: String,
    /// Parameters.
    pub params: Vec<Handle<Var>>,
    /// Type of the result.
    pub result: Ty,
    /// Body.
    pub body: Block,
}

/// A piece of the legacy script that the platform runs as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// Name of the file that holds it, without folder.
    pub file: String,
    /// The script text: that of the export, or what the legacy engine made of a declarative step.
    pub text: String,
    /// Why it was not compiled.
    pub reason: String,
    /// Code of the finding that says so.
    pub code: &'static str,
    /// What of the shared scope it may read (`msg`, `channelMap`).
    pub reads: Vec<String>,
    /// What of the shared scope it may write.
    pub writes: Vec<String>,
}

/// One rule or step of the legacy engine and what it became.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Name that the export gives it; often empty.
    pub name: String,
    /// Kind, in the legacy engine's words (`Mapper`).
    pub kind: &'static str,
    /// Sequence number as written.
    pub sequence: String,
    /// Where it stands.
    pub span: Span,
    /// First and last line of the export that it stands on.
    pub lines: (u32, u32),
    /// What became of it.
    pub disposition: Disposition,
    /// What runs.
    pub body: Body,
    /// Codes of the findings on it, in order, each once.
    pub codes: Vec<&'static str>,
}

/// What runs in place of a rule or step.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Steps; a rule also has its verdict, a bool.
    Steps {
        /// Steps in order.
        block: Block,
        /// Rules: the verdict after the steps.
        verdict: Option<Handle<Expr>>,
    },
    /// Nothing: it was switched off, or belongs to the piece of an element before it.
    Nothing,
    /// It cannot run: a manual task. Whatever reaches it fails, so a filter never widens.
    Missing {
        /// Why.
        reason: String,
    },
}

/// How the rules of a filter decide (semantics section 2.2). Numbers are indexes into
/// [`Script::rules`].
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// No enabled rule: every message is accepted.
    Accept,
    /// The verdict of one rule.
    Rule(usize),
    /// All, from left to right, until one is false.
    All(Vec<Filter>),
    /// Any, from left to right, until one is true.
    Any(Vec<Filter>),
    /// Rules that stand side by side without an operator: the first is run, then the legacy
    /// engine fails, as its verdict is called like a function.
    Juxtaposed(Vec<Filter>),
}

impl Filter {
    /// How the rules decide, in words. `accept` stands for no rule and `rule` names one by its
    /// index; several joined ones stand in parentheses, unless they are the `top`.
    pub fn in_words(&self, accept: &str, rule: &dyn Fn(usize) -> String, top: bool) -> String {
        let join = |parts: &[Self], with: &str| {
            let parts: Vec<String> =
                parts.iter().map(|part| part.in_words(accept, rule, false)).collect();
            let joined = parts.join(with);
            if top { joined } else { format!("({joined})") }
        };
        match self {
            Self::Accept => accept.to_owned(),
            Self::Rule(index) => rule(*index),
            Self::All(parts) => join(parts, " and "),
            Self::Any(parts) => join(parts, " or "),
            Self::Juxtaposed(parts) => join(parts, " beside "),
        }
    }
}

/// The filter and transformer of one connector: one scope.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Script {
    /// Expressions with their spans.
    pub exprs: Arena<Expr>,
    /// Steps with their spans.
    pub steps: Arena<Step>,
    /// Variables with the spans of their first mention.
    pub vars: Arena<Var>,
    /// Functions.
    pub functions: Arena<Function>,
    /// Carried pieces.
    pub carried: Arena<Carried>,
    /// The code templates in scope, where a carried piece may need them or their top-level code
    /// does something: runs before the filter.
    pub prelude: Option<Handle<Carried>>,
    /// Rules in the order of the export, disabled ones too.
    pub rules: Vec<Element>,
    /// How they decide.
    pub filter: Option<Filter>,
    /// Steps of the transformer in running order, disabled ones too. Iterator children stand
    /// in their iterator.
    pub elements: Vec<Element>,
    /// The outbound template: the text that `tmp` starts from. Then `tmp` is the output.
    pub template: Option<String>,
}

impl Script {
    /// The type of an expression.
    pub fn ty(&self, expr: Handle<Expr>) -> Ty {
        match &self.exprs[expr] {
            Expr::Literal(literal) => literal.ty(),
            Expr::Var(var) => self.vars[*var].ty,
            Expr::Root(_) => Ty::Node,
            Expr::Call(func, _) => func.signature().result,
            Expr::Cond { yes, no, .. } => self.ty(*yes).join(self.ty(*no)),
            Expr::List(_) => Ty::List,
            Expr::Object(_) => Ty::Object,
            Expr::Regex { .. } => Ty::Regex,
        }
    }

    /// The tree that is encoded at the end.
    pub fn output(&self) -> Root {
        if self.template.is_some() { Root::Tmp } else { Root::Msg }
    }

    /// Rules and steps, in that order.
    pub fn all_elements(&self) -> impl Iterator<Item = &Element> {
        self.rules.iter().chain(&self.elements)
    }
}
