//! The functions of the intermediate language, one row each: what they take, what they give,
//! and whether they can fail or be observed.
//!
//! A total function may stand in an [`Expr`]; any other is called by a [`Step`]. The checker
//! holds every call against its row, so a back end and a runtime need no checks of their own.
//!
//! [`Expr`]: super::script::Expr
//! [`Step`]: super::script::Step

use super::types::{MapName, Ty};

/// Relations of [`Func::NumberCompare`], [`Func::TextCompare`] and [`Func::Compare`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

impl Relation {
    /// As scripts write it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
        }
    }
}

/// A function. "Text of" is that of `ir` ("Text of nodes"); numbers are doubles; indexes of
/// texts count UTF-16 code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Func {
    // Reading the tree (semantics section 4).
    /// Children of that name, of a node or of every node of a list, in document order.
    Child,
    /// Attributes of that name.
    Attribute,
    /// The n-th node, or undefined. Of a single node, 0 is the node itself.
    At,
    /// Whether an index found nothing.
    IsMissing,
    /// The text of nodes.
    NodeText,
    /// How many nodes.
    NodeCount,
    /// The text of a node, or `''` where an index found none.
    MaybeText,
    /// `==` between nodes and a text, number, boolean, null or undefined: true for exactly one
    /// node without element children whose text equals it (as numbers, against a number).
    NodeIs,
    /// The node, where the index found one; fails (`TypeError`) otherwise.
    Require,
    /// The text of exactly one node without element children; fails (`TypeError`) otherwise:
    /// what calling a string method on nodes does.
    SingleText,

    // Writing the tree.
    /// `put` by name: base, name, value.
    PutName,
    /// `put` by index: base, index, value.
    PutIndex,
    /// Sets an attribute: base, name, value.
    PutAttribute,
    /// The legacy helper `createSegment(name, base, index)`: base, name, index.
    CreateSegment,

    // Text and numbers of the script language.
    /// All texts, one after the other.
    Cat,
    /// Number to text, as the script language prints it (`1`, not `1.0`).
    NumberText,
    /// `true` or `false` as text.
    BoolText,
    /// Text to number (blank is 0, what is no number is NaN).
    TextNumber,
    /// Sum of two numbers.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Quotient.
    Divide,
    /// Remainder, with the sign of the dividend.
    Remainder,
    /// Minus.
    Negate,
    /// Equality of numbers; NaN equals nothing.
    NumberEqual,
    /// Order of numbers; false with NaN.
    NumberCompare(Relation),
    /// Equality of texts.
    TextEqual,
    /// Order of texts by code unit.
    TextCompare(Relation),
    /// Not.
    Not,
    /// Both; the second is not looked at where the first is false.
    And,
    /// Either; the second is not looked at where the first is true.
    Or,
    /// Whether a value counts as true: nodes, objects and host objects always do.
    Truthy,
    /// The first, or the second where the first has no length.
    OrDefault,
    /// Length in code units.
    TextLength,
    /// The unit at an index, or `''`.
    CharAt,
    /// The number of the unit at an index, or NaN.
    CharCodeAt,
    /// First place of a text from an index on, or -1: text, part, from.
    IndexOf,
    /// Last place of a text, or -1.
    LastIndexOf,
    /// Between two indexes, put in order, cut to the text.
    Substring,
    /// From an index (negative: from the end), so many units.
    Substr,
    /// Between two indexes (negative: from the end).
    Slice,
    /// Upper case.
    Upper,
    /// Lower case.
    Lower,
    /// Without white space at both ends, as the script language has it.
    Trim,
    /// Pieces between a separator text.
    Split,
    /// What stands before the first separator (a text that is not empty), or everything.
    FirstPiece,
    /// Replaces the first occurrence of a text; `$&` and the like are meant in the replacement.
    ReplaceFirst,
    /// Replaces by a regular expression of the script language, likewise.
    ReplaceRegex,
    /// An entry of an array of the script language, or undefined.
    ListAt,
    /// A text as the host's string object.
    HostText,
    /// `String.replaceAll` of the host: text, pattern, replacement in the host's dialect. Fails
    /// where the pattern or the replacement is ill-formed.
    ReplaceAll,

    // Maps (semantics sections 0, 5.1, 5.2).
    /// The entry of that key; null where there is none.
    MapGet(MapName),
    /// Whether there is an entry.
    MapHas(MapName),
    /// The entry of that key in the first map that has one, from the response map outwards; `''`
    /// where none has.
    Lookup,
    /// Sets an entry: key, value. Fails for a read-only map.
    MapPut(MapName),

    // Values of unknown type: decided when the script runs.
    /// Length of nodes, arrays, host strings; 0 for what has none.
    LengthOf,
    /// The text of a value.
    ToText,
    /// The number of a value.
    ToNumber,
    /// `+`.
    Plus,
    /// `==`.
    LooseEqual,
    /// `===`.
    StrictEqual,
    /// Order.
    Compare(Relation),
    /// A property: value, name.
    Get,
    /// A method: value, name, operands.
    CallMethod,
    /// The legacy helper `validate`: value, default, then pairs of pattern and replacement.
    Validate,

    // Arrays of the host that iterators collect.
    /// Appends a value to an array.
    Append,
    /// The array as the host's object array.
    HostArray,

    // The destination set (semantics section 0, item 4). Operands are connector numbers.
    /// Removes these.
    RemoveDestinations,
    /// Removes all but these.
    KeepDestinations,
    /// Removes all.
    ClearDestinations,
}

/// What an operand has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Exactly this type.
    Is(Ty),
    /// A node or nodes.
    Nodes,
    /// Anything.
    Value,
}

impl Kind {
    /// Whether a value of that type will do.
    pub fn takes(self, ty: Ty) -> bool {
        match self {
            Self::Is(wanted) => ty == wanted,
            Self::Nodes => matches!(ty, Ty::Node | Ty::Nodes),
            Self::Value => true,
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// Name in dumps.
    pub name: &'static str,
    /// Operands that must be there.
    pub params: &'static [Kind],
    /// Any number of further operands of this kind.
    pub rest: Option<Kind>,
    /// Type of the result; `Undefined` for what is called for its effect.
    pub result: Ty,
    /// Cannot fail and has no effect.
    pub total: bool,
}

const TEXT: Kind = Kind::Is(Ty::Text);
const NUMBER: Kind = Kind::Is(Ty::Number);
const BOOL: Kind = Kind::Is(Ty::Bool);
const LIST: Kind = Kind::Is(Ty::List);
const NODES: Kind = Kind::Nodes;
const VALUE: Kind = Kind::Value;

impl Func {
    /// Whether it may stand in an expression.
    pub fn is_total(self) -> bool {
        self.signature().total
    }

    /// Its row.
    pub fn signature(self) -> Signature {
        self.tree_row().or_else(|| self.text_row()).unwrap_or_else(|| self.dynamic_row())
    }

    fn tree_row(self) -> Option<Signature> {
        let row = match self {
            Self::Child => total("child", &[NODES, TEXT], Ty::Nodes),
            Self::Attribute => total("attribute", &[NODES, TEXT], Ty::Nodes),
            Self::At => total("at", &[NODES, NUMBER], Ty::MaybeNode),
            Self::IsMissing => total("is-missing", &[Kind::Is(Ty::MaybeNode)], Ty::Bool),
            Self::NodeText => total("node-text", &[NODES], Ty::Text),
            Self::MaybeText => total("maybe-text", &[Kind::Is(Ty::MaybeNode)], Ty::Text),
            Self::NodeCount => total("node-count", &[NODES], Ty::Number),
            Self::NodeIs => total("node-is", &[NODES, VALUE], Ty::Bool),
            Self::Require => effect("require", &[Kind::Is(Ty::MaybeNode)], Ty::Node),
            Self::SingleText => effect("single-text", &[NODES], Ty::Text),
            Self::PutName => effect("put", &[NODES, TEXT, VALUE], Ty::Undefined),
            Self::PutIndex => effect("put-at", &[NODES, NUMBER, VALUE], Ty::Undefined),
            Self::PutAttribute => effect("put-attribute", &[NODES, TEXT, VALUE], Ty::Undefined),
            Self::CreateSegment => effect("create-segment", &[NODES, TEXT, NUMBER], Ty::Undefined),
            _ => return None,
        };
        Some(row)
    }

    fn text_row(self) -> Option<Signature> {
        let row = match self {
            Self::Cat => Signature { rest: Some(TEXT), ..total("cat", &[], Ty::Text) },
            Self::NumberText => total("number-text", &[NUMBER], Ty::Text),
            Self::BoolText => total("bool-text", &[BOOL], Ty::Text),
            Self::TextNumber => total("text-number", &[TEXT], Ty::Number),
            Self::Add => total("add", &[NUMBER, NUMBER], Ty::Number),
            Self::Subtract => total("subtract", &[NUMBER, NUMBER], Ty::Number),
            Self::Multiply => total("multiply", &[NUMBER, NUMBER], Ty::Number),
            Self::Divide => total("divide", &[NUMBER, NUMBER], Ty::Number),
            Self::Remainder => total("remainder", &[NUMBER, NUMBER], Ty::Number),
            Self::Negate => total("negate", &[NUMBER], Ty::Number),
            Self::NumberEqual => total("number-equal", &[NUMBER, NUMBER], Ty::Bool),
            Self::NumberCompare(_) => total("number-compare", &[NUMBER, NUMBER], Ty::Bool),
            Self::TextEqual => total("text-equal", &[TEXT, TEXT], Ty::Bool),
            Self::TextCompare(_) => total("text-compare", &[TEXT, TEXT], Ty::Bool),
            Self::Not => total("not", &[BOOL], Ty::Bool),
            Self::And => total("and", &[BOOL, BOOL], Ty::Bool),
            Self::Or => total("or", &[BOOL, BOOL], Ty::Bool),
            Self::OrDefault => total("or-default", &[TEXT, TEXT], Ty::Text),
            Self::TextLength => total("length", &[TEXT], Ty::Number),
            Self::CharAt => total("char-at", &[TEXT, NUMBER], Ty::Text),
            Self::CharCodeAt => total("char-code-at", &[TEXT, NUMBER], Ty::Number),
            Self::IndexOf => total("index-of", &[TEXT, TEXT, NUMBER], Ty::Number),
            Self::LastIndexOf => total("last-index-of", &[TEXT, TEXT], Ty::Number),
            Self::Substring => optional_number("substring", &[TEXT, NUMBER], Ty::Text),
            Self::Substr => optional_number("substr", &[TEXT, NUMBER], Ty::Text),
            Self::Slice => optional_number("slice", &[TEXT, NUMBER], Ty::Text),
            Self::Upper => total("upper", &[TEXT], Ty::Text),
            Self::Lower => total("lower", &[TEXT], Ty::Text),
            Self::Trim => total("trim", &[TEXT], Ty::Text),
            Self::Split => optional_number("split", &[TEXT, TEXT], Ty::List),
            Self::FirstPiece => total("first-piece", &[TEXT, TEXT], Ty::Text),
            Self::ReplaceFirst => total("replace-first", &[TEXT, TEXT, TEXT], Ty::Text),
            Self::ReplaceRegex => {
                total("replace-regex", &[TEXT, Kind::Is(Ty::Regex), TEXT], Ty::Text)
            }
            Self::HostText => total("host-text", &[TEXT], Ty::HostText),
            Self::ReplaceAll => effect("replace-all", &[TEXT, TEXT, TEXT], Ty::Text),
            _ => return None,
        };
        Some(row)
    }

    fn dynamic_row(self) -> Signature {
        match self {
            Self::Truthy => total("truthy", &[VALUE], Ty::Bool),
            Self::ListAt => total("list-at", &[LIST, NUMBER], Ty::Any),
            Self::MapGet(_) => total("map-get", &[TEXT], Ty::Any),
            Self::MapHas(_) => total("map-has", &[TEXT], Ty::Bool),
            Self::Lookup => total("lookup", &[TEXT], Ty::Any),
            Self::MapPut(_) => effect("map-put", &[TEXT, VALUE], Ty::Undefined),
            Self::LengthOf => total("length-of", &[VALUE], Ty::Number),
            Self::ToText => effect("to-text", &[VALUE], Ty::Text),
            Self::ToNumber => effect("to-number", &[VALUE], Ty::Number),
            Self::Plus => effect("plus", &[VALUE, VALUE], Ty::Any),
            Self::LooseEqual => effect("loose-equal", &[VALUE, VALUE], Ty::Bool),
            Self::StrictEqual => total("strict-equal", &[VALUE, VALUE], Ty::Bool),
            Self::Compare(_) => effect("compare", &[VALUE, VALUE], Ty::Bool),
            Self::Get => effect("get", &[VALUE, TEXT], Ty::Any),
            Self::CallMethod => {
                Signature { rest: Some(VALUE), ..effect("call", &[VALUE, TEXT], Ty::Any) }
            }
            Self::Validate => {
                Signature { rest: Some(VALUE), ..effect("validate", &[VALUE, VALUE], Ty::Any) }
            }
            Self::Append => effect("append", &[LIST, VALUE], Ty::Undefined),
            Self::HostArray => total("host-array", &[LIST], Ty::Any),
            Self::RemoveDestinations => destinations("remove-destinations"),
            Self::KeepDestinations => destinations("keep-destinations"),
            // The last row; every function of the other tables was answered there.
            _ => effect("clear-destinations", &[], Ty::Undefined),
        }
    }
}

const fn total(name: &'static str, params: &'static [Kind], result: Ty) -> Signature {
    Signature { name, params, rest: None, result, total: true }
}

const fn effect(name: &'static str, params: &'static [Kind], result: Ty) -> Signature {
    Signature { name, params, rest: None, result, total: false }
}

const fn optional_number(name: &'static str, params: &'static [Kind], result: Ty) -> Signature {
    Signature { name, params, rest: Some(NUMBER), result, total: true }
}

const fn destinations(name: &'static str) -> Signature {
    Signature { name, params: &[], rest: Some(NUMBER), result: Ty::Undefined, total: false }
}
