//! Turns nothing: it is every text of the command line, in French and in English, side by side.
//!
//! What is wrong with a site is worded elsewhere, by its rule; here the program speaks of itself.

mod audit;

mod handoff;

mod moves;

mod pdf;

mod preview;

pub mod questions;

mod translations;

pub use audit::{AUDIT, AUDIT_EXAMPLES, AUDIT_HTML_HELP, AUDIT_JSON_HELP, AUDIT_LIST_HELP, AUDITED, MORE_PLACES};
pub use handoff::*;
pub use moves::*;
pub use pdf::*;
pub use preview::*;
pub use translations::*;

use crate::diag::{Tongue, Wording, fill};

/// The wording with its arguments filled in.
pub fn say(wording: Wording, tongue: Tongue, args: &[(&str, &str)]) -> String {
    fill(wording.get(tongue), |name| args.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
}

const fn w(fr: &'static str, en: &'static str) -> Wording {
    Wording { fr, en }
}

// Headings of the help, and what stands for a value in it. clap puts a colon after some; French puts a space before it.
pub const USAGE: Wording = w("Utilisation :", "Usage:");
pub const COMMANDS: Wording = w("Commandes ", "Commands");
pub const COMMAND: Wording = w("COMMANDE", "COMMAND");
pub const ARGUMENTS: Wording = w("Arguments ", "Arguments");
pub const OPTIONS: Wording = w("Options ", "Options");
pub const COMMON_OPTIONS: Wording = w("Options communes ", "Common options");
pub const EXAMPLES: Wording = w("Exemples :", "Examples:");
pub const EXIT_STATUSES: Wording = w("Codes de sortie :", "Exit statuses:");
pub const DIR: Wording = w("DOSSIER", "DIR");
pub const NAME: Wording = w("NOM", "NAME");
pub const ADDRESS: Wording = w("ADRESSE", "ADDRESS");
pub const OLD: Wording = w("ANCIEN", "OLD");
pub const NEW_NAME: Wording = w("NOUVEAU", "NEW");
pub const NUMBER: Wording = w("NUMÉRO", "NUMBER");
pub const FILE: Wording = w("FICHIER", "FILE");
pub const RULES: Wording = w("RÈGLES", "RULES");
pub const REPORT: Wording = w("FORME=FICHIER", "FORM=FILE");

// The program and its commands.
pub const ABOUT: Wording = w(
    "Diglot construit des sites de documentation bilingues dont chaque lien interne est vérifié.",
    "Diglot builds bilingual documentation sites in which every internal link is proved.",
);
pub const NEW: Wording =
    w("Créer un petit site bilingue dans un nouveau dossier", "Start a small bilingual site in a new folder");
pub const BUILD: Wording =
    w("Construire le site et le publier dans un dossier", "Build the site and publish it into a folder");
pub const CHECK: Wording =
    w("Appliquer les mêmes règles que `build`, sans rien écrire", "Apply the same rules as `build`, and write nothing");
pub const SERVE: Wording = w(
    "Montrer le site dans le navigateur et le reconstruire à chaque enregistrement",
    "Show the site in the browser and build it again on every save",
);
pub const MV: Wording = w(
    "Déplacer un document, un dossier ou un fichier dans toutes les langues, ou renommer une ancre",
    "Move a document, a folder or a file in all languages, or rename an anchor",
);
pub const REDIRECT: Wording = w(
    "Rediriger une adresse publiée qui n'existe plus, ou une ancre",
    "Redirect a published address that is gone, or an anchor",
);
pub const ROUTES: Wording = w(
    "Énumérer les pages et les ancres du site, ou les inscrire dans routes.txt",
    "List the pages and anchors of the site, or enter them into routes.txt",
);
pub const FMT: Wording = w(
    "Écrire dans les sources la typographie que les pages montrent",
    "Write into the sources the typography that the pages show",
);
pub const DIFF: Wording =
    w("Comparer les pages et les ancres de deux publications", "Compare the pages and anchors of two publications");
pub const BASELINE: Wording = w(
    "Montrer les problèmes de l'état de référence, l'écrire ou l'épurer",
    "Show the problems of the baseline, write it or prune it",
);
pub const SCHEMA: Wording =
    w("Afficher les schémas JSON des fichiers, pour les éditeurs", "Print the JSON Schemas of the files, for editors");
pub const EXPLAIN: Wording = w("Expliquer une règle, ou les énumérer toutes", "Explain a rule, or list all of them");

pub const STATUSES: Wording = w(
    "  0  rien n'atteint le seuil d'échec (`fail` dans diglot.yaml; par défaut, les erreurs)
  1  un diagnostic au moins l'atteint
  2  la ligne de commande ou diglot.yaml est erroné
  3  un fichier n'a pu être lu ou écrit, ou Diglot lui-même a échoué",
    "  0  nothing reaches the fail level (`fail` in diglot.yaml; errors, unless set otherwise)
  1  at least one diagnostic does
  2  the command line or diglot.yaml is wrong
  3  a file could not be read or written, or Diglot itself failed",
);
pub const DIGLOT_EXAMPLES: Wording = w(
    "  diglot new centre-aide             créer un site
  diglot serve --root centre-aide    le lire et l'écrire
  diglot build --root centre-aide    le publier dans centre-aide/public
  diglot build --help                tout sur une commande",
    "  diglot new help-centre             start a site
  diglot serve --root help-centre    read it while you write it
  diglot build --root help-centre    publish it into help-centre/public
  diglot build --help                all about one command",
);
pub const NEW_EXAMPLES: Wording = w(
    "  diglot new centre-aide
  cd centre-aide
  diglot serve",
    "  diglot new help-centre
  cd help-centre
  diglot serve",
);
pub const BUILD_EXAMPLES: Wording = w(
    "  diglot build
  diglot build --root docs --out /srv/www/aide --swap
  diglot build --base-url https://apercu.example.org/42/ --out apercu --drafts
  diglot build --format json > constats.json

Une erreur ne publie rien : le dernier bon site reste en place. Seuls les fichiers qui
changent sont récrits; ce que Diglot n'a pas fait n'est jamais effacé.",
    "  diglot build
  diglot build --root docs --out /srv/www/help --swap
  diglot build --base-url https://preview.example.org/42/ --out preview --drafts
  diglot build --format json > findings.json

An error publishes nothing: the last good site stays in place. Only files that change are
written again; what Diglot did not make is never deleted.",
);
pub const CHECK_EXAMPLES: Wording = w(
    "  diglot check
  diglot check --external            vérifier aussi les liens vers d'autres sites
  diglot check --site public --base-url https://docs.example.org/
  diglot check --format short --lang fr
  diglot check --format json | jq '.diagnostics[].path'
  diglot check --fix --dry-run       montrer ce qui serait corrigé
  diglot check --deny warnings --allow DG-L004,pairs
  diglot check --format github --report sarif=diglot.sarif --report junit=diglot.xml",
    "  diglot check
  diglot check --external            check links to other sites too
  diglot check --site public --base-url https://docs.example.org/
  diglot check --format short
  diglot check --format json | jq '.diagnostics[].path'
  diglot check --fix --dry-run       show what would be fixed
  diglot check --deny warnings --allow DG-L004,pairs
  diglot check --format github --report sarif=diglot.sarif --report junit=diglot.xml",
);
pub const BASELINE_EXAMPLES: Wording = w(
    "  diglot baseline --write            tolérer tous les problèmes d'aujourd'hui
  diglot check                       seuls les nouveaux comptent
  diglot baseline                    voir ce qui est toléré
  diglot baseline --prune            ôter ce qui est corrigé

Le fichier est celui que nomme `baseline` dans diglot.yaml, sinon diglot-baseline.yaml.",
    "  diglot baseline --write            tolerate all of today's problems
  diglot check                       only new ones count
  diglot baseline                    see what is tolerated
  diglot baseline --prune            remove what was mended

The file is the one that `baseline` names in diglot.yaml, else diglot-baseline.yaml.",
);
pub const SERVE_EXAMPLES: Wording = w(
    "  diglot serve
  diglot serve --port 8080 --drafts
  diglot serve --host 0.0.0.0        montrer le site aux autres machines du réseau

Une page fautive s'affiche avec sa faute; l'aperçu survit à toute erreur.
Arrêtez avec Ctrl-C.",
    "  diglot serve
  diglot serve --port 8080 --drafts
  diglot serve --host 0.0.0.0        show the site to other machines of the network

A page with a fault is shown with the fault; no error ends the preview.
Stop with Ctrl-C.",
);
pub const MV_EXAMPLES: Wording = w(
    "  diglot mv guides/frais.md guides/tarifs.md
  diglot mv guides aide                        un dossier entier
  diglot mv guides/frais.md#delai guides/frais.md#echeance
  diglot mv static/formulaire.pdf static/formulaires/
  diglot mv guides/frais.md aide/ --dry-run

Les chemins partent de `content/`, sauf ceux de `static/`. Les liens vers ce qui bouge sont
récrits dans toutes les sources, et les anciennes adresses sont redirigées par redirects.yaml.",
    "  diglot mv guides/fees.md guides/rates.md
  diglot mv guides help                        a whole folder
  diglot mv guides/fees.md#delay guides/fees.md#deadline
  diglot mv static/form.pdf static/forms/
  diglot mv guides/fees.md help/ --dry-run

Paths start from `content/`, but for those of `static/`. Links to what moves are rewritten in
all sources, and former addresses are redirected in redirects.yaml.",
);
pub const REDIRECT_EXAMPLES: Wording = w(
    "  diglot redirect /fr/frais/ /fr/tarifs/
  diglot redirect '/fr/tarifs/#delai' '/fr/tarifs/#echeance'
  diglot redirect /fr/frais/ /fr/tarifs/ --dry-run

La ligne est ajoutée à redirects.yaml, si le site construit avec elle n'y trouve aucune faute.
Les ancres d'une page que routes.txt énumère la suivent.",
    "  diglot redirect /en/fees/ /en/rates/
  diglot redirect '/en/rates/#delay' '/en/rates/#deadline'
  diglot redirect /en/fees/ /en/rates/ --dry-run

The line is added to redirects.yaml if the site built with it finds no fault in it.
The anchors of a page that routes.txt lists come along.",
);
pub const ROUTES_EXAMPLES: Wording = w(
    "  diglot routes
  diglot routes --write              inscrire tout ce qui est publié dans routes.txt

Versez routes.txt au dépôt : une adresse qui disparaît ensuite sans redirection est une erreur.",
    "  diglot routes
  diglot routes --write              enter all that is published into routes.txt

Commit routes.txt: an address that disappears later without a redirect is an error.",
);
pub const FMT_EXAMPLES: Wording = w(
    "  diglot fmt --typography --dry-run  montrer les changements
  diglot fmt --typography            les écrire
  diglot fmt --typography --check    code 1 s'il en reste

Les pages restent les mêmes. Un document qui porte `typography: false` n'est pas touché.",
    "  diglot fmt --typography --dry-run  show the changes
  diglot fmt --typography            write them
  diglot fmt --typography --check    status 1 if some are left

The pages stay the same. A document with `typography: false` is left alone.",
);
pub const DIFF_EXAMPLES: Wording = w(
    "  diglot diff public-avant public
  diglot diff avant.json public/diglot-manifest.json --format json
  diglot diff ancien-routes.txt routes.txt",
    "  diglot diff public-before public
  diglot diff before.json public/diglot-manifest.json --format json
  diglot diff old-routes.txt routes.txt",
);
pub const SCHEMA_EXAMPLES: Wording = w(
    "  diglot schema settings > schema/settings.json

et, sur la première ligne de diglot.yaml :
  # yaml-language-server: $schema=schema/settings.json",
    "  diglot schema settings > schema/settings.json

and, on the first line of diglot.yaml:
  # yaml-language-server: $schema=schema/settings.json",
);
pub const EXPLAIN_EXAMPLES: Wording = w(
    "  diglot explain DG-L001
  diglot explain broken-anchor
  diglot explain                     énumérer toutes les règles",
    "  diglot explain DG-L001
  diglot explain broken-anchor
  diglot explain                     list all rules",
);

// Options.
pub const ROOT_HELP: Wording = w(
    "Le dossier qui contient diglot.yaml [par défaut : le dossier courant]",
    "The folder that contains diglot.yaml [default: the current folder]",
);
pub const LANG_HELP: Wording = w(
    "La langue des messages et de l'aide : fr ou en [par défaut : celle du système]",
    "The language of messages and of this help: fr or en [default: the system's]",
);
pub const FORMAT_HELP: Wording = w(
    "La forme des diagnostics : human (avec l'endroit dans le texte), short (une ligne chacun) ou, sur la sortie standard, json, sarif, junit, github, gitlab ou markdown [par défaut : human]",
    "The form of diagnostics: human (with the place in the text), short (one line each) or, on the standard output, json, sarif, junit, github, gitlab or markdown [default: human]",
);
pub const COLOR_HELP: Wording = w(
    "Les couleurs : auto, always ou never [par défaut : auto, qui respecte NO_COLOR et CLICOLOR_FORCE]",
    "Colours: auto, always or never [default: auto, which respects NO_COLOR and CLICOLOR_FORCE]",
);
pub const HELP_HELP: Wording = w("Afficher cette aide", "Print this help");
pub const VERSION_HELP: Wording = w("Afficher la version", "Print the version");
pub const LICENSES_HELP: Wording = w(
    "Afficher les licences des grammaires qui colorent le code",
    "Print the licences of the grammars that highlight code",
);
pub const BASE_URL_HELP: Wording = w(
    "Construire pour cette adresse plutôt que pour `base_url`, en demandant aux moteurs de recherche de ne pas l'indexer",
    "Build for this address instead of `base_url`, and ask search engines not to index it",
);
pub const AS_OF_HELP: Wording = w(
    "La date de la construction, comme 2026-03-31 [par défaut : SOURCE_DATE_EPOCH, sinon aujourd'hui en temps universel]",
    "The date of the build, such as 2026-03-31 [default: SOURCE_DATE_EPOCH, else today in UTC]",
);
pub const DRAFTS_HELP: Wording =
    w("Inclure les documents qui portent `draft: true`", "Include documents marked `draft: true`");
pub const DENY_HELP: Wording = w(
    "Faire de ces règles des erreurs : codes, noms, familles, ou `warnings` pour tous les avertissements (l'emporte sur `levels`)",
    "Make these rules errors: codes, names, families, or `warnings` for all warnings (prevails over `levels`)",
);
pub const WARN_HELP: Wording = w("Faire de ces règles des avertissements", "Make these rules warnings");
pub const ALLOW_HELP: Wording = w("Faire taire ces règles", "Silence these rules");
pub const BASELINE_HELP: Wording = w(
    "L'état de référence, dont les problèmes sont tolérés [par défaut : `baseline` dans diglot.yaml]",
    "The baseline, whose problems are tolerated [default: `baseline` in diglot.yaml]",
);
pub const REPORT_HELP: Wording = w(
    "Écrire aussi les diagnostics sous cette forme dans ce fichier; peut se répéter",
    "Write the diagnostics in this form into this file too; may be repeated",
);
pub const BASELINE_WRITE_HELP: Wording = w(
    "Écrire tous les problèmes d'aujourd'hui dans l'état de référence",
    "Write all of today's problems into the baseline",
);
pub const BASELINE_PRUNE_HELP: Wording = w(
    "Ôter de l'état de référence ce qui n'existe plus, et n'y rien ajouter",
    "Remove from the baseline what is gone, and add nothing",
);
pub const TIMINGS_HELP: Wording = w("Dire où le temps est passé", "Say where the time went");
pub const EXTERNAL_HELP: Wording = w(
    "Vérifier aussi les liens vers d'autres sites, et garder les réponses dans .diglot/external",
    "Check links to other sites too, and keep the answers in .diglot/external",
);
pub const OFFLINE_HELP: Wording = w(
    "Comme --external, mais d'après les seules réponses gardées, sans réseau",
    "Like --external, but from the kept answers alone, without a network",
);
pub const FIX_HELP: Wording = w(
    "Corriger ce qui n'a qu'une correction possible, puis vérifier de nouveau",
    "Fix what can be fixed in one way only, then check again",
);
pub const DRY_RUN_HELP: Wording =
    w("Montrer les changements sous forme de diff, sans rien écrire", "Show the changes as a diff, and write nothing");
pub const TYPOGRAPHY_HELP: Wording =
    w("Espaces, guillemets, apostrophes et tirets", "Spaces, quotation marks, apostrophes and dashes");
pub const FMT_CHECK_HELP: Wording = w(
    "Montrer les changements sans rien écrire, et échouer s'il y en a",
    "Show the changes, write nothing, and fail if there are any",
);
pub const WRITE_HELP: Wording = w(
    "Ajouter à routes.txt ce qui n'y est pas encore; rien n'en est jamais retiré",
    "Add to routes.txt what is not there yet; nothing is ever taken from it",
);
pub const MV_FROM_HELP: Wording = w(
    "Un document, un dossier ou un fichier, à partir de `content/`, avec ou sans langue, ou de `static/`; ou DOCUMENT#ancre",
    "A document, a folder or a file, from `content/`, with or without language, or of `static/`; or DOCUMENT#anchor",
);
pub const MV_TO_HELP: Wording = w(
    "Son nouveau chemin, ou un dossier où le mettre; ou #ancre",
    "Its new path, or a folder to put it in; or #anchor",
);
pub const REDIRECT_FROM_HELP: Wording = w(
    "L'adresse telle qu'elle est dans routes.txt : à partir de `/`, sans le chemin de base, avec `#ancre` au besoin",
    "The address as it is in routes.txt: from `/`, without the base path, with `#anchor` if need be",
);
pub const REDIRECT_TO_HELP: Wording =
    w("L'adresse de ce qui la remplace, ou une URL", "The address of what takes its place, or a URL");
pub const DIFF_OLD_HELP: Wording = w(
    "Un dossier publié, son diglot-manifest.json ou un routes.txt",
    "A published folder, its diglot-manifest.json, or a routes.txt",
);
pub const DIFF_NEW_HELP: Wording = w("De même, plus récent", "The same, later");
pub const OUT_HELP: Wording = w(
    "Où publier [par défaut : public, dans le dossier du site]",
    "Where to publish [default: public, in the site's folder]",
);
pub const SWAP_HELP: Wording = w(
    "Préparer tout le site à côté, puis échanger les deux dossiers d'un coup (pour un dossier qu'un serveur lit)",
    "Prepare the whole site beside, then exchange the two folders in one step (for a folder that a server reads)",
);
pub const FORCE_HELP: Wording =
    w("Publier aussi dans un dossier que Diglot n'a pas fait", "Publish also into a folder that Diglot did not make");
pub const VERIFY_HELP: Wording = w(
    "Vérifier aussi les pages finies, avec ce que les modèles y mettent, avant d'en publier aucune",
    "Check the finished pages too, with all that templates put into them, before any is published",
);
pub const SITE_HELP: Wording = w(
    "Vérifier plutôt le site fini de ce dossier, quel qu'en soit le générateur; `--base-url` dit où il est publié",
    "Check the finished site in this folder instead, whatever generator made it; `--base-url` says where it is published",
);
pub const HOST_HELP: Wording = w(
    "L'adresse d'écoute [par défaut : 127.0.0.1, votre machine seulement]",
    "The address to listen on [default: 127.0.0.1, your machine only]",
);
pub const PORT_HELP: Wording = w(
    "Le port, ou le premier libre qui le suit; 0 pour un port libre quelconque [par défaut : 4000]",
    "The port, or the first free one after it; 0 for any free one [default: 4000]",
);
pub const NEW_DIR_HELP: Wording = w("Le dossier à créer, ou un dossier vide", "The folder to create, or an empty one");
pub const SCHEMA_NAME_HELP: Wording = w(
    "settings, front-matter, folder, faq, handbook, glossary ou diagnostics; sans nom, tous dans un seul objet",
    "settings, front-matter, folder, faq, handbook, glossary or diagnostics; without a name, all of them in one object",
);
pub const EXPLAIN_CODE_HELP: Wording = w(
    "Un code comme DG-L001 ou un nom comme broken-page; sans lui, toutes les règles",
    "A code such as DG-L001 or a name such as broken-page; without it, all rules",
);

// What was typed wrong.
pub const ERROR: Wording = w("erreur : ", "error: ");
pub const HELP_HINT: Wording = w("Pour l'aide, tapez `{command} --help`.", "For help, type `{command} --help`.");
pub const NO_COMMAND: Wording = w("quelle commande?", "which command?");
pub const UNKNOWN_COMMAND: Wording = w("la commande `{typed}` n'existe pas", "there is no command `{typed}`");
pub const UNKNOWN_ARGUMENT: Wording =
    w("`{typed}` n'est pas une option de `{command}`", "`{typed}` is no option of `{command}`");
pub const STRAY_ARGUMENT: Wording = w("`{command}` n'attend pas `{typed}`", "`{command}` does not expect `{typed}`");
pub const MISSING_ARGUMENT: Wording = w("il manque `{missing}` à `{command}`", "`{command}` lacks `{missing}`");
pub const MISSING_VALUE: Wording = w("il manque une valeur à `{option}`", "`{option}` lacks a value");
pub const NEEDLESS_VALUE: Wording = w("`{option}` ne prend pas de valeur", "`{option}` takes no value");
pub const BAD_VALUE: Wording = w("`{value}` ne convient pas à `{option}`", "`{value}` does not suit `{option}`");
pub const NOT_UNICODE: Wording = w("un argument n'est pas en UTF-8", "an argument is not UTF-8");
pub const NEAREST: Wording = w("; vouliez-vous dire `{nearest}`?", "; did you mean `{nearest}`?");
pub const ONE_OF: Wording = w("; écrivez l'un de : {values}", "; write one of: {values}");
pub const BELONGS_TO: Wording = w("; c'est une option de {commands}", "; it is an option of {commands}");
pub const NOT_A_DATE: Wording = w("; écrivez une date comme 2026-03-31", "; write a date such as 2026-03-31");
pub const NOT_A_URL: Wording = w(
    "; écrivez une adresse comme https://docs.example.org/aide/ ou un chemin comme /aide/",
    "; write an address such as https://docs.example.org/help/ or a path such as /help/",
);
pub const NOT_A_HOST: Wording =
    w("; écrivez une adresse IP comme 127.0.0.1 ou 0.0.0.0", "; write an IP address such as 127.0.0.1 or 0.0.0.0");
pub const NOT_A_PORT: Wording = w("; écrivez un nombre de 0 à 65535", "; write a number from 0 to 65535");
pub const NOT_A_RULE: Wording = w("; `diglot explain` énumère les règles", "; `diglot explain` lists the rules");
pub const NOT_A_REPORT: Wording = w(
    "; écrivez la forme et le fichier, comme sarif=diglot.sarif",
    "; write form and file, such as sarif=diglot.sarif",
);
pub const REPORT_TWICE: Wording =
    w("; ce fichier reçoit déjà un autre rapport", "; another report goes into this file already");
pub const NO_BASELINE: Wording = w(
    "l'état de référence `{path}` n'existe pas; tapez `diglot baseline --write` pour l'écrire",
    "there is no baseline `{path}`; type `diglot baseline --write` to write it",
);
pub const SITE_BASELINE: Wording = w(
    "il manque `--baseline FICHIER` pour dire où est la liste de ce site",
    "`--baseline FILE` is lacking, to say where the list of this site is",
);
pub const BAD_EPOCH: Wording = w(
    "`{value}` ne convient pas à la variable SOURCE_DATE_EPOCH; écrivez un nombre de secondes depuis 1970",
    "`{value}` does not suit the variable SOURCE_DATE_EPOCH; write a number of seconds since 1970",
);
pub const NO_ROOT: Wording = w("le dossier `{path}` n'existe pas", "there is no folder `{path}`");
pub const NOT_EMPTY: Wording =
    w("`{path}` n'est pas vide; choisissez un nouveau dossier", "`{path}` is not empty; choose a new folder");
pub const NOT_A_FOLDER: Wording = w("`{path}` n'est pas un dossier", "`{path}` is not a folder");

// What the disk and the system refuse.
pub const CANNOT_READ: Wording = w("impossible de lire `{path}` : {error}", "cannot read `{path}`: {error}");
pub const CANNOT_WRITE: Wording = w("impossible d'écrire `{path}` : {error}", "cannot write `{path}`: {error}");
pub const CANNOT_PRINT: Wording =
    w("impossible d'écrire sur la sortie standard : {error}", "cannot write to the standard output: {error}");
pub const CANNOT_LISTEN: Wording =
    w("impossible d'écouter à {address} : {error}", "cannot listen on {address}: {error}");
pub const CANNOT_WATCH: Wording = w("impossible de surveiller `{path}` : {error}", "cannot watch `{path}`: {error}");
pub const CANNOT_KEEP: Wording = w("le cache n'a pas été gardé : {error}", "the cache was not kept: {error}");
pub const NO_NETWORK: Wording = w(
    "aucun serveur n'a pu être joint; sans réseau, `diglot check --offline` suit les réponses gardées",
    "no server could be reached; without a network, `diglot check --offline` goes by the kept answers",
);
pub const PANIC: Wording = w(
    "Diglot a échoué par sa propre faute ({place}) : {message}\nRien n'est perdu. Merci de le signaler, avec ce message et, si possible, le fichier en cause.",
    "Diglot failed by its own fault ({place}): {message}\nNothing is lost. Please report it, with this message and, if you can, the file concerned.",
);

// What was done.
pub const PAGE: Wording = w("{count} page", "{count} page");
pub const PAGES: Wording = w("{count} pages", "{count} pages");
pub const LANGUAGE: Wording = w("{count} langue", "{count} language");
pub const LANGUAGES: Wording = w("{count} langues", "{count} languages");
pub const PUBLISHED: Wording = w(
    "Site publié dans `{out}` : {pages} en {languages}, en {time} ({written}, {unchanged}, {deleted})",
    "Site published into `{out}`: {pages} in {languages}, in {time} ({written}, {unchanged}, {deleted})",
);
pub const FILE_WRITTEN: Wording = w("{count} fichier écrit", "{count} file written");
pub const FILES_WRITTEN: Wording = w("{count} fichiers écrits", "{count} files written");
pub const UNCHANGED: Wording = w("{count} inchangés", "{count} unchanged");
pub const UNCHANGED_ONE: Wording = w("{count} inchangé", "{count} unchanged");
pub const DELETED: Wording = w("{count} supprimés", "{count} deleted");
pub const DELETED_ONE: Wording = w("{count} supprimé", "{count} deleted");
pub const NEXT_CHANGE: Wording = w(
    "Prochain changement sans aucune modification : le {date}. Reconstruisez le site ce jour-là.",
    "Next change without any edit: {date}. Build the site again on that day.",
);
pub const TO_SEE: Wording = w("Pour le voir : {command}", "To see it: {command}");
pub const NOTHING_PUBLISHED: Wording = w("rien n'est publié", "nothing is published");
pub const LAST_GOOD: Wording = w(
    "rien n'est publié; le dernier bon site reste dans `{out}`",
    "nothing is published; the last good site stays in `{out}`",
);
pub const CHECKED: Wording =
    w("Aucun problème : {pages} en {languages}, en {time}", "No problem found: {pages} in {languages}, in {time}");
pub const EXTERNAL: Wording = w("Liens externes : {counts}", "External links: {counts}");
pub const ASKED_ONE: Wording = w("{count} adresse demandée", "{count} address asked for");
pub const ASKED: Wording = w("{count} adresses demandées", "{count} addresses asked for");
pub const ON_RECORD_ONE: Wording = w("{count} déjà connue", "{count} on record");
pub const ON_RECORD: Wording = w("{count} déjà connues", "{count} on record");
pub const UNKNOWN_ONE: Wording = w("{count} jamais demandée", "{count} never asked for");
pub const UNKNOWN: Wording = w("{count} jamais demandées", "{count} never asked for");
pub const SKIPPED_ONE: Wording = w("{count} laissée de côté", "{count} left out");
pub const SKIPPED: Wording = w("{count} laissées de côté", "{count} left out");
pub const NONE_FOUND: Wording = w("aucun", "none");
pub const ASKING: Wording = w("Liens externes", "External links");
pub const FIXED: Wording = w("{fixed} dans {files}; {left}", "{fixed} in {files}; {left}");
pub const WOULD_FIX: Wording =
    w("Rien n'est écrit : {fixed} dans {files}; {left}", "Nothing is written: {fixed} in {files}; {left}");
pub const NOTHING_TO_FIX: Wording =
    w("Rien à corriger automatiquement; {left}", "Nothing to fix automatically; {left}");
pub const LEFT_BEHIND_LINK: Wording = w(
    "`{path}` est derrière un lien symbolique et reste tel quel : corrigez le fichier auquel le lien mène",
    "`{path}` is behind a symbolic link and stays as it is: fix the file that the link leads to",
);
pub const FAULT_FIXED: Wording = w("{count} faute corrigée", "{count} fault fixed");
pub const FAULTS_FIXED: Wording = w("{count} fautes corrigées", "{count} faults fixed");
pub const IN_FILE: Wording = w("{count} fichier", "{count} file");
pub const IN_FILES: Wording = w("{count} fichiers", "{count} files");
pub const LEFT_ONE: Wording = w("{count} reste", "{count} left");
pub const LEFT: Wording = w("{count} restent", "{count} left");
pub const NONE_LEFT: Wording = w("aucune ne reste", "none left");
pub const TYPESET: Wording = w("{places} dans {files}", "{places} in {files}");
pub const WOULD_TYPESET: Wording =
    w("Rien n'est écrit : {places} dans {files}", "Nothing is written: {places} in {files}");
pub const NOTHING_TO_TYPESET: Wording =
    w("Les sources ont déjà la typographie des pages", "The sources already have the typography of the pages");
pub const PLACE: Wording = w("{count} changement", "{count} change");
pub const PLACES: Wording = w("{count} changements", "{count} changes");
pub const RECORDED: Wording = w(
    "{path} : {total} adresses et ancres, dont {added} nouvelles",
    "{path}: {total} addresses and anchors, {added} of them new",
);
pub const WOULD_RECORD: Wording = w(
    "Rien n'est écrit. {path} : {total} adresses et ancres, dont {added} nouvelles",
    "Nothing is written. {path}: {total} addresses and anchors, {added} of them new",
);
pub const NO_MANIFEST: Wording = w(
    "`{path}` n'est ni un dossier publié par Diglot, ni un manifeste, ni un routes.txt",
    "`{path}` is neither a folder published by Diglot, nor a manifest, nor a routes.txt",
);
pub const NO_DIFFERENCE: Wording =
    w("Mêmes pages et mêmes ancres, même contenu", "The same pages and anchors, the same content");
pub const LINK: Wording = w("{count} lien", "{count} link");
pub const LINKS: Wording = w("{count} liens", "{count} links");
pub const INSPECTED: Wording =
    w("Aucun problème : {links} dans {pages}, en {time}", "No problem found: {links} in {pages}, in {time}");
pub const PUBLISHING: Wording = w("Publication", "Publishing");
pub const CHECKING: Wording = w("Vérification", "Checking");
pub const SERVED: Wording = w("Le site est à {url} (Ctrl-C pour arrêter)", "The site is at {url} (Ctrl-C to stop)");
pub const PORT_TAKEN: Wording = w(
    "le port {asked} est pris; le site sera au port {given}",
    "port {asked} is taken; the site will be at port {given}",
);
pub const REBUILT: Wording = w("{summary} : {pages} en {time}", "{summary}: {pages} in {time}");
pub const CREATED: Wording = w("Créé dans `{path}` :", "Created in `{path}`:");
pub const NEXT: Wording = w("Et maintenant :", "What next:");

pub const BASELINED: Wording = w("Dans `{path}` : {problems}", "In `{path}`: {problems}");
pub const PROBLEM: Wording = w("{count} problème toléré", "{count} problem tolerated");
pub const PROBLEMS: Wording = w("{count} problèmes tolérés", "{count} problems tolerated");
pub const NAME_BASELINE: Wording = w(
    "Pour que toutes les commandes en tiennent compte, écrivez `baseline: {path}` dans diglot.yaml.",
    "For all commands to take it into account, write `baseline: {path}` in diglot.yaml.",
);

// Where the time went.
pub const TIME_LOAD: Wording = w("lecture des fichiers et du cache", "reading files and cache");
pub const TIME_BUILD: Wording = w("analyse, liens, vérification", "parsing, linking, checking");
pub const TIME_EXTERNAL: Wording = w("liens externes", "external links");
pub const TIME_PUBLISH: Wording = w("rendu et écriture", "rendering and writing");
pub const TIME_RENDER: Wording = w("rendu", "rendering");
pub const TIME_VERIFY: Wording = w("vérification des pages", "checking the pages");
pub const TIME_MAKE: Wording = w("analyse, liens", "parsing, linking");
pub const TIME_SHOW: Wording = w("affichage", "showing");
pub const TIME_CHECK: Wording = w("vérification", "checking");
pub const TIME_KEEP: Wording = w("écriture du cache", "writing the cache");
