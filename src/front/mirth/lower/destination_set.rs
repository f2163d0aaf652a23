//! Destination Set Filter: takes destinations out of the set (semantics section 3).

use crate::{
    front::mirth::{
        lower::{
            builder::{Builder, Lowering},
            test::Counting,
        },
        model::{Behavior, DestinationSet},
    },
    ir::{Func, Step},
    span::Span,
};

impl Builder<'_> {
    /// Lowers a Destination Set Filter. It exists in source connectors only; anywhere else the
    /// variable it writes to is not there.
    pub(super) fn destination_set(&mut self, set: &DestinationSet, span: Span) -> Lowering<()> {
        if !self.scope.source {
            return self.carry("only a source connector has a destination set", &(0..0));
        }
        let test = self.test(&set.test, Counting::Helper, span)?;
        let (yes, _) = self.block(|b| {
            let (func, ids) = match set.behavior {
                Behavior::Remove => (Func::RemoveDestinations, &set.meta_data_ids[..]),
                Behavior::RemoveAllExcept => (Func::KeepDestinations, &set.meta_data_ids[..]),
                Behavior::RemoveAll => (Func::ClearDestinations, &[][..]),
            };
            let ids = ids.iter().map(|id| b.number(f64::from(*id), span)).collect();
            b.effect(func, ids, span);
            Ok(())
        })?;
        self.step(Step::If { test, yes, no: Vec::new() }, span);
        Ok(())
    }
}
