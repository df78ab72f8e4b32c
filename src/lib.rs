//! Diglot turns a folder of Markdown and YAML into a bilingual documentation site, and proves every link in it.
//!
//! # The idea
//!
//! A build is a function, [`build::build`]: `Inputs` and a cache in, `Outcome` out (a site, its output, its diagnostics).
//! Reading the disk makes `Inputs`; writing the disk consumes the output; nothing in between touches the world.
//! Watching is calling the same function again; a cache that follows lets it go on from the last build.
//!
//! ```text
//!           load                        build (pure)                                    write
//! disk ───────────> Inputs ── parse ──> Document ── link ──> Site ─┬─ render, on demand ──> Output ───────> disk
//!                    each file, parallel     all, once             │   each page, parallel    └──> serve (memory)
//!                                                                  ├─ search, on demand ──> Output
//!                                                                  └─ check ──> Diagnostic ──> report ──> terminal
//! ```
//!
//! - **parse** sees one file and never fails: it returns what it could read, and findings. What a document says of itself
//!   ([`parse::facts`]) can be kept between two runs; its blocks are parsed again when a page must be rendered.
//! - **link** sees all documents: it pairs the editions of each ([`link::Pair`], the unit of everything here), aligns their
//!   sections, gives ids, numbers and addresses, and turns every link into what it leads to. A broken link is a value.
//!   Where only texts have changed, `link::relink` makes the new site of the old one: copies of a site share what they have in
//!   common ([`shared`]), and whatever others could tell of the change is followed, or the whole is linked again.
//! - **ledger** reads the committed records of accepted translations: what both texts of a unit were when somebody said that
//!   they agree.
//! - **typography** prints texts as their language asks for, from a table for each language. `link` prints titles and words
//!   with it and `render` everything else, so that all places agree; ids, slugs and records go by what was typed.
//! - **parity** compares the paired editions of each document: what one says in a list, a table or a link and the other
//!   does not. What it finds of a pair is kept, and found again by a digest of all that it depends on. It also says how
//!   every unit stands to its record.
//!   What facts a text states (dates, amounts, addresses) is read by **particulars**.
//! - **revision** says what became of each clause between two editions of a handbook, from what `link` and `parity` know.
//! - **defined** finds the terms and acronyms that a site defines, for whoever explains or judges their uses.
//! - **check** says what is wrong, a file per rule; the words of all rules, in French and in English, are in [`diag::rules`].
//! - **render** turns one page into bytes. An [`output::Output`] is a plan: addresses with *keys*, and bytes on demand.
//!   Templates are closed: one context, no function that reads the site, the disk or the clock. So the digest of what a page
//!   is made from is a complete key, and equal keys mean equal bytes. There is no dependency graph and no dirty flag.
//!   Beside the bytes it says which element came from which text ([`output::Mark`]): `serve` shows problems there, and
//!   opens the writer's editor; the bytes are the same whether anybody asks.
//! - **search** makes an index of the words of each language, in pieces of which a browser asks for those that it needs.
//!   What a page adds to it is kept by a digest of what the page says; the index itself is made when a piece is asked for.
//! - A build is [`build::make`] (site and output) and [`build::judge`] (what is wrong with it): a preview shows the first
//!   while it waits for the second, and when it starts, the pages before it is known what they follow from
//!   ([`build::make_showing`]).
//! - **verdict** sets aside what is allowed, known or switched off, and gives what is left its level.
//! - **finished** checks HTML that is there, whoever made it; **compliance** answers a list of questions about a site.
//! - **handoff** writes for translators what is missing or stale, and reads what comes back; **edit** turns that, fixes,
//!   moves and acceptances into changes of the writer's files, which `write` makes all or not at all.
//! - **pdf** hands an output to a browser on this machine, which prints pages of it.
//! - **external** asks servers about addresses; what they say is an input of the next build ([`answers`]).
//!
//! # Invariants, each held by a test
//!
//! 1. A module uses only modules declared above it in this file.
//! 2. `build` is a function: a warm build equals a cold one, byte for byte, whatever the cache lived through.
//! 3. Only `load` reads, only `write` (and, for its cache, a new site and printed files, `cli`) writes, only `cli` and
//!    `report` print, only `external` and `serve` use the network; `pdf` starts a browser, and lets it use none.
//! 4. Only a view ([`render::view`]) reaches a template.
//! 5. `write` publishes nothing if one diagnostic is an error: the last good site stays.
//! 6. Every diagnostic has a stable code, a place and a case in `tests/cases`.
//! 7. No language comes first: every case also runs with its languages exchanged.
//!
//! # Where things are
//!
//! Modules stand in the order in which they may use each other: words for languages, places and diagnostics first, then
//! YAML and settings, the four stages, the pipeline that joins them, and the edges that touch the world.

pub mod lang;

pub mod source;

pub mod code;

pub mod diag;

pub mod allow;

pub mod output;

pub mod mapping;

pub mod shared;

pub mod names;

pub mod yaml;

pub mod config;

pub mod records;

pub mod answers;

pub mod schema;

pub mod parse;

pub mod particulars;

pub mod ledger;

pub mod typography;

pub mod link;

pub mod parity;

pub mod revision;

pub mod defined;

pub mod check;

pub mod verdict;

pub mod highlight;

pub mod render;

pub mod search;

pub mod finished;

pub mod compliance;

pub mod theme;

pub mod build;

pub mod load;

pub mod handoff;

pub mod edit;

pub mod write;

pub mod report;

pub mod watch;

pub mod serve;

pub mod external;

pub mod pdf;

pub mod cli;
