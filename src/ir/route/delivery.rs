//! How a source takes messages in and answers, and how a destination queues and retries.

/// What the sender of a message gets, and when (semantics section 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing.
    None,
    /// The success code, whatever happens later.
    BeforeProcessing,
    /// By the status of the source alone.
    AfterSource,
    /// By the highest status among the destinations.
    AfterDestinations,
    /// The result of the postprocessor.
    Postprocessor,
    /// The entry of the response map of this name (`d1`).
    Entry(String),
}

/// How a batch is cut into messages (semantics section 1.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The data type that the source reads, whose way of cutting it is.
    pub data_type: String,
    /// The legacy engine's name of the way (`MSH_Segment`, `Record`, `JavaScript`).
    pub kind: String,
    /// Settings of the way under their legacy names, in order.
    pub settings: Vec<(String, String)>,
}

/// How a source takes messages in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Reply to the sender.
    pub reply: Reply,
    /// The reply waits for the processing (no source queue).
    pub respond_after_processing: bool,
    /// An incoming text is split into several messages.
    pub batch: bool,
    /// How it is split, where the export says so and `batch` is on.
    pub split: Option<Split>,
    /// Of a batch, the first reply is given (else the last).
    pub first_response: bool,
    /// Threads that process at the same time; 1 keeps the order.
    pub threads: String,
}

/// How a destination queues and retries (semantics section 9).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the legacy engine")]
pub struct Queue {
    /// There is a queue.
    pub enabled: bool,
    /// The first attempt is made by the caller's thread, before queueing.
    pub send_first: bool,
    /// Milliseconds between attempts.
    pub retry_interval_ms: String,
    /// More attempts by the caller's thread after the first.
    pub retry_count: String,
    /// The template is replaced again before each attempt.
    pub regenerate_template: bool,
    /// Filter and transformer run again before each attempt.
    pub include_filter_transformer: bool,
    /// A failed message goes to the end of the queue.
    pub rotate: bool,
    /// Threads that drain the queue.
    pub threads: String,
    /// Messages with equal values of this map entry stay in order; empty for none.
    pub thread_variable: String,
    /// The answer is validated (positive, control id equal).
    pub validate_response: bool,
}
