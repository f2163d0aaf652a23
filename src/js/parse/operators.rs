//! Operators: their precedence, and the folding of a flat chain into a tree.
//!
//! The folding keeps its own stacks instead of recursing, so that `a ? b : c ? d : ..` and
//! `a = b = c ..` cost no stack however long they are.

use crate::js::ast::{BinaryOp, UnaryOp};

/// What stands between two operands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Infix<M> {
    /// `=` and `op=`.
    Assign(Option<BinaryOp>),
    /// `? value :`.
    Choice(M),
    /// A binary operator.
    Binary(BinaryOp),
}

impl<M> Infix<M> {
    /// How tightly it binds when it meets an operator that waits.
    fn arriving(&self) -> u8 {
        match self {
            Self::Assign(_) => 1,
            Self::Choice(_) => 2,
            Self::Binary(op) => precedence(*op),
        }
    }

    /// How tightly it binds while it waits for its right operand. After a choice an assignment
    /// may follow without brackets: `a ? b : c = d`.
    fn waiting(&self) -> u8 {
        match self {
            Self::Assign(_) | Self::Choice(_) => 1,
            Self::Binary(op) => precedence(*op),
        }
    }

    /// Whether equals group from the left.
    fn groups_left(&self) -> bool {
        matches!(self, Self::Binary(_))
    }
}

fn precedence(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Or => 3,
        BinaryOp::And => 4,
        BinaryOp::BitOr => 5,
        BinaryOp::BitXor => 6,
        BinaryOp::BitAnd => 7,
        BinaryOp::Equal | BinaryOp::NotEqual | BinaryOp::StrictEqual | BinaryOp::StrictNotEqual => {
            8
        }
        BinaryOp::Less
        | BinaryOp::LessEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterEqual
        | BinaryOp::InstanceOf
        | BinaryOp::In => 9,
        BinaryOp::ShiftLeft | BinaryOp::ShiftRight | BinaryOp::ShiftRightUnsigned => 10,
        BinaryOp::Add | BinaryOp::Subtract => 11,
        BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Remainder => 12,
    }
}

/// Folds `first op operand op operand ..` into one value.
pub(super) fn fold<M, T, E>(
    first: T,
    rest: impl IntoIterator<Item = (Infix<M>, T)>,
    mut join: impl FnMut(Infix<M>, T, T) -> Result<T, E>,
) -> Result<T, E> {
    let mut last = first;
    let mut waiting: Vec<(T, Infix<M>)> = Vec::new();
    for (infix, operand) in rest {
        let binds = infix.arriving();
        while let Some((_, before)) = waiting.last() {
            let goes_first =
                before.waiting() > binds || (before.waiting() == binds && infix.groups_left());
            if !goes_first {
                break;
            }
            if let Some((left, before)) = waiting.pop() {
                last = join(before, left, last)?;
            }
        }
        waiting.push((last, infix));
        last = operand;
    }
    while let Some((left, before)) = waiting.pop() {
        last = join(before, left, last)?;
    }
    Ok(last)
}

/// The operator of that spelling.
pub(super) fn infix<M>(text: &str) -> Option<Infix<M>> {
    if text == "=" {
        return Some(Infix::Assign(None));
    }
    if let Some(op) = binary(text) {
        return Some(Infix::Binary(op));
    }
    text.strip_suffix('=').and_then(binary).map(|op| Infix::Assign(Some(op)))
}

fn binary(text: &str) -> Option<BinaryOp> {
    Some(match text {
        "||" => BinaryOp::Or,
        "&&" => BinaryOp::And,
        "|" => BinaryOp::BitOr,
        "^" => BinaryOp::BitXor,
        "&" => BinaryOp::BitAnd,
        "==" => BinaryOp::Equal,
        "!=" => BinaryOp::NotEqual,
        "===" => BinaryOp::StrictEqual,
        "!==" => BinaryOp::StrictNotEqual,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterEqual,
        "instanceof" => BinaryOp::InstanceOf,
        "in" => BinaryOp::In,
        "<<" => BinaryOp::ShiftLeft,
        ">>" => BinaryOp::ShiftRight,
        ">>>" => BinaryOp::ShiftRightUnsigned,
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Remainder,
        _ => return None,
    })
}

/// The prefix or postfix operator of that spelling.
pub(super) fn unary(text: &str) -> Option<UnaryOp> {
    Some(match text {
        "!" => UnaryOp::Not,
        "~" => UnaryOp::BitNot,
        "+" => UnaryOp::Plus,
        "-" => UnaryOp::Minus,
        "typeof" => UnaryOp::TypeOf,
        "void" => UnaryOp::Void,
        "delete" => UnaryOp::Delete,
        "++" => UnaryOp::Increment,
        "--" => UnaryOp::Decrement,
        _ => return None,
    })
}
