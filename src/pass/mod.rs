//! Passes over the intermediate language. They name nothing but `ir`, and change nothing: each
//! gives back what a printer needs.

pub mod fold;
pub mod landing;
