//! What the scripts of one scope use and hand on.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    front::mirth::lower::is_engine_name,
    ir::census::{Send, Target, Use},
    js::{
        ast::{Expr, ExprKind, JsText, Place, Program, Selector},
        parse, scope,
        visit::{self, Node},
    },
    span::{SourceText, Span},
};

/// Scripts that share one scope: what one of them declares, the others can call.
#[derive(Debug, Default)]
pub(super) struct Scripts<'a> {
    /// Names that they declare.
    pub(super) declared: BTreeSet<String>,
    /// One of them does not parse.
    pub(super) broken: bool,
    /// Names that one of them does not declare: the name, whether it is called, and where.
    free: Vec<(String, bool, &'a SourceText, Place)>,
    sends: Vec<(Target, Span)>,
}

impl<'a> FromIterator<&'a SourceText> for Scripts<'a> {
    fn from_iter<T: IntoIterator<Item = &'a SourceText>>(texts: T) -> Self {
        let mut scripts = Self::default();
        scripts.extend(texts);
        scripts
    }
}

impl<'a> Scripts<'a> {
    /// These scripts.
    pub(super) fn of(texts: impl IntoIterator<Item = &'a SourceText>) -> Self {
        texts.into_iter().collect()
    }

    /// More scripts of the scope.
    pub(super) fn extend(&mut self, texts: impl IntoIterator<Item = &'a SourceText>) {
        for text in texts.into_iter().filter(|text| !text.as_str().trim().is_empty()) {
            match parse::parse_script(text.as_str()) {
                Ok(program) => self.add(text, &program),
                Err(_) => self.broken = true,
            }
        }
    }

    fn add(&mut self, text: &'a SourceText, program: &Program) {
        let summary = scope::summary(program);
        let mut called: BTreeMap<&str, Place> = BTreeMap::new();
        visit::walk(program, |node| {
            if let Node::Expr(Expr { kind: ExprKind::Call(callee, args), place }) = node {
                match &callee.kind {
                    ExprKind::Name(name) if summary.reads.contains_key(name) => {
                        called.entry(name).or_insert_with(|| callee.place.clone());
                    }
                    ExprKind::Member(_, Selector::Name(method)) => {
                        let send = target(method, args);
                        self.sends.extend(send.map(|to| (to, text.locate(place.clone()))));
                    }
                    _ => {}
                }
            }
            true
        });
        let read = |name: &String| !called.contains_key(name.as_str()) && !is_engine_name(name);
        let reads = summary.reads.iter().filter(|(name, _)| read(name));
        let reads = reads.map(|(name, place)| (name.clone(), false, text, place.clone()));
        self.free.extend(reads);
        let called = called.into_iter().map(|(name, place)| (name.to_owned(), true, text, place));
        self.free.extend(called);
        let names = summary.declared.into_keys().chain(summary.functions.into_keys());
        self.declared.extend(names.chain(summary.globals.into_keys()));
    }

    /// The uses of what none of them declares.
    pub(super) fn uses(&self, enabled: bool) -> Vec<Use> {
        let free = self.free.iter().filter(|(name, ..)| !self.declared.contains(name));
        let one = |(name, called, text, place): &(String, bool, &SourceText, Place)| Use {
            name: name.clone(),
            called: *called,
            span: text.locate(place.clone()),
            enabled,
            engine: is_engine_name(name),
        };
        free.map(one).collect()
    }

    /// The messages that they hand on.
    pub(super) fn sends(&self, enabled: bool) -> Vec<Send> {
        let send =
            |(target, span): &(Target, Span)| Send { target: target.clone(), span: *span, enabled };
        self.sends.iter().map(send).collect()
    }
}

/// The connection that a call of a method of the router names (semantics section 5.2).
fn target(method: &str, args: &[Expr]) -> Option<Target> {
    let named: fn(String) -> Target = match method {
        "routeMessage" => Target::Name,
        "routeMessageByChannelId" => Target::Id,
        _ => return None,
    };
    Some(match args.first().map(|arg| &arg.kind) {
        Some(ExprKind::Text(JsText::Plain(text))) => named(text.clone()),
        _ => Target::Computed,
    })
}
