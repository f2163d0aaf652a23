//! Hand-over between connections.

use super::super::{
    Context,
    bean::{Properties, put_text},
    endpoint::Endpoint,
};
use super::Transport;
use crate::ir::route::ChannelWriter;

impl Transport for ChannelWriter {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        (self.channel != "none").then(|| Endpoint::dynamic(context.placeholder(at, "target")))
    }

    fn stage(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put_text(out, "template", &self.template);
        for (index, name) in self.map_variables.iter().enumerate() {
            put_text(out, &format!("mapVariables[{index}]"), name);
        }
    }
}
