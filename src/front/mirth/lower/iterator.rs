//! Iterators: their children run for each index of a target (semantics sections 3.1 and 3.3).

use crate::{
    arena::Handle,
    front::mirth::{
        lower::{
            builder::{Builder, Carry, Halt, Lowering},
            mapper::map_of,
            test::Counting,
        },
        model::{Element, ElementKind, Iterator, Mapper, Operator},
    },
    ir::{Block, Expr, Func, Loop, Step, Ty, Var, VarKind, func::Relation},
    rules,
    span::Span,
};

/// A list that a Mapper inside an iterator collects into.
struct Collected<'a> {
    mapper: &'a Mapper,
    list: Handle<Var>,
    span: Span,
}

impl Builder<'_> {
    /// Lowers an iterator step that stands in no other.
    pub(super) fn iterator_step(&mut self, iterator: &Iterator, span: Span) -> Lowering<()> {
        let mut lists = Vec::new();
        self.collect(iterator, &mut lists)?;
        for list in &lists {
            let empty = self.expr(Expr::List(Vec::new()), list.span);
            self.step(Step::Let { var: list.list, value: empty }, list.span);
        }
        self.round_trip(iterator, &mut Vec::new(), &lists, span)?;
        for Collected { mapper, list, span } in lists {
            let list = self.expr(Expr::Var(list), span);
            let array = self.call(Func::HostArray, vec![list], span);
            let key = self.text(mapper.variable.as_str(), mapper.variable.span());
            self.effect(Func::MapPut(map_of(mapper.scope)), vec![key, array], span);
        }
        Ok(())
    }

    /// The lists of all Mappers inside, at any depth: each is made once, outside the outermost
    /// loop, so what nested loops collect is flat. Two Mappers of one variable share a list.
    fn collect<'m>(
        &mut self,
        iterator: &'m Iterator,
        lists: &mut Vec<Collected<'m>>,
    ) -> Lowering<()> {
        for child in iterator.children.iter().filter(|child| child.enabled) {
            match &child.kind {
                ElementKind::Iterator(inner) => self.collect(inner, lists)?,
                ElementKind::Mapper(mapper) => {
                    let name = list_name(mapper);
                    let same = |known: &&Collected<'_>| list_name(known.mapper) == name;
                    if lists.iter().any(|known| same(&known)) || self.scope.taken.contains(&name) {
                        return Err(carried("two Mappers share a list", child.span));
                    }
                    let var = Var { name, ty: Ty::List, kind: VarKind::Temp };
                    let list = self.script.vars.add(var, child.span);
                    lists.push(Collected { mapper, list, span: child.span });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn round_trip(
        &mut self,
        iterator: &Iterator,
        indexes: &mut Vec<String>,
        lists: &[Collected<'_>],
        span: Span,
    ) -> Lowering<()> {
        self.counted(iterator, span, |b| {
            indexes.push(iterator.index.as_str().to_owned());
            for child in iterator.children.iter().filter(|child| child.enabled) {
                b.iterated(child, indexes, lists)?;
            }
            indexes.pop();
            Ok(())
        })
    }

    /// A child step of an iterator.
    fn iterated(
        &mut self,
        child: &Element,
        indexes: &mut Vec<String>,
        lists: &[Collected<'_>],
    ) -> Lowering<()> {
        match &child.kind {
            ElementKind::Iterator(inner) => self.round_trip(inner, indexes, lists, child.span),
            ElementKind::MessageBuilder(step) => self.message_builder(step, indexes, child.span),
            ElementKind::DestinationSet(set) => self.destination_set(set, child.span),
            ElementKind::Mapper(mapper) => {
                let value = self.mapped(mapper, child.span)?;
                let list = lists.iter().find(|list| std::ptr::eq(list.mapper, mapper));
                let list = list.map(|list| list.list);
                let Some(list) = list else {
                    return Err(carried("a Mapper without its list", child.span));
                };
                let list = self.expr(Expr::Var(list), child.span);
                self.effect(Func::Append, vec![list, value], child.span);
                Ok(())
            }
            _ => Err(carried("a step inside the iterator is carried", child.span)),
        }
    }

    /// `for (var index = 0; index < length(target); index++)`; the length is taken each round.
    fn counted(
        &mut self,
        iterator: &Iterator,
        span: Span,
        body: impl FnOnce(&mut Self) -> Lowering<()>,
    ) -> Lowering<()> {
        let index = self.index_variable(iterator, span)?;
        let zero = self.number(0.0, span);
        self.step(Step::Let { var: index, value: zero }, span);
        let test = self.block(|b| {
            let target = b.fragment(&iterator.target)?;
            let length = b.length_of(target, &(0..iterator.target.len()));
            let read = b.expr(Expr::Var(index), span);
            Ok(b.call(Func::NumberCompare(Relation::Less), vec![read, length], span))
        })?;
        let (test_block, Some(test)) = test else {
            return Err(carried("the target can't be read", iterator.target.span()));
        };
        self.active.push(index);
        let (body, _) = self.block(body)?;
        self.active.pop();
        let (update, _) = self.block(|b| {
            let (read, one) = (b.expr(Expr::Var(index), span), b.number(1.0, span));
            let value = b.call(Func::Add, vec![read, one], span);
            b.step(Step::Let { var: index, value }, span);
            Ok(())
        })?;
        self.step(Step::Loop(Loop { label: None, test: (test_block, test), body, update }), span);
        Ok(())
    }

    fn index_variable(&mut self, iterator: &Iterator, span: Span) -> Lowering<Handle<Var>> {
        let name = iterator.index.as_str();
        let legal = !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !name.starts_with(|c: char| c.is_ascii_digit());
        if !legal || super::scope::is_engine_name(name) {
            return Err(carried("the index variable has an odd name", iterator.index.span()));
        }
        if let Some((_, var)) = self.named.iter().find(|(known, _)| known == name) {
            return match self.script.vars[*var].kind {
                VarKind::Index => Ok(*var),
                _ => Err(carried("the index variable is used for something else", span)),
            };
        }
        let var = Var { name: name.to_owned(), ty: Ty::Number, kind: VarKind::Index };
        let var = self.script.vars.add(var, span);
        self.named.push((name.to_owned(), var));
        Ok(var)
    }

    /// The verdict of an iterator rule: whether a round passes, or, intersecting, every round.
    pub(super) fn iterator_rule(
        &mut self,
        iterator: &Iterator,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let verdict = self.temp(Ty::Bool, span);
        let start = self.bool(iterator.intersect, span);
        self.step(Step::Let { var: verdict, value: start }, span);
        let children: Vec<&Element> =
            iterator.children.iter().filter(|child| child.enabled).collect();
        if !children.is_empty() {
            self.counted(iterator, span, |b| b.round(iterator, &children, verdict, span))?;
        }
        Ok(self.expr(Expr::Var(verdict), span))
    }

    /// One round: a passing round decides a union, a failing one an intersection.
    fn round(
        &mut self,
        iterator: &Iterator,
        children: &[&Element],
        verdict: Handle<Var>,
        span: Span,
    ) -> Lowering<()> {
        let passed = self.children_pass(children, span)?;
        let decided = if iterator.intersect { self.not(passed, span) } else { passed };
        let (yes, _): (Block, _) = self.block(|b| {
            let value = b.bool(!iterator.intersect, span);
            b.step(Step::Let { var: verdict, value }, span);
            if iterator.break_early {
                b.step(Step::Break(None), span);
            }
            Ok(())
        })?;
        self.step(Step::If { test: decided, yes, no: Block::new() }, span);
        Ok(())
    }

    /// Children joined by their operators, `&&` before `||`; what is not AND is OR, and the
    /// first child's operator counts for nothing.
    fn children_pass(&mut self, children: &[&Element], span: Span) -> Lowering<Handle<Expr>> {
        let mut groups: Vec<Vec<&Element>> = Vec::new();
        for child in children {
            match groups.last_mut() {
                Some(group) if child.operator == Some(Operator::And) => group.push(child),
                _ => groups.push(vec![child]),
            }
        }
        let mut passed = self.group_passes(&groups[0], span)?;
        for group in &groups[1..] {
            let next = self.block(|b| b.group_passes(group, span))?;
            passed = self.decide(false, passed, next, span);
        }
        Ok(passed)
    }

    fn group_passes(&mut self, group: &[&Element], span: Span) -> Lowering<Handle<Expr>> {
        let mut passed = self.child_rule(group[0])?;
        for child in &group[1..] {
            let next = self.block(|b| b.child_rule(child))?;
            passed = self.decide(true, passed, next, span);
        }
        Ok(passed)
    }

    fn child_rule(&mut self, child: &Element) -> Lowering<Handle<Expr>> {
        match &child.kind {
            ElementKind::RuleBuilder(test) => self.test(test, Counting::Property, child.span),
            ElementKind::Iterator(inner) => self.iterator_rule(inner, child.span),
            _ => Err(carried("a rule inside the iterator is carried", child.span)),
        }
    }
}

/// The name of the engine's list for a Mapper.
fn list_name(mapper: &Mapper) -> String {
    let name: String = mapper
        .variable
        .as_str()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '$')
        .collect();
    format!("_{name}")
}

fn carried(reason: &str, span: Span) -> Halt {
    let rule = &rules::expression_carried::RULE;
    Halt::Carry(Carry { rule, reason: reason.to_owned(), span })
}
