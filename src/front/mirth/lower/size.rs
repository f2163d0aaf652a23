//! Sizes of expressions: the platform's compiler nests only so deep, and its machine takes only so
//! much code in one method. Statements can be cut into several methods, an expression cannot.

use crate::{
    arena::Handle,
    ir::{Block, Expr, Func, Script, Step},
};

/// Most nodes of one expression (measured: a call with some 7,000 operands fills a method).
const MOST_NODES: usize = 3_000;

/// Deepest nesting of one expression (measured: 200 levels compile).
const DEEPEST: usize = 100;

/// Whether a statement of the block, or the value after it, is too large to be printed.
pub(super) fn is_too_large(script: &Script, block: &Block, value: Option<Handle<Expr>>) -> bool {
    // Calls whose results make one value print as one expression.
    if value.is_some() && block.len() > MOST_NODES {
        return true;
    }
    let mut roots: Vec<Handle<Expr>> = value.into_iter().collect();
    let mut blocks = vec![(block, 0)];
    while let Some((block, depth)) = blocks.pop() {
        if depth > DEEPEST {
            return true;
        }
        let mut enter = |inner| blocks.push((inner, depth + 1));
        for step in block {
            match &script.steps[*step] {
                Step::Let { value, .. } | Step::Throw(value) => roots.push(*value),
                Step::Call { args, .. } | Step::Invoke { args, .. } => roots.extend(args),
                Step::If { test, yes, no } => {
                    roots.push(*test);
                    [yes, no].into_iter().for_each(&mut enter);
                }
                Step::Loop(loop_) => {
                    roots.push(loop_.test.1);
                    [&loop_.test.0, &loop_.body, &loop_.update].into_iter().for_each(&mut enter);
                }
                Step::Try { body, catch, finally } => {
                    [body, finally].into_iter().for_each(&mut enter);
                    catch.iter().for_each(|(_, block)| enter(block));
                }
                Step::Return(value) => roots.extend(value),
                Step::Break(_) | Step::Continue(_) | Step::Fail { .. } | Step::Carried { .. } => {}
            }
        }
    }
    roots.into_iter().any(|root| exceeds(script, root))
}

/// Whether an expression has too many nodes or nests too deep. Rows of `and`, `or` and of texts
/// in a row print flat, so they count as one level.
fn exceeds(script: &Script, root: Handle<Expr>) -> bool {
    let mut n_nodes = 0;
    let mut waiting = vec![(root, 0, None)];
    while let Some((expr, depth, row)) = waiting.pop() {
        n_nodes += 1;
        if n_nodes > MOST_NODES || depth > DEEPEST {
            return true;
        }
        match &script.exprs[expr] {
            Expr::Call(func, args) => {
                let flat = matches!(func, Func::And | Func::Or | Func::Cat).then_some(*func);
                let below = if flat.is_some() && flat == row { depth } else { depth + 1 };
                waiting.extend(args.iter().map(|arg| (*arg, below, flat)));
            }
            Expr::List(items) => waiting.extend(items.iter().map(|item| (*item, depth + 1, None))),
            Expr::Cond { test, yes, no } => {
                waiting.extend([*test, *yes, *no].map(|part| (part, depth + 1, None)));
            }
            Expr::Object(entries) => {
                waiting.extend(entries.iter().map(|(_, value)| (*value, depth + 1, None)));
            }
            Expr::Literal(_) | Expr::Var(_) | Expr::Root(_) | Expr::Regex { .. } => {}
        }
    }
    false
}
