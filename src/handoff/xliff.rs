//! Turns tasks into XLIFF 1.2, and XLIFF 1.2 as translation tools leave it into the texts that came back.
//!
//! The standard is that of OASIS, of 1 February 2008; what is written fits its strict schema. What tools add is passed
//! over: other namespaces, alternative translations, segmentation marks, notes.

mod read;

mod write;

mod xml;

pub use read::{File, Group, Returned, State, Target, read};
pub use write::write;
pub use xml::{Fault, decoded};
