//! The legacy script language as a tree: ES5 with E4X, and the bits of ES6 that the engine's
//! Rhino takes. Positions are byte ranges of the script text; whoever holds the [`SourceText`]
//! maps them to the export.
//!
//! [`SourceText`]: crate::span::SourceText

use std::ops::Range;

/// A place in the script text, in bytes.
pub type Place = Range<u32>;

/// An expression and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub place: Place,
}

/// Kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A variable.
    Name(String),
    /// `this`.
    This,
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string, decoded to UTF-16 code units where it must (lone surrogates): see [`JsText`].
    Text(JsText),
    /// `/body/flags`.
    Regex {
        /// Between the slashes, as written.
        body: String,
        /// After them.
        flags: String,
    },
    /// `[a, , b]`; a hole is `None`.
    Array(Vec<Option<Expr>>),
    /// `{a: 1, get b() {..}}`.
    Object(Vec<Property>),
    /// `function name(..) {..}` as an expression, and arrow functions.
    Function(Box<Function>),
    /// An XML literal.
    Xml(Xml),
    /// `base.name`.
    Member(Box<Expr>, Selector),
    /// `base..name`.
    Descendants(Box<Expr>, Selector),
    /// `base[index]`.
    Index(Box<Expr>, Box<Expr>),
    /// `base.(predicate)`.
    Filter(Box<Expr>, Box<Expr>),
    /// `callee(args)`.
    Call(Box<Expr>, Vec<Expr>),
    /// `new callee(args)`.
    New(Box<Expr>, Vec<Expr>),
    /// Prefix operators: `! ~ + - typeof void delete ++ --`.
    Unary(UnaryOp, Box<Expr>),
    /// Postfix `++` and `--`.
    Postfix(UnaryOp, Box<Expr>),
    /// Binary operators, `&&` and `||` among them.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `test ? yes : no`.
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `target = value`, or `target op= value`.
    Assign(Option<BinaryOp>, Box<Expr>, Box<Expr>),
    /// `a, b`.
    Sequence(Vec<Expr>),
    /// `@name`, `*`, `ns::name` where no object stands before it (inside filters and indexes).
    Selector(Selector),
}

/// The text of a string literal. Scripts can spell lone surrogates, which no Rust string holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsText {
    /// A text without lone surrogates.
    Plain(String),
    /// UTF-16 code units with at least one lone surrogate.
    Units(Vec<u16>),
}

/// What stands after `.`, `..` or alone in a filter.
#[derive(Debug, Clone, PartialEq)]
pub enum Selector {
    /// `name`.
    Name(String),
    /// `*`.
    Any,
    /// `@name`.
    Attribute(String),
    /// `@*`.
    AnyAttribute,
    /// `@[expr]`.
    AttributeIndex(Box<Expr>),
    /// `namespace::name` (`*` allowed on both sides, attribute or not).
    Qualified {
        /// Before the colons.
        namespace: String,
        /// After them; an expression for `ns::[expr]`.
        name: Box<Selector>,
        /// With `@`.
        attribute: bool,
    },
}

/// A property of an object literal.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Its name.
    pub name: JsText,
    /// Its value, or an accessor.
    pub value: PropertyValue,
    /// Where it stands.
    pub place: Place,
}

/// The value of a property.
#[derive(Debug, Clone, PartialEq)]
pub enum PropertyValue {
    /// `name: value`.
    Value(Expr),
    /// `get name() {..}`.
    Getter(Function),
    /// `set name(v) {..}`.
    Setter(Function),
}

/// A function, declared or as an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Name; none for anonymous ones.
    pub name: Option<String>,
    /// Parameters.
    pub params: Vec<Pattern>,
    /// Body.
    pub body: Vec<Stmt>,
    /// An arrow with an expression body: the expression stands in a `return`.
    pub arrow: bool,
    /// Where it stands.
    pub place: Place,
}

/// What a declaration or parameter binds.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern {
    /// One name.
    Name(String, Place),
    /// `[a, b]` or `{a: b}`: destructuring; the names it binds, in order.
    Destructuring(Vec<String>, Place),
}

/// Prefix and postfix operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `!`.
    Not,
    /// `~`.
    BitNot,
    /// `+`.
    Plus,
    /// `-`.
    Minus,
    /// `typeof`.
    TypeOf,
    /// `void`.
    Void,
    /// `delete`.
    Delete,
    /// `++`.
    Increment,
    /// `--`.
    Decrement,
}

/// Binary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum BinaryOp {
    Or,
    And,
    BitOr,
    BitXor,
    BitAnd,
    Equal,
    NotEqual,
    StrictEqual,
    StrictNotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    InstanceOf,
    In,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// An XML literal (`<a b="{c}">..</a>`), or a list (`<>..</>`).
#[derive(Debug, Clone, PartialEq)]
pub struct Xml {
    /// The literal cut into texts, byte for byte as written, and holes.
    pub parts: Vec<XmlPart>,
    /// `<>..</>`.
    pub list: bool,
}

/// A part of an XML literal.
#[derive(Debug, Clone, PartialEq)]
pub enum XmlPart {
    /// Markup and text as written.
    Text(String),
    /// `{expr}` where a name, an attribute value or content stands.
    Hole(Expr),
}

/// A statement and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands.
    pub place: Place,
}

/// Kinds of statements.
#[derive(Debug, Clone, PartialEq)]
pub enum StmtKind {
    /// An expression.
    Expr(Expr),
    /// `var`, `let` or `const` with its declarators.
    Declare(DeclareKind, Vec<(Pattern, Option<Expr>)>),
    /// A function declaration.
    Function(Function),
    /// `{ .. }`.
    Block(Vec<Stmt>),
    /// `;`.
    Empty,
    /// `if`.
    If(Expr, Box<Stmt>, Option<Box<Stmt>>),
    /// `for (init; test; update)`.
    For(Option<Box<Stmt>>, Option<Expr>, Option<Expr>, Box<Stmt>),
    /// `for (x in y)`, `for each (x in y)`, `for (x of y)`.
    ForIn(ForKind, Box<ForTarget>, Expr, Box<Stmt>),
    /// `while`.
    While(Expr, Box<Stmt>),
    /// `do .. while`.
    DoWhile(Box<Stmt>, Expr),
    /// `continue label`.
    Continue(Option<String>),
    /// `break label`.
    Break(Option<String>),
    /// `return value`.
    Return(Option<Expr>),
    /// `throw value`.
    Throw(Expr),
    /// `try`.
    Try(Vec<Stmt>, Vec<Catch>, Option<Vec<Stmt>>),
    /// `switch`.
    Switch(Expr, Vec<Case>),
    /// `with`.
    With(Expr, Box<Stmt>),
    /// `label: statement`.
    Label(String, Box<Stmt>),
    /// `debugger`.
    Debugger,
    /// `default xml namespace = value`.
    DefaultXmlNamespace(Expr),
}

/// Keywords of declarations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclareKind {
    /// `var`.
    Var,
    /// `let`.
    Let,
    /// `const`.
    Const,
}

/// What a `for` over something gives its variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForKind {
    /// `in`: keys.
    In,
    /// `each`: values.
    Each,
    /// `of`: values of an iterable.
    Of,
}

/// The variable of a `for` over something.
#[derive(Debug, Clone, PartialEq)]
pub enum ForTarget {
    /// `for (var x in ..)`, with the odd initialiser that ES5 allows.
    Declared(DeclareKind, Pattern, Option<Expr>),
    /// `for (x.y in ..)`.
    Expr(Expr),
}

/// `catch (name if guard) {..}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Catch {
    /// The variable.
    pub name: String,
    /// Rhino's conditional catch.
    pub guard: Option<Expr>,
    /// Body.
    pub body: Vec<Stmt>,
}

/// `case test:` or `default:`.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// `None` for `default`.
    pub test: Option<Expr>,
    /// Statements up to the next.
    pub body: Vec<Stmt>,
}

/// A whole script.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Program {
    /// Its statements.
    pub body: Vec<Stmt>,
}
