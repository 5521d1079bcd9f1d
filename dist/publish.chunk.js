export const id = 306;
export const ids = [306];
export const modules = {

/***/ 7082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cl: () => (/* binding */ alsoAffected),
/* harmony export */   Ic: () => (/* binding */ describeFailure),
/* harmony export */   X1: () => (/* binding */ withLog),
/* harmony export */   ZI: () => (/* binding */ withReason),
/* harmony export */   sN: () => (/* binding */ LOG_HEADING)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(873);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4869);
/* harmony import */ var _derivation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(219);
/* harmony import */ var _parse_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9607);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4339);






/** Log lines in an annotation, which the runner cuts at 4096 characters. */
const MAX_LOG_LINES = 20;
/** Turns the facts of a failure into text. */
function describeFailure(known) {
    const { found, attributes, log, place, reproduce, reproduceAll, consequences } = known;
    const reason = reasonOf(known);
    return {
        kind: found.kind,
        isGuess: found.isGuess ?? false,
        message: withLog(reason, log, reproduce),
        reason,
        ...place,
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ derivation: found.derivation, keptFolder: known.keptFolder }),
        attributes,
        log,
        reproduce,
        reproduceAll,
        nixMessage: messageOf((0,_parse_error_js__WEBPACK_IMPORTED_MODULE_3__/* .parseError */ .u)(known.error)),
        isConsequence: found.kind === 'dependency',
        ...(found.wasInterrupted ? { wasInterrupted: true } : {}),
        consequences,
    };
}
/** Precedes the end of a log in a message. */
const LOG_HEADING = 'Last lines of the log:';
/** The reason, the last lines of the log, and the command. */
function withLog(reason, log, reproduce) {
    const tail = log.slice(-MAX_LOG_LINES);
    const lines = tail.length > 0 ? [LOG_HEADING, ...tail] : [];
    return [reason, ...lines, `Reproduce: ${reproduce}`].join('\n');
}
/** The same failure with another reason. */
function withReason(one, reason) {
    return { ...one, reason, message: withLog(reason, one.log, one.reproduce) };
}
/** The first attribute; `.#shell` for one of the flake of the repository, which Nix writes with its whole URL. */
function shownName({ attributes: [name], folders }) {
    const [, folder = '', query = '', attribute] = LOCAL.exec(name ?? '') ?? [];
    if (attribute === undefined || !folders.includes(folder))
        return name && (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisible */ .ts)(name);
    const dir = /[?&]dir=([^&]+)/.exec(query)?.[1];
    return (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisible */ .ts)(`${dir ? `./${dir}` : '.'}#${attribute}`);
}
/** An output of a flake in a folder: `git+file:///folder?dir=sub#shell`. */
const LOCAL = /^(?:git\+file|path):(?:\/\/)?([^#?]*)(\?[^#]*)?#(.*)$/s;
function reasonOf(known) {
    const { error, found, keptFolder } = known;
    const message = (0,_parse_error_js__WEBPACK_IMPORTED_MODULE_3__/* .parseError */ .u)(error);
    const hash = found.got ? [...hashLines(found)] : [];
    const derivation = found.derivation ? [`Derivation: ${found.derivation}`] : [];
    const hint = found.hint ? [(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisibleText */ .Us)(found.hint)] : [];
    const kept = keptFolder ? [`Build directory kept: ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisible */ .ts)(keptFolder)}`] : [];
    return [
        headline(known, message),
        ...alsoNamed(known),
        ...hash,
        ...hint,
        ...foreign(known, message),
        ...because(known),
        ...derivation,
        ...kept,
    ].join('\n');
}
function alsoNamed({ attributes, outputs }) {
    const [, ...more] = attributes;
    const same = more.filter(name => outputs.includes(name));
    const others = more.filter(name => !outputs.includes(name));
    const aliases = same.length > 0 ? [`Same derivation: ${nameList(same)}.`] : [];
    return others.length > 0 ? [...aliases, alsoAffected(others)] : aliases;
}
/** One line that lists what fails for the same reason. */
function alsoAffected(names) {
    return `Also affected: ${nameList(names)}.`;
}
/** Names shown in a list. */
const MAX_NAMES = 20;
function nameList(names) {
    return (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .listed */ .KE)(names.map(_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisible */ .ts), MAX_NAMES);
}
/** The first line: the outcome of a build, else Nix's message. */
function headline(known, message) {
    const { found } = known;
    const name = shownName(known);
    const { outcome, derivation, kind } = found;
    if (outcome && derivation) {
        const build = `${buildOf(kind)}${(0,_derivation_js__WEBPACK_IMPORTED_MODULE_2__/* .derivationName */ .Jt)(derivation)} ${outcome}`;
        return name ? `${name}: ${build}.` : `${(0,_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .sentence */ .em)(build)}.`;
    }
    const nixMessage = found.nixMessage ? (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisibleText */ .Us)(found.nixMessage) : messageOf(message);
    if (kind === 'evaluation' || kind === 'missing-attribute')
        return name ? `${name} does not evaluate: ${nixMessage}` : `Evaluation failed: ${nixMessage}`;
    if (kind === 'timeout' && outcome && !name)
        return `A build ${outcome}.`;
    return name ? `${name}: ${nixMessage}` : (0,_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .sentence */ .em)(nixMessage);
}
function messageOf({ text, hint }) {
    return (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisibleText */ .Us)([text, hint].filter(aliases => aliases).join('\n'));
}
function buildOf(kind) {
    if (kind === 'dependency')
        return '';
    return kind === 'hash-mismatch' ? 'the output of ' : 'the build of ';
}
function hashLines({ specified, got }) {
    return [
        `specified: ${specified}`,
        `got:       ${got}`,
        'If the new content is correct, replace the hash.',
    ];
}
/** Where Nix reported it, if that is outside the repository. */
function foreign({ isForeign, found }, { position }) {
    if (!position || !isForeign || found.isPlaceless)
        return [];
    const { file, line, column } = position;
    return [
        `Nix reported it outside the repository, at ${file}:${line}${column ? `:${column}` : ''}.`,
    ];
}
function because({ consequences, isOnlyCause }) {
    if (consequences.length === 0)
        return [];
    const cause = isOnlyCause ? 'it' : 'it or another failed build';
    return [`Also failed because of ${cause}: ${consequences.map(_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisible */ .ts).join(', ')}.`];
}


/***/ }),

/***/ 4306:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publish: () => (/* binding */ publish),
  publishRecovered: () => (/* binding */ publishRecovered),
  saveInterim: () => (/* binding */ saveInterim)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/model/recorder.js
var recorder = __webpack_require__(6285);
// EXTERNAL MODULE: ./build/model/report.js
var report = __webpack_require__(3938);
// EXTERNAL MODULE: ./build/runner/annotation.js
var runner_annotation = __webpack_require__(8666);
;// CONCATENATED MODULE: ./build/report/counts.js

/** `3 built, 41 fetched (212 MB), 2 pushed`, without counts that are zero or unknown. */
function countsText(counts) {
    const { built = 0, fetched = 0, fetchedBytes = 0, pushed = 0, pushedBytes = 0 } = counts;
    const moved = (count, what, bytes) => count === 0 ? [] : [`${count} ${what}${bytes > 0 ? ` (${(0,format/* bytesText */.pV)(bytes)})` : ''}`];
    return [
        ...(built === 0 ? [] : [`${built} built`]),
        ...moved(fetched, 'fetched', fetchedBytes),
        ...moved(pushed, 'pushed', pushedBytes),
    ].join(', ');
}

// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/report/failures.js


/** Statuses of checks that failed themselves, not because of a dependency. */
const CAUSES = ['eval-error', 'failed', 'timeout'];
/**
 * What failed, one entry per cause, in order of the steps: the failed checks and dependencies of a step and its other
 * errors, or the step itself if none of these explains it. What failed only because a dependency failed is left out.
 */
function failuresOf({ steps }) {
    const all = steps.flatMap(step => {
        const allowed = step.status === 'allowed-failure';
        const failed = (0,report/* hasFailed */.WN)(step) || allowed;
        // If a different failure was expected, the step's own error says everything.
        const isExplained = failed && step.expectation !== 'missed';
        const parts = isExplained ? [...failedChecks(step), ...failedDependencies(step)] : [];
        // A timeout or cancellation is not caused by what failed before; the step's own error covers the rest.
        const isInterrupted = (0,report/* hasFailed */.WN)(step) && step.status !== 'failure';
        // A single one is the same as the step's own error.
        const others = parts.length > 0 || (step.otherErrors?.length ?? 0) > 1;
        const causes = isExplained && others && !isInterrupted ? [...parts, ...otherErrors(step)] : parts;
        const needsItself = failed && (causes.length === 0 || isInterrupted);
        const itself = {
            name: step.name,
            step: step.name,
            status: allowed ? 'failure' : step.status,
            seconds: step.seconds,
            error: step.error ?? { message: step.reason ?? step.status },
            sameAs: step.sameAs,
        };
        return [...causes, ...(needsItself ? [itself] : [])].map(item => ({ ...item, allowed }));
    });
    return onceEach(all);
}
/** Merges the same failure in several steps, which may build the same thing, into the first. */
function onceEach(items) {
    const known = new Map();
    for (const item of items) {
        const key = keyOf(item, known);
        const first = known.get(key) ?? item;
        const alsoIn = [...(first.alsoIn ?? []), ...(first.step === item.step ? [] : [item.step])];
        known.set(key, alsoIn.length > 0 ? { ...first, alsoIn } : first);
    }
    return [...known.values()];
}
function keyOf(item, known) {
    const { name, status, error, allowed, sameAs } = item;
    const isFirst = (one) => one.step === sameAs && one.allowed === allowed;
    const reported = [...known].find(([, one]) => sameAs !== undefined && isFirst(one));
    return reported?.[0] ?? JSON.stringify([name, status, error, allowed]);
}
/** Checks that failed only because a dependency failed. */
function dependents({ checks = [] }) {
    return checks.filter(({ status }) => status === 'dependency-failed');
}
/** Failed checks that have an error; the others are covered by the step's error. */
function failedChecks({ name: step, checks = [] }) {
    return checks
        .filter(({ status }) => CAUSES.includes(status))
        .toSorted((a, b) => CAUSES.indexOf(a.status) - CAUSES.indexOf(b.status))
        .flatMap(({ name, status, evalSeconds, buildSeconds, error }) => {
        const seconds = status === 'eval-error' ? evalSeconds : buildSeconds;
        return error ? [{ name: (0,lib_text/* escapeInvisible */.ts)(name), step, status, seconds, error }] : [];
    });
}
function otherErrors({ name, seconds, otherErrors = [] }) {
    return otherErrors.map(error => ({ name, step: name, status: 'failure', seconds, error }));
}
function failedDependencies({ name: step, failedDependencies: failed = [] }) {
    return failed.map(({ name, status, seconds, error }) => ({ name, step, status, seconds, error }));
}

;// CONCATENATED MODULE: ./build/report/annotations.js






/**
 * One notice per phase and step. With more than `budget`, the failed and then the slowest keep theirs, and the last
 * notice lists the rest.
 */
function timingNotices({ phases, steps }, budget = runner_annotation/* MAX_ANNOTATIONS */.K) {
    const all = [...phases, ...steps].toSorted((a, b) => a.start - b.start);
    if (all.length <= budget)
        return all.map(timingNotice);
    if (budget < 1)
        return [];
    const byWeight = all.toSorted((a, b) => Number((0,report/* hasFailed */.WN)(b)) - Number((0,report/* hasFailed */.WN)(a)) || b.seconds - a.seconds);
    const shown = new Set(byWeight.slice(0, budget - 1));
    const rest = all.filter(record => !shown.has(record));
    const list = rest.map(record => `${record.name}: ${timingText(record)}`);
    return [
        ...all.filter(record => shown.has(record)).map(timingNotice),
        {
            title: `${rest.length} more timings`,
            message: (0,format/* cutMiddle */.it)(list.join('\n'), runner_annotation/* MAX_MESSAGE_LENGTH */.u),
        },
    ];
}
/**
 * One error per failed check or dependency, or per step that none of them explains; what failed only because a
 * dependency failed has none. The last one within the budget lists the rest.
 */
function stepErrors({ steps }, budget = runner_annotation/* MAX_ANNOTATIONS */.K) {
    const failed = failuresOf({ steps }).filter(({ allowed }) => !allowed);
    return withinBudget(failed, failureError, 'failed', budget);
}
/** One warning per flaky step: it passed only after a failed attempt. */
function flakyWarnings({ steps }, budget = runner_annotation/* MAX_ANNOTATIONS */.K) {
    const flaky = steps.filter(step => step.flaky);
    return withinBudget(flaky, flakyWarning, 'flaky', budget);
}
/** A name, with the file if several have that name. */
function labelAmong(items, { name, error }) {
    const isAlone = items.filter(it => it.name === name).length === 1;
    return isAlone || !error?.file ? name : `${name} (${error.file})`;
}
/** One annotation per item; beyond the budget the last one lists the names of the rest: `3 more failed`. */
function withinBudget(items, annotation, what, budget) {
    if (items.length <= budget)
        return items.map(annotation);
    if (budget < 1)
        return [];
    const rest = items.slice(budget - 1);
    const names = rest.map(item => labelAmong(items, item)).join('\n');
    return [
        ...items.slice(0, budget - 1).map(annotation),
        { title: `${rest.length} more ${what}`, message: (0,format/* cutMiddle */.it)(names, runner_annotation/* MAX_MESSAGE_LENGTH */.u) },
    ];
}
function flakyWarning({ name, attempts, earlier = [] }) {
    const failed = earlier.map(({ attempt, status, error }) => `Attempt ${attempt}: ${status}. ${error.message}`);
    const message = [
        `${name} is flaky: it passed on attempt ${attempts} after failing. Fix the test or build.`,
        ...failed,
    ].join('\n\n');
    return {
        title: `${name}: flaky`,
        message: (0,format/* cutMiddle */.it)(message, runner_annotation/* MAX_MESSAGE_LENGTH */.u),
        ...placeOf(earlier[0]?.error),
    };
}
/** `12.3 s · success · 3 built, 41 fetched (212 MB), 2 pushed`, with the reason of the status if there is one. */
function timingText(record) {
    const parts = [
        `${record.seconds.toFixed(1)} s`,
        record.status,
        'reason' in record ? record.reason : undefined,
        'attempts' in record ? attemptsText(record) : undefined,
        record.counts ? countsText(record.counts) : undefined,
    ];
    return parts.filter(part => part).join(' · ');
}
function attemptsText({ flaky, attempts }) {
    if (flaky)
        return `flaky: passed on attempt ${attempts}`;
    return attempts > 1 ? `${attempts} attempts` : undefined;
}
function timingNotice(record) {
    return { title: record.name, message: timingText(record) };
}
function failureError(item) {
    const { name, step, alsoIn = [], status, seconds, error } = item;
    const also = alsoIn.length > 0 ? [`Also in ${alsoIn.join(', ')}.`] : [];
    const took = name === step || !(0,format/* isLong */.x7)(seconds) ? '' : ` after ${(0,format/* durationText */.S5)(seconds)}`;
    return {
        title: `${name}: ${status}${took}`,
        message: (0,format/* cutMiddle */.it)((0,format/* withLines */.Gy)(error.message, also), runner_annotation/* MAX_MESSAGE_LENGTH */.u),
        ...placeOf(error),
    };
}
function placeOf({ file, line, column } = {}) {
    return (0,object/* defined */.s)({ file, line, column });
}

// EXTERNAL MODULE: ./build/report/checkpoint.js
var checkpoint = __webpack_require__(3941);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/report/junit/cases.js



/** The test cases of a step: its checks, and the step itself if these do not explain its result. */
function casesOf(step) {
    const { status, earlier = [], expectation } = step;
    const cases = casesOfAttempt(step);
    if (status === 'allowed-failure')
        return cases.map(one => excuse(one, 'allowed failure'));
    if (expectation === 'met')
        return cases.map(one => excuse(one, 'failed as expected'));
    return earlier.length > 0 ? withReruns(cases, earlier, step) : cases;
}
/** A step that fails without a failed check is a case of its own, or the file would be green. */
function casesOfAttempt(step) {
    const { checks = [], failedDependencies = [] } = step;
    const dependencies = failedDependencies.map(({ name, status, seconds, error }) => ({
        name,
        seconds,
        mark: status === 'timeout' ? 'error' : 'failure',
        type: status,
        ...error,
    }));
    const cases = [...checks.map(checkCase), ...dependencies];
    const isRed = cases.some(isFailed);
    const failures = failuresOf({ steps: [step] }).filter(({ name }) => name === step.name);
    const needsStep = cases.length === 0 || ((0,report/* hasFailed */.WN)(step) && (!isRed || failures.length > 0));
    if (!needsStep)
        return cases;
    const error = {
        ...failures[0]?.error,
        message: failures.map(it => it.error.message).join('\n\n'),
    };
    return [...cases, stepCase(failures.length > 0 ? { ...step, error } : step)];
}
/**
 * Joins the cases of all attempts by name, as Maven Surefire does: a case that passed in the end is flaky, and one that
 * did not has its first failure as the result and the others as reruns.
 */
function withReruns(last, earlier, step) {
    const failures = new Map();
    for (const attempt of earlier) {
        const { checks: _, failedDependencies: __, otherErrors: ___, earlier: ____, ...rest } = step;
        for (const one of casesOfAttempt({ ...rest, ...attempt }).filter(isFailed)) {
            failures.set(one.name, [...(failures.get(one.name) ?? []), markOf(one)]);
        }
    }
    const names = new Set(last.map(({ name }) => name));
    const gone = [...failures.keys()].filter(name => !names.has(name));
    // A dependency that was built in the end is not among the last attempt's cases.
    const passed = gone.map((name) => ({ name, seconds: 0 }));
    return [...last, ...passed].map(one => withFailures(one, failures.get(one.name) ?? []));
}
function withFailures(one, before) {
    const [first, ...others] = before;
    if (!first)
        return one;
    if (!isFailed(one))
        return { ...one, reruns: before };
    const { name, seconds } = one;
    return { name, seconds, ...first, reruns: [...others, markOf(one)] };
}
function markOf({ name: _, seconds: __, reruns: ___, ...mark }) {
    return mark;
}
function isFailed({ mark }) {
    return mark === 'failure' || mark === 'error';
}
function checkCase(check) {
    const { name, status, error, reason, sameAs } = check;
    const marks = {
        built: undefined,
        cached: undefined,
        failed: 'failure',
        'dependency-failed': 'error',
        'eval-error': 'error',
        timeout: 'error',
        'not-run': 'skipped',
    };
    const mark = marks[status];
    const message = sameAs === undefined
        ? (reason ?? status)
        : `${status}, for the same reason as ${(0,lib_text/* escapeInvisible */.ts)(sameAs)}`;
    return {
        name: (0,lib_text/* escapeInvisible */.ts)(name),
        seconds: (0,report/* checkSeconds */.Yx)(check) + check.fetchSeconds,
        ...(mark ? { mark, type: status, message, ...error } : {}),
    };
}
function stepCase({ name, status, seconds, error, reason, isUntested }) {
    if (isUntested)
        return { name, seconds, mark: 'skipped', type: 'not-run', message: reason ?? '' };
    if (status === 'success')
        return { name, seconds };
    const mark = status === 'failure' || status === 'allowed-failure'
        ? 'failure'
        : status === 'not-run'
            ? 'skipped'
            : 'error';
    return { name, seconds, mark, type: status, message: reason ?? status, ...error };
}
/** Allowed and expected failures become skipped, so that they do not turn the report red. */
function excuse(one, why) {
    if (!isFailed(one))
        return one;
    return { ...one, mark: 'skipped', message: `${why}: ${one.message ?? ''}` };
}

;// CONCATENATED MODULE: ./build/report/junit/junit.js





/** Characters per failure. */
const MAX_TEXT_LENGTH = 20_000;
/**
 * The run as JUnit XML: one test suite per step with its checks as test cases; a step without checks is its own case. A
 * failure is `<failure>`; a failed dependency, evaluation error or timeout is `<error>`; not run, an allowed failure and
 * an expected failure are `<skipped>`.
 */
function renderJunit(data) {
    const suites = [
        ...data.steps.map((step, index) => suite(step.name, casesOf(step), timestamp(data, index))),
        ...(data.failureReason
            ? [suite('Nix CI', [runCase(data.failureReason)], timestamp(data))]
            : []),
    ];
    const cases = suites.flatMap(it => it.cases);
    const attributes = suiteAttributes('Nix CI', cases, (0,report/* totalSeconds */.S3)(data), timestamp(data));
    const body = suites.map(({ xml }) => xml).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes}>\n${body}</testsuites>\n`;
}
/** When the step of this index started, or the run. */
function timestamp({ startedAt, steps }, index) {
    const after = index === undefined ? 0 : (steps[index]?.start ?? 0);
    return new Date(startedAt.getTime() + after * 1000).toISOString();
}
function suite(name, cases, startedAt) {
    const total = cases.reduce((sum, { seconds }) => sum + seconds, 0);
    const attributes = suiteAttributes(name, cases, total, startedAt);
    const body = cases.map(one => caseXml(name, one)).join('');
    return { cases, xml: `  <testsuite${attributes}>\n${body}  </testsuite>\n` };
}
function suiteAttributes(name, cases, seconds, startedAt) {
    const count = (mark) => cases.filter(it => it.mark === mark).length;
    return attributesOf({
        name,
        tests: cases.length,
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
        time: seconds.toFixed(3),
        timestamp: startedAt,
    });
}
function runCase(message) {
    return { name: 'Nix CI', seconds: 0, mark: 'error', type: 'error', message };
}
function caseXml(suiteName, one) {
    const { name, seconds, mark, file, line, reruns = [] } = one;
    const attributes = attributesOf({
        classname: suiteName,
        name,
        time: seconds.toFixed(3),
        ...(0,object/* defined */.s)({ file, line }),
    });
    const again = mark ? RERUN : FLAKY;
    const bodies = [
        ...(mark ? [junit_element(mark, one, textOf(one))] : []),
        ...reruns.map(it => junit_element(again[it.mark ?? ''] ?? '', it, stackTrace(textOf(it)))),
    ];
    if (bodies.length === 0)
        return `    <testcase${attributes}/>\n`;
    const body = bodies.map(xml => `      ${xml}\n`).join('');
    return `    <testcase${attributes}>\n${body}    </testcase>\n`;
}
/** Maven Surefire's elements for failed attempts: of a case that passed in the end, and of one that did not. */
const FLAKY = { failure: 'flakyFailure', error: 'flakyError' };
const RERUN = { failure: 'rerunFailure', error: 'rerunError' };
function junit_element(tag, { mark, type = '', message = '' }, text) {
    const [first = ''] = message.split('\n');
    const about = attributesOf({ message: first, ...(mark === 'skipped' ? {} : { type }) });
    return text === '' ? `<${tag}${about}/>` : `<${tag}${about}>${text}</${tag}>`;
}
function textOf({ mark, message = '' }) {
    return mark === 'skipped' ? '' : escapeXml((0,format/* cutMiddle */.it)(message, MAX_TEXT_LENGTH));
}
function stackTrace(text) {
    return `<stackTrace>${text}</stackTrace>`;
}
function attributesOf(attributes) {
    return Object.entries(attributes)
        .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
        .join('');
}
/** For text and attributes. Characters that XML 1.0 does not allow are removed. */
function escapeXml(text) {
    return (0,external_node_util_.stripVTControlCharacters)(text)
        .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '')
        .replace(/[&<>"\r]/g, char => ENTITIES[char] ?? '');
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\r': '&#13;',
};

// EXTERNAL MODULE: ./build/model/errors-in.js
var errors_in = __webpack_require__(8319);
;// CONCATENATED MODULE: ./build/report/redact.js


/** The report with secrets hidden in all text that commands and builds printed. */
function redact(data, hide) {
    return {
        ...data,
        steps: data.steps.map(step => maskedStep(step, hide)),
        leftovers: data.leftovers.map(one => ({ ...one, command: hide(one.command) })),
        ...(0,object/* defined */.s)({
            failureReason: data.failureReason === undefined ? undefined : hide(data.failureReason),
            stepSummaries: data.stepSummaries?.map(one => ({ ...one, text: hide(one.text) })),
        }),
    };
}
function maskedStep(step, hide) {
    const { reason, earlier } = step;
    const hidden = (error) => ({ ...error, message: hide(error.message) });
    return {
        ...(0,errors_in/* mapErrors */.c)(step, hidden),
        ...(0,object/* defined */.s)({
            reason: reason === undefined ? undefined : hide(reason),
            earlier: earlier?.map(attempt => (0,errors_in/* mapErrors */.c)(attempt, hidden)),
        }),
    };
}

;// CONCATENATED MODULE: ./build/report/report-json.js

/** The contents of `report.json`: the report data without what only the trace and the summary need. */
function toReportFile(data) {
    const { startedAt, result, failureReason, trust, nix, store, caches, leftovers } = data;
    return {
        schema: 1,
        startedAt: startedAt.toISOString(),
        result,
        ...(0,object/* defined */.s)({ error: failureReason === undefined ? undefined : { message: failureReason } }),
        trust,
        nix,
        phases: data.phases.map(({ counts: _, ...phase }) => phase),
        steps: data.steps.map(stepOf),
        derivations: data.derivations.map(({ after: _, ...derivation }) => derivation),
        store,
        caches,
        leftovers,
    };
}
function stepOf({ counts: _, failedDependencies: __, otherErrors: ___, earlier: ____, expectation: _____, isUntested: ______, sameAs: _______, ...step }) {
    return step;
}

;// CONCATENATED MODULE: ./build/report/summary/markdown.js



/** Characters with a meaning in Markdown, HTML, tables, mentions and math. */
const SPECIAL = /[&<>`*[\]\\|~@$]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;
/** What would start a list, a heading or a rule. */
const FIRST = /^(?:[#+=-]|\d(?=\d*[.)]))/;
/** Characters that a browser hides, or that change the order of the text. */
const INVISIBLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;
/** Untrusted text as code, for a line of Markdown, a table cell or HTML: no markup in it takes effect. */
function code(text, maxLength = 120) {
    return `<code>${encoded(text, maxLength).replaceAll('://', '&#58;//') || ' '}</code>`;
}
/** Untrusted text for a line of Markdown, a table cell or HTML: no markup in it takes effect. */
function escapeText(text, maxLength = 300) {
    // GitHub searches for mentions after it decodes entities.
    return encoded(text, maxLength).replaceAll('&#64;', '&#64;&#8203;');
}
/** A code block with the text, without terminal colors; its fence is longer than any in the text. */
function fence(text, language = 'text') {
    const shown = (0,external_node_util_.stripVTControlCharacters)(text)
        .replace(/\r\n?/g, '\n')
        .replace(INVISIBLE, '')
        .replace(/\n+$/, '');
    const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
    const mark = '`'.repeat(longest + 1);
    return `${mark}${language}\n${shown}\n${mark}`;
}
function table(columns, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const names = columns.map(([name]) => name.replace(/^>/, ''));
    const rule = columns.map(([name]) => (name.startsWith('>') ? '---:' : '---'));
    const cells = rows.map(row => columns.map(([, cell]) => cell(row)));
    return [names, rule, ...cells].map(line).join('\n');
}
/** Folded Markdown; `title` is HTML. */
function details(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function encoded(text, maxLength) {
    const line = (0,external_node_util_.stripVTControlCharacters)(text).replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
    return (0,lib_text/* truncate */.xv)(line, maxLength).replace(SPECIAL, entity).replace(FIRST, entity);
}
function entity(char) {
    return markdown_ENTITIES[char] ?? `&#${char.codePointAt(0)};`;
}
const markdown_ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const SIGNS = {
    success: '✅',
    failure: '❌',
    'allowed-failure': '⚠️',
    timeout: '⏱️',
    cancelled: '🚫',
    'not-run': '⏭️',
    'to-build': '🧩',
    skipped: '⏭️',
    built: '✅',
    cached: '✅',
    failed: '❌',
    'eval-error': '❌',
    'dependency-failed': '🔗',
};
/** The emoji for the status of a phase, step, check or derivation. */
function sign(status) {
    return SIGNS[status] ?? '❔';
}
/** `❌ failed`. */
function statusText(status) {
    return `${sign(status)} ${status}`;
}
/** A duration for a table cell, without line breaks inside. */
function time(seconds) {
    const text = (0,format/* durationText */.S5)(seconds);
    return seconds < 59 ? text : text.replaceAll(' ', '&nbsp;');
}
/** The same, or empty if it would be `0.0 s`. */
function timeIfAny(seconds) {
    return (0,format/* isLong */.x7)(seconds) ? time(seconds) : '';
}
/** `1 min 20 s, now 🔺 +43.1 s`; empty without a baseline. */
function usually(baseline, seconds) {
    if (!baseline)
        return '';
    const { median, verdict } = baseline;
    const difference = `${seconds < median ? '−' : '+'}${time(Math.abs(seconds - median))}`;
    const mark = { slower: `, now 🔺 **${difference}**`, faster: `, now ${difference}`, usual: '' };
    return `${time(median)}${mark[verdict]}`;
}
/** `███ 30%`: what share `part` is of `whole`, as a bar of at most ten blocks and in percent. */
function share(part, whole) {
    if (whole <= 0)
        return '';
    const ratio = Math.min(1, part / whole);
    const blocks = ratio < 0.005 ? 0 : Math.max(1, Math.round(ratio * 10));
    return blocks === 0 ? '' : `${'█'.repeat(blocks)}&nbsp;${Math.round(ratio * 100)}%`;
}

;// CONCATENATED MODULE: ./build/report/summary/caches.js


const MAX_LEFTOVERS_SHOWN = 20;
const MAX_OTHER_CACHES_SHOWN = 20;
/** One line per cache with what was fetched from it, and one on why ours was pushed to or not. */
function cachesPart({ caches, trust, fetches }) {
    const given = new Map();
    for (const { cache, bytes } of fetches) {
        const url = withoutSlash(cache);
        const one = given.get(url) ?? { paths: 0, bytes: 0 };
        given.set(url, { paths: one.paths + 1, bytes: one.bytes + bytes });
    }
    const gave = (url) => {
        const one = given.get(withoutSlash(url));
        if (!one)
            return '';
        // Some versions say nothing of a small path in a local cache.
        const bytes = one.bytes > 0 ? ` (${(0,format/* bytesText */.pV)(one.bytes)})` : '';
        return `, fetched ${(0,format/* plural */.LS)(one.paths, 'path')}${bytes}`;
    };
    const lines = caches.map(({ name, url, use, reason }) => {
        const pushed = trust?.push === 'pushed' ? 'read and pushed to' : 'read';
        const state = { off: 'not used', read: 'read', push: pushed }[use];
        const place = url === '' || url === name ? '' : ` (${escapeText(url)})`;
        return `- ${escapeText(name)}${place}: ${state}${reason ? `: ${escapeText(reason)}` : ''}${gave(url)}`;
    });
    const known = new Set(caches.map(({ url }) => withoutSlash(url)));
    const others = [...given.keys()].filter(url => !known.has(url)).slice(0, MAX_OTHER_CACHES_SHOWN);
    const all = [...lines, ...others.map(url => `- ${escapeText(url)}: read${gave(url)}`)];
    const why = trust && trust.reason !== '' && caches.length > 0 ? [escapeText(trust.reason, 600)] : [];
    if (all.length === 0)
        return '';
    return ['### Caches', '', ...all, ...why.map(reason => `- ${reason}`)].join('\n');
}
const withoutSlash = (url) => url.replace(/\/$/, '');
/** Processes that steps left running; empty if there are none. */
function leftoversPart({ leftovers }) {
    if (leftovers.length === 0)
        return '';
    const lines = leftovers.map(({ step, pid, command, ports }) => {
        const listens = ports.length === 0 ? '' : `, listening on ${ports.join(', ')}`;
        return `- ${code(step)} left ${code(command)} running (pid ${pid}${listens})`;
    });
    return ['### Left running', '', ...(0,format/* listedLines */.vU)(lines, MAX_LEFTOVERS_SHOWN)].join('\n');
}

;// CONCATENATED MODULE: ./build/report/summary/checks.js




/** The statuses by interest: failures first. */
const ORDER = [
    'eval-error',
    'failed',
    'timeout',
    'dependency-failed',
    'built',
    'not-run',
    'cached',
];
/** How many of them, from the front, are failures. */
const FAILED_STATUSES = 4;
/** Rows that are not folded: failures, and for the rest what became slower and what was slowest. */
const MAX_FAILURES_SHOWN = 25;
const MAX_OTHERS_SHOWN = 10;
/**
 * The checks of each step: counts, then failures, then the slowest; the rest folded, and cached ones as a list of names.
 * @param rows maximum per step, shown and folded together
 */
function checksTables(data, rows) {
    return data.steps.flatMap(step => {
        const checks = step.checks ?? [];
        if (checks.length === 0)
            return [];
        const title = `### Checks of ${escapeText(step.name, 100)}\n\n${counts(checks, data)}`;
        return [[title, ...parts(step, checks, data, rows)].join('\n\n')];
    });
}
function parts({ name: step }, checks, data, rows) {
    const sorted = checks.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || secondsOf(b) - secondsOf(a));
    const bad = sorted.filter(({ status }) => ORDER.indexOf(status) < FAILED_STATUSES);
    const built = sorted
        .filter(({ status }) => status === 'built')
        .toSorted((a, b) => Number(isSlower(b, data)) - Number(isSlower(a, data)));
    const unrun = sorted.filter(({ status }) => status === 'not-run');
    // A check that should have run and did not is as important as a failure.
    const missed = unrun.filter(({ reason }) => reason !== undefined);
    const rest = unrun.filter(({ reason }) => reason === undefined);
    const cached = sorted.filter(({ status }) => status === 'cached');
    const open = [
        ...bad.slice(0, MAX_FAILURES_SHOWN),
        ...missed.slice(0, MAX_OTHERS_SHOWN),
        ...built.slice(0, MAX_OTHERS_SHOWN),
    ].slice(0, rows);
    const others = [
        ...bad.slice(MAX_FAILURES_SHOWN),
        ...missed.slice(MAX_OTHERS_SHOWN),
        ...built.slice(MAX_OTHERS_SHOWN),
        ...rest,
    ];
    const folded = others.slice(0, Math.max(0, rows - open.length));
    const more = (0,format/* plural */.LS)(folded.length, open.length > 0 ? 'more check' : 'check');
    const prefix = commonPrefix(checks);
    const tableOf = (some) => checksTable(some, prefix, data);
    const hidden = others.length - folded.length;
    return [
        ...(open.length === 0 ? [] : [tableOf(open)]),
        ...(folded.length === 0
            ? []
            : [details(`${more} of ${escapeText(step, 100)}`, tableOf(folded))]),
        ...(hidden === 0 ? [] : [`… and ${hidden} more in report.json.`]),
        ...cachedList(cached, prefix, rows),
        ...elsewhere(rest, data),
    ];
}
/** `❌ 2 failed · ✅ 10 built · ✅ 40 cached · 🔺 3 slower than usual`. */
function counts(checks, data) {
    const states = checks.map(check => (isPlanned(check, data) ? TO_BUILD : check.status));
    const numbers = [...ORDER, TO_BUILD].flatMap(state => {
        const count = states.filter(it => it === state).length;
        const [mark, ...words] = statusText(state).split(' ');
        return count === 0 ? [] : [`${mark} **${count}** ${words.join(' ')}`];
    });
    const slower = checks.filter(check => isSlower(check, data)).length;
    return [...numbers, ...(slower > 0 ? [`🔺 **${slower}** slower than usual`] : [])].join(' · ');
}
/** The status of a check for which a plan makes a job. */
const TO_BUILD = 'to-build';
function isPlanned({ status, row }, { matrix }) {
    return status === 'not-run' && matrix !== undefined && row !== undefined;
}
function stateOf(check, data) {
    const { status, reason, drv } = check;
    const isKnown = isPlanned(check, data) && drv !== undefined;
    const why = reason && !isKnown ? `: ${escapeText(reason)}` : '';
    return `${statusText(isPlanned(check, data) ? TO_BUILD : status)}${why}`;
}
function checksTable(checks, prefix, data) {
    const { baseline, matrix } = data;
    const below = prefix === '' ? '' : ` (${code(prefix)}…)`;
    const columns = [
        [`Check${below}`, ({ name }) => code((0,lib_text/* escapeInvisible */.ts)(name.slice(prefix.length)))],
        ['Status', check => stateOf(check, data)],
        ['Job', ({ row }) => (matrix && row ? code(row) : '')],
        ['>Evaluation', ({ evalSeconds }) => timeIfAny(evalSeconds)],
        ['>Build', ({ status, buildSeconds }) => (status === 'built' ? time : timeIfAny)(buildSeconds)],
        ['>Fetch', ({ fetchSeconds }) => timeIfAny(fetchSeconds)],
        ['Baseline', it => (isTimed(it) ? usually(baseline?.get(it.name), (0,report/* checkSeconds */.Yx)(it)) : '')],
    ];
    const shown = columns.filter(([, cell]) => checks.some(check => cell(check) !== ''));
    return table(shown, checks);
}
function cachedList(cached, prefix, rows) {
    if (cached.length === 0)
        return [];
    const evaluation = cached.reduce((sum, { evalSeconds }) => sum + evalSeconds, 0);
    const took = (0,format/* isLong */.x7)(evaluation) ? `, evaluated in ${(0,format/* durationText */.S5)(evaluation)}` : '';
    const names = cached.map(({ name }) => code((0,lib_text/* escapeInvisible */.ts)(name.slice(prefix.length))));
    return [details(`✅ ${cached.length} cached${took}`, (0,format/* listed */.KE)(names, rows))];
}
/** Why checks that evaluated were not built. */
function elsewhere(rest, { nix }) {
    const others = rest.filter(({ name }) => nix && (0,report/* isOfOtherSystem */.Vh)(name, nix.system));
    if (others.length === 0)
        return [];
    return [`${(0,format/* plural */.LS)(others.length, 'check')} for other systems: evaluated, not built.`];
}
/** A check that failed or came from a cache says nothing about its usual duration. */
function isTimed({ status }) {
    return status === 'built';
}
function isSlower(check, { baseline }) {
    return isTimed(check) && baseline?.get(check.name)?.verdict === 'slower';
}
function secondsOf(check) {
    return (0,report/* checkSeconds */.Yx)(check) + check.fetchSeconds;
}
/** `checks.x86_64-linux.` if all names start with it, else empty. */
function commonPrefix(checks) {
    const first = /^[\w-]+\.[\w-]+\./.exec(checks[0]?.name ?? '')?.[0] ?? '';
    const isCommon = checks.every(({ name }) => name.startsWith(first) && name !== first);
    return isCommon ? first : '';
}

;// CONCATENATED MODULE: ./build/report/summary/sanitize.js

/** Elements that GitHub's HTML sanitizer allows in a summary; others are shown as text. */
const TAGS = new Set('a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt ul var wbr'.split(' '));
/** Void elements, and those that end with their table. */
const UNCLOSED = new Set('br caption hr img source tbody td tfoot th thead tr wbr'.split(' '));
/** Ends one level of the elements that Markdown nests around HTML. */
const LEVEL_END = '</table></dd></dt></li></ul></ol></blockquote>';
/** Ends formatting that Markdown may have started; a browser keeps at most three of a kind. (HTML, active formatting elements) */
const EMPHASIS = '</em></strong></del></code></a>'.repeat(3);
/** A text with more open elements or levels is shown as source. */
const MOST_OPEN = 200;
const MOST_LEVELS = 30;
const VALUE = /(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+)/.source;
const ATTRIBUTE = `[ \\t]+[a-z_:][\\w.:-]*(?:[ \\t]*=[ \\t]*${VALUE})?`;
const TAG = new RegExp(`^<(/?)([a-z][a-z0-9]*)(?:${ATTRIBUTE})*[ \\t]*/?>`, 'i');
/** The possible start of a tag. */
const MAYBE_TAG = /<(?=[a-z/!?])/gi;
/** A zero-width space, invisible in text and code, keeps `<` from starting a tag. */
const UNTAGGED = '<\u200b';
/** An element that starts and ends on one line, with nothing in between that could turn either tag into text. */
const CLOSED = /<([a-z][a-z0-9]*)(?:[ \t][^<>]*)?>[^<>`\\\]\n]*<\/\1>/gi;
const MAX_NESTING = 10;
const FENCE = /^(`{3,}|~{3,})(.*)$/;
/**
 * Untrusted Markdown with its formatting, unable to affect what comes after it: incomplete HTML tags are shown as text,
 * open fences and elements are closed. Other Markdown that may be left open is put into a quote, which ends it.
 */
function sanitize(markdown) {
    const { lines, isUnsure } = escaped(markdown.replace(/\r\n?/g, '\n').split('\n'));
    const text = lines
        .map(({ text }) => text)
        .join('\n')
        .replace(/\n+$/, '');
    const live = lines.filter(({ isCode }) => !isCode).map(({ text }) => text);
    const ends = endsOf(live);
    if (ends === undefined)
        return fence(markdown, 'markdown');
    const body = isUnsure ? text.replace(/^/gm, '> ') : text;
    // The comment makes this an HTML block, whatever the first end tag is.
    return ends === '' ? body : `${body}\n\n<!-- -->${ends}`;
}
/**
 * Shows incomplete tags as text, except in fences that are certain: those at the first character of a line, with no
 * HTML open.
 */
function escaped(source) {
    const lines = [];
    let mark = '';
    let isUnsure = false;
    let isHtml = false;
    for (const line of source) {
        if (mark !== '') {
            lines.push({ text: line, isCode: true });
            if (ends(line, mark))
                mark = '';
            continue;
        }
        const [, run = '', info = ''] = FENCE.exec(line) ?? [];
        const isFence = run !== '' && !(run.startsWith('`') && info.includes('`'));
        if (isFence && !isHtml && !isUnsure) {
            mark = run;
            lines.push({ text: line, isCode: true });
            continue;
        }
        isHtml = line.trim() !== '' && (isHtml || line.includes('<'));
        isUnsure ||= /`{3}|~{3}|<pre\b/i.test(line);
        const text = line.replace(MAYBE_TAG, (_, at) => (isTag(line, at) ? '<' : UNTAGGED));
        lines.push({ text, isCode: false });
    }
    if (mark !== '')
        lines.push({ text: mark, isCode: true });
    return { lines, isUnsure };
}
function ends(line, mark) {
    const [, run = ''] = /^ {0,3}(`+|~+)[ \t]*$/.exec(line) ?? [];
    return run.startsWith(mark);
}
function isTag(line, at) {
    return TAGS.has(TAG.exec(line.slice(at))?.[2]?.toLowerCase() ?? '');
}
/**
 * End tags for everything that the lines may leave open; an end tag without a start tag does nothing.
 * @returns undefined if there are too many
 */
function endsOf(lines) {
    let rest = lines.join('\n');
    for (let i = 0; i < MAX_NESTING; i++)
        rest = rest.replace(CLOSED, '');
    const open = [...rest.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase());
    if (open.length === 0)
        return '';
    const inner = open.filter(name => !UNCLOSED.has(name));
    const levels = 1 + Math.max(...lines.map(levelsOf));
    if (inner.length > MOST_OPEN || levels > MOST_LEVELS)
        return undefined;
    const ends = inner
        .toReversed()
        .map(name => `</${name}>`)
        .join('');
    // Browsers reopen bold and the like after an element that ended inside them, so these are ended twice.
    return `${ends}${LEVEL_END.repeat(levels)}${ends}${EMPHASIS}`;
}
/** An upper bound for the lists and quotes that a line is nested in. */
function levelsOf(line) {
    const [prefix = ''] = /^(?:[ \t>*+-]|\d+[.)])*/.exec(line.replaceAll('\t', '    ')) ?? [];
    const spaces = prefix.replace(/[^ ]/g, '').length;
    return prefix.replace(/\d+|[ ]/g, '').length + Math.ceil(spaces / 2);
}

;// CONCATENATED MODULE: ./build/report/summary/command-summaries.js


/** For the step summaries of all commands together. */
const MAX_BYTES = 400 * 1024;
/** What commands wrote to their GITHUB_STEP_SUMMARY, each under the name of its step, cut to a fixed size. */
function commandSummaryPart(summaries) {
    let free = MAX_BYTES;
    let kept = 0;
    const parts = summaries.map(({ step, text }) => {
        const heading = `### Step summary of ${code(step, 100)}\n\n`;
        const part = fitting(text, Math.max(0, free - Buffer.byteLength(heading) - 1));
        if (part.shown === '')
            return '';
        kept += part.size;
        const whole = `${heading}${part.shown}\n`;
        free -= Buffer.byteLength(whole);
        return whole;
    });
    const size = summaries.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    const note = kept < size
        ? [
            `_Step summaries of commands: the first ${kept} of ${size} bytes, to stay below GitHub's limit of 1 MiB._\n`,
        ]
        : [];
    return [...note, ...parts.filter(part => part !== '')].join('\n');
}
/** As many whole lines of a text as fit once sanitized, and their bytes before that. */
function fitting(text, room) {
    let some = wholeLines(text, room);
    for (;;) {
        const shown = some.trim() === '' ? '' : sanitize(some);
        const grown = Buffer.byteLength(shown);
        if (grown <= room)
            return { shown, size: Buffer.byteLength(some) };
        some = wholeLines(some, Math.floor(Buffer.byteLength(some) * Math.min(0.9, room / grown)));
    }
}
/** As many whole lines as fit into `size` bytes. */
function wholeLines(text, size) {
    if (Buffer.byteLength(text) <= size)
        return text;
    const bytes = Buffer.from(text);
    return size <= 0 ? '' : bytes.subarray(0, bytes.lastIndexOf('\n', size) + 1).toString();
}

// EXTERNAL MODULE: ./build/nix/diagnostics/describe.js
var describe = __webpack_require__(7082);
;// CONCATENATED MODULE: ./build/report/summary/cause-line.js

const LOG = new RegExp(`^${describe/* LOG_HEADING */.sN}$`, 'm');
/** Lines that only repeat that something failed, or name what else did. */
const EMPTY = /^(?:(?:the build of .* )?failed with exit code \d+\.|(?:the step )?was canceled\.|error:|exit code \d+|… while .*|Derivation: .*|Also failed because of .*)$/i;
/** Words of a line that gives the reason; a line that matches WELL reports success. */
const TELLING = /\b(?:error|fail(?:ed|ure|s)?|fatal|panicked|assert\w*|cannot|could not|not found|no such|undefined|denied|expected|exception)\b/i;
const WELL = /\b(?:0|no) (?:errors?|failed|failures?|warnings?)\b/i;
/** Only the end of a log is searched. */
const LOG_LINES_SEARCHED = 10;
/**
 * Why something failed, in one line: the first line of the message that says more than that it failed, else the most
 * telling line of its log.
 * @param name of what failed, which the reader sees next to the line
 */
function causeLine(message, name) {
    const [text = '', log = ''] = message.split(LOG);
    const lines = linesOf(text).map(line => withoutName(line, name));
    const [first = ''] = lines;
    const telling = EMPTY.test(first) ? tellingLine(log) : '';
    if (telling !== '')
        return telling;
    const reason = lines.find(line => !EMPTY.test(line)) ?? first;
    return reason.replace(/^error: /, '').replace(/ Last lines:$/, '');
}
function withoutName(line, name) {
    const rest = line.startsWith(name) ? line.slice(name.length).replace(/^:? /, '') : line;
    return rest.replace(/^(?:does not evaluate|Evaluation failed): /, '');
}
function tellingLine(log) {
    const lines = linesOf(log).filter(line => line !== '(no output)');
    const telling = lines
        .slice(-LOG_LINES_SEARCHED)
        .findLast(line => TELLING.test(line) && !WELL.test(line));
    return telling ?? lines.at(-1) ?? '';
}
function linesOf(text) {
    return text
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '');
}

;// CONCATENATED MODULE: ./build/report/summary/failures.js





const MAX_DEPENDENTS_SHOWN = 5;
/** One folded entry per cause, with what, where and why in its title; then the checks that failed because of them. */
function failureParts(data, limits) {
    const failures = failuresOf(data);
    const shown = failures.slice(0, limits.all).map(item => folded(item, limits.log));
    const rest = shown.slice(limits.open);
    const hidden = failures.length - shown.length;
    const note = hidden > 0 ? [`… and ${(0,format/* plural */.LS)(hidden, 'more failure')} in report.json.`] : [];
    const title = `❌ ${(0,format/* plural */.LS)(rest.length, 'more failure')}`;
    return [
        ...shown.slice(0, limits.open),
        ...(rest.length > 0 ? [details(title, rest.join('\n\n'))] : []),
        ...note,
        ...becauseOfThem(data),
    ];
}
function folded(item, log) {
    const { name, step, alsoIn = [], status, seconds, error, allowed } = item;
    const { message, file, line } = error;
    const place = file === undefined ? [] : [code(line === undefined ? file : `${file}:${line}`)];
    const { reason, command } = splitCommand(message);
    const [mark, label] = allowed
        ? [sign('allowed-failure'), `${status} (allowed)`]
        : [sign(status), status];
    const took = (0,format/* isLong */.x7)(seconds) ? ` after ${(0,format/* durationText */.S5)(seconds)}` : '';
    const title = [
        `${mark} <b>${code(name, 100)}</b> ${label}${took}`,
        ...place,
        escapeText(causeLine(reason, name), 140),
    ];
    const steps = [step, ...alsoIn].map(it => code(it)).join(', ');
    const within = name === step ? [] : [`In ${alsoIn.length > 0 ? 'steps' : 'step'} ${steps}.`];
    const reproduce = command === '' ? [] : ['Reproduce:', fence((0,format/* cutMiddle */.it)(command, Math.max(log, 500)), 'sh')];
    const text = log > 0 ? [fence((0,format/* cutMiddle */.it)(reason, log))] : [];
    return details(title.filter(part => part !== '').join(' · '), [...within, ...reproduce, ...text].join('\n\n'));
}
/** Separates the command that reproduces a failure from the end of its message. */
function splitCommand(message) {
    const at = message.lastIndexOf('\nReproduce: ');
    if (at < 0)
        return { reason: message, command: '' };
    return { reason: message.slice(0, at), command: message.slice(at + '\nReproduce: '.length) };
}
function becauseOfThem({ steps }) {
    const all = steps.flatMap(dependents);
    if (all.length === 0)
        return [];
    const names = all.map(({ name }) => code((0,lib_text/* escapeInvisible */.ts)(name)));
    return [
        `🔗 ${(0,format/* plural */.LS)(all.length, 'check')} failed only because a dependency failed: ${(0,format/* listed */.KE)(names, MAX_DEPENDENTS_SHOWN)}`,
    ];
}
/** Steps that passed only on a later attempt, each with its earlier failures. */
function flakyParts({ steps }, { log, open }) {
    const flaky = steps.filter(step => step.flaky);
    const shown = flaky.slice(0, open).map(step => foldedFlaky(step, log));
    const rest = flaky.length - shown.length;
    return rest > 0 ? [...shown, `… and ${(0,format/* plural */.LS)(rest, 'more flaky step')}.`] : shown;
}
function foldedFlaky({ name, attempts, earlier = [] }, log) {
    const title = `⚠️ <b>${code(name, 100)}</b> is flaky: it passed on attempt ${attempts}`;
    return details(title, earlier.map(one => attemptText(one, log)).join('\n\n'));
}
function attemptText({ attempt, status, seconds, error }, log) {
    const line = `Attempt ${attempt}: ${statusText(status)} after ${(0,format/* durationText */.S5)(seconds)}`;
    return log > 0 ? `${line}\n\n${fence((0,format/* cutMiddle */.it)(error.message, log))}` : line;
}

;// CONCATENATED MODULE: ./build/report/critical-path.js
/**
 * The longest chain of builds and downloads that waited for each other, first to last: more cores would not make the run
 * faster than this. Empty if nothing waited for anything.
 */
function criticalPath({ derivations, fetches, }) {
    const nodes = new Map();
    for (const { path, seconds } of fetches)
        nodes.set(path, { name: pathName(path), seconds, after: [] });
    for (const { drv, name, seconds, after = [] } of derivations)
        nodes.set(drv, { name, seconds, after });
    const best = longestTo(nodes);
    let at;
    for (const [id, { total }] of best)
        if (at === undefined || total > totalOf(best, at))
            at = id;
    const chain = [];
    for (; at !== undefined; at = best.get(at)?.before) {
        const { name = '', seconds = 0 } = nodes.get(at) ?? {};
        chain.unshift({ name, seconds });
    }
    return chain.length > 1 ? chain : [];
}
/** The longest chain that ends at each node. Not recursive, since chains can be long. */
function longestTo(nodes) {
    const best = new Map();
    const open = new Set();
    for (const root of nodes.keys()) {
        const stack = [root];
        for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
            const node = nodes.get(id);
            const todo = (node?.after ?? []).filter(it => nodes.has(it) && !best.has(it) && !open.has(it));
            open.add(id);
            if (!best.has(id) && todo.length > 0) {
                stack.push(...todo);
                continue;
            }
            stack.pop();
            if (node && !best.has(id))
                best.set(id, bestOf(node, best));
            open.delete(id);
        }
    }
    return best;
}
/** Nodes that are still open would form a cycle; they are not in `best` and are skipped. */
function bestOf({ seconds, after }, best) {
    let before;
    for (const id of after)
        if (best.has(id) && (before === undefined || totalOf(best, id) > totalOf(best, before)))
            before = id;
    return { total: seconds + (before === undefined ? 0 : totalOf(best, before)), before };
}
function totalOf(best, id) {
    return best.get(id)?.total ?? 0;
}
/** `/nix/store/HASH-hello-2.12` -> `hello-2.12`. */
function pathName(path) {
    return path.replace(/^.*\/[a-z0-9]{32}-/, '');
}

;// CONCATENATED MODULE: ./build/report/summary/slowest.js




const MAX_BUILDS_SHOWN = 10;
const MAX_LINKS_SHOWN = 12;
/** The ten slowest builds, and the critical path: the chain of builds and downloads that bounds the run from below. */
function slowestParts(data) {
    const { derivations } = data;
    const slow = derivations
        .filter(({ seconds }) => (0,format/* isLong */.x7)(seconds))
        .toSorted((a, b) => b.seconds - a.seconds)
        .slice(0, MAX_BUILDS_SHOWN);
    if (slow.length === 0)
        return [];
    const total = (0,report/* totalSeconds */.S3)(data);
    const isRemote = slow.some(({ machine }) => machine !== undefined);
    const hasPhases = slow.some(({ phases = [] }) => phases.length > 0);
    const columns = [
        ['Derivation', ({ name }) => code(name, 80)],
        ['Status', ({ status }) => statusText(status)],
        ['>Build', ({ seconds }) => time(seconds)],
        ['Share', ({ seconds }) => share(seconds, total)],
        ['Machine', ({ machine }) => (machine ? code(builderHost(machine), 60) : 'this one')],
        ['Longest phase', longestPhase],
    ];
    const unused = [...(isRemote ? [] : ['Machine']), ...(hasPhases ? [] : ['Longest phase'])];
    const shown = columns.filter(([name]) => !unused.includes(name));
    const ran = derivations.filter(({ status }) => status !== 'dependency-failed');
    const title = `### Slowest of ${(0,format/* plural */.LS)(ran.length, 'build')}`;
    return [`${title}\n\n${table(shown, slow)}`, ...chain(data, total)];
}
function longestPhase({ phases = [] }) {
    const [longest] = phases.toSorted((a, b) => b.seconds - a.seconds);
    return longest ? `${code(longest.name, 40)} ${(0,format/* durationText */.S5)(longest.seconds)}` : '';
}
/** `build@host:2222` of the URL of a remote builder. */
function builderHost(url) {
    return url.replace(/^[a-z-]+:\/\//, '').replace(/\?.*/s, '');
}
function chain(data, total) {
    const links = criticalPath(data);
    const seconds = links.reduce((sum, link) => sum + link.seconds, 0);
    if (links.length === 0 || !(0,format/* isLong */.x7)(seconds))
        return [];
    const shown = links
        .slice(-MAX_LINKS_SHOWN)
        .map(it => `${code(it.name, 60)} ${(0,format/* durationText */.S5)(it.seconds)}`);
    const hidden = links.length - shown.length;
    const before = hidden > 0 ? [`… ${hidden} before`] : [];
    const percent = total > 0 ? ` (${Math.round((seconds / total) * 100)}% of the run)` : '';
    return [
        `**Critical path**: ${(0,format/* durationText */.S5)(seconds)}${percent}, ${links.length} in sequence: ${[...before, ...shown].join(' → ')}`,
    ];
}

;// CONCATENATED MODULE: ./build/report/summary/gantt.js






/** GitHub does not draw longer diagrams. */
const MAX_DIAGRAM_LENGTH = 45_000;
const MAX_NAME_LENGTH = 50;
const MAX_BARS = 40;
/** Maximum for phases and steps, and for downloads; builds get the rest. */
const MAX_STEP_BARS = 18;
const MAX_FETCH_BARS = 6;
/** The timeline of the run as a folded Mermaid diagram; empty if the run was too short for one. */
function gantt(data, bars = MAX_BARS) {
    const total = (0,report/* totalSeconds */.S3)(data);
    if (total < 1 || bars === 0)
        return '';
    const run = longest(runBars(data), Math.min(MAX_STEP_BARS, bars));
    const fetched = longest(fetchBars(data), Math.min(MAX_FETCH_BARS, bars - run.length));
    const built = longest(data.derivations.map(buildBar), bars - run.length - fetched.length);
    const origin = data.startedAt.getTime();
    const lines = [
        'gantt',
        '  dateFormat x',
        // Clock time: Mermaid cannot draw an axis that starts at zero in every time zone.
        '  axisFormat %H:%M:%S',
        `  tickInterval ${tick(total)}`,
        ...section('Run', run, origin),
        ...section('Builds', built, origin),
        ...section('Downloads', fetched, origin),
    ];
    const drawing = lines.join('\n');
    if (drawing.length > MAX_DIAGRAM_LENGTH)
        return gantt(data, Math.floor(bars / 2));
    const everything = [...data.phases, ...data.steps, ...data.derivations, ...data.fetches];
    const all = everything.filter(({ seconds }) => seconds > 0).length;
    const shown = run.length + built.length + fetched.length;
    const of = shown < all ? ` (longest ${shown} of ${all})` : '';
    return details(`📊 Timeline${of}`, fence(drawing, 'mermaid'));
}
function runBars({ phases, steps }) {
    return [...phases, ...steps].map(one => ({ ...one, tag: (0,report/* hasFailed */.WN)(one) ? 'crit' : 'active' }));
}
function buildBar({ name, status, start, seconds, machine }) {
    const at = machine === undefined ? '' : ` on ${builderHost(machine)}`;
    return { name: name + at, tag: status === 'built' ? '' : 'crit', start, seconds };
}
function fetchBars({ fetches }) {
    return fetches.map(one => ({ ...one, name: pathName(one.path), tag: 'done' }));
}
/** The `count` longest bars, in order of their start. */
function longest(bars, count) {
    return bars
        .filter(({ seconds }) => seconds > 0)
        .toSorted((a, b) => b.seconds - a.seconds)
        .slice(0, Math.max(0, count))
        .toSorted((a, b) => a.start - b.start);
}
function section(name, bars, origin) {
    const lines = bars.map(({ name, tag, start, seconds }) => {
        const from = origin + Math.round(start * 1000);
        const to = origin + Math.max(Math.round((start + seconds) * 1000), Math.round(start * 1000) + 1);
        const title = `${taskName(name)} ${(0,format/* durationText */.S5)(seconds)}`;
        return `  ${title} :${tag === '' ? '' : `${tag}, `}${from}, ${to}`;
    });
    return lines.length === 0 ? [] : [`  section ${name}`, ...lines];
}
/** Words that Mermaid reads as the start of a statement. */
const KEYWORDS = /^(?=(?:section|title|dateFormat|axisFormat|tickInterval|inclusiveEndDates|topAxis|todayMarker|weekday|weekend|includes|excludes|accTitle|accDescr|click|call|href|gantt|vert|date|\d{4}-)\b)/i;
/** A name without anything that Mermaid interprets. */
function taskName(name) {
    const plain = name
        .replace(/[^\p{L}\p{N} ._+=/()-]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    return plain === '' ? '…' : (0,lib_text/* truncate */.xv)(plain, MAX_NAME_LENGTH).replace(KEYWORDS, '· ');
}
/** At most about ten labels on the axis. */
function tick(total) {
    const steps = [
        ['1second', 1],
        ['5second', 5],
        ['15second', 15],
        ['1minute', 60],
        ['5minute', 300],
        ['15minute', 900],
    ];
    return steps.find(([, seconds]) => total / seconds <= 10)?.[0] ?? '1hour';
}

;// CONCATENATED MODULE: ./build/report/summary/headline.js




/** The result, how much failed, the platform, and what took longest. */
function headline(data) {
    const { result, nix, store } = data;
    const about = nix
        ? escapeText(`Nix ${nix.version} (${nix.flavor}, ${nix.install}, ${nix.mode}) on ${nix.system}`)
        : 'no Nix';
    const facts = [failureCounts(data), (0,format/* durationText */.S5)((0,report/* totalSeconds */.S3)(data)), about, countsText(store)];
    const title = `## ${sign(result)} Nix CI: ${result}`;
    return [title, facts.filter(fact => fact !== '').join(' · '), slowest(data)]
        .filter(part => part !== '')
        .join('\n\n');
}
function failureCounts({ steps }) {
    const checks = steps.flatMap(step => ((0,report/* hasFailed */.WN)(step) ? (step.checks ?? []) : []));
    const good = ['built', 'cached', 'not-run'];
    const badChecks = checks.filter(({ status }) => !good.includes(status)).length;
    const cancelled = steps.filter(({ status }) => status === 'cancelled').length;
    const badSteps = steps.filter(report/* hasFailed */.WN).length - cancelled;
    const of = (bad, all, noun) => bad === 0 ? [] : [`${bad} of ${(0,format/* plural */.LS)(all, noun)}`];
    const all = [...of(badChecks, checks.length, 'check'), ...of(badSteps, steps.length, 'step')];
    const failed = all.length === 0 ? [] : [`**${all.join(' and ')} failed**`];
    const stopped = of(cancelled, steps.length, 'step').map(text => `**${text} canceled**`);
    const flaky = steps.filter(step => step.flaky).length;
    const unstable = flaky > 0 ? [`**${(0,format/* plural */.LS)(flaky, 'flaky step')}**`] : [];
    return [...failed, ...stopped, ...unstable].join(' · ');
}
/** The phase or step that took longest, and its longest build. */
function slowest(data) {
    const total = (0,report/* totalSeconds */.S3)(data);
    const longest = longestOf([...data.phases, ...data.steps]);
    if (!longest || longest.seconds < 1)
        return '';
    const within = ({ start }) => start >= longest.start && start < longest.start + longest.seconds;
    const build = longestOf(data.derivations.filter(within));
    const inIt = build && build.seconds >= 1
        ? `; longest build: ${code(build.name)} **${(0,format/* durationText */.S5)(build.seconds)}**`
        : '';
    const percent = Math.round((longest.seconds / total) * 100);
    return `🐢 Slowest: ${code(longest.name)} **${(0,format/* durationText */.S5)(longest.seconds)}** (${percent}%)${inIt}`;
}
function longestOf(all) {
    return all.reduce((most, one) => (most && most.seconds >= one.seconds ? most : one), undefined);
}

// EXTERNAL MODULE: ./build/model/step.js
var step = __webpack_require__(1710);
;// CONCATENATED MODULE: ./build/report/summary/matrix.js





/** Names in a cell. */
const MAX_NAMES = 20;
/** Rows that are not folded. */
const MAX_ROWS_SHOWN = 12;
/** The jobs of a plan's matrix: what each builds where, and how well they are balanced; empty without jobs. */
function matrixPart({ matrix = [], steps }, rows) {
    if (matrix.length === 0)
        return '';
    const items = matrix.reduce((sum, row) => sum + row.items.length, 0);
    const title = `### Matrix\n\n🧩 **${(0,format/* plural */.LS)(matrix.length, 'job')}** for ${(0,format/* plural */.LS)(items, 'build')}${balanceText(matrix)}`;
    const shown = matrix.slice(0, Math.min(rows, MAX_ROWS_SHOWN));
    const folded = matrix.slice(shown.length, rows);
    const hidden = matrix.length - shown.length - folded.length;
    return [
        title,
        jobsTable(shown),
        ...(folded.length > 0 ? [details((0,format/* plural */.LS)(folded.length, 'more job'), jobsTable(folded))] : []),
        ...(hidden > 0 ? [`… and ${hidden} more in the output matrix.`] : []),
        ...leftOut(steps),
    ].join('\n\n');
}
/** The steps that neither the plan nor a job of the matrix runs. */
function leftOut(steps) {
    const others = steps.filter(({ kind, status, reason }) => !step/* KIND_TRAITS */.Hx[kind].isDistributed &&
        kind !== 'eval' &&
        (status !== 'not-run' || reason === report/* PLANNED */.TZ));
    if (others.length === 0)
        return [];
    const names = (0,format/* listed */.KE)(others.map(({ name }) => code(name, 60)), MAX_NAMES);
    return [
        `⚠️ No job of the matrix runs ${names}: it has \`flake-check\` and \`build\` steps only. Run the others in a job of their own.`,
    ];
}
/** How long the jobs take, and how even that is. */
function balanceText(matrix) {
    const seconds = matrix.map(row => row.seconds);
    const total = seconds.reduce((sum, one) => sum + one, 0);
    if (total === 0)
        return '. No times are recorded yet.';
    const longest = Math.max(...seconds);
    const mean = total / matrix.length;
    return `, ${(0,format/* durationText */.S5)(total)} in all: the longest takes ${(0,format/* durationText */.S5)(longest)}, on average they take ${(0,format/* durationText */.S5)(mean)}.`;
}
function jobsTable(rows) {
    const columns = [
        ['Job', ({ name }) => code(name)],
        ['Runner', ({ os }) => escapeText([os].flat().join(', '))],
        ['>Expected', ({ seconds }) => timeIfAny(seconds)],
        ['Builds', builds],
    ];
    return table(columns, rows);
}
function builds({ system, items }) {
    const prefix = `checks.${system}.`;
    const short = (attribute) => attribute.startsWith(prefix) ? attribute.slice(prefix.length) : attribute;
    const names = items.map(({ attribute, step }) => code((0,lib_text/* escapeInvisible */.ts)(short(attribute) || step)));
    return (0,format/* listed */.KE)(names, MAX_NAMES);
}

;// CONCATENATED MODULE: ./build/report/summary/steps.js





/** The table of phases and steps, in order of their start. */
function stepsTable(data, rows) {
    const all = [...data.phases, ...data.steps].toSorted((a, b) => a.start - b.start);
    if (all.length === 0)
        return '';
    const total = (0,report/* totalSeconds */.S3)(data);
    const most = Math.max(...all.map(({ seconds }) => seconds));
    const columns = [
        ['Step', ({ name }) => escapeText(name, 100)],
        ['Kind', one => ('kind' in one ? one.kind : 'phase')],
        ['Status', state],
        ['>Time', one => (one.seconds === most ? `**${time(most)}**` : timeOf(one))],
        ['Share', ({ seconds }) => share(seconds, total)],
        ['Store', ({ counts = {} }) => countsText(counts).replaceAll(/(?<!,) /g, '&nbsp;')],
        // Only steps have a baseline; a phase may have the same name as a step.
        ['Baseline', one => ('kind' in one ? usually(data.baseline?.get(one.name), one.seconds) : '')],
    ];
    const optional = ['Store', 'Baseline'];
    const shown = columns.filter(([name, cell]) => !optional.includes(name) || all.some(cell));
    const rest = Math.max(0, all.length - rows);
    return `${table(shown, all.slice(0, rows))}${rest > 0 ? `\n\n… and ${rest} more.` : ''}`;
}
/** Empty for a step that did not run. */
function timeOf({ status, seconds }) {
    return status === 'not-run' ? timeIfAny(seconds) : time(seconds);
}
function state(one) {
    const attempts = 'attempts' in one && one.attempts > 1 ? steps_attemptsText(one) : '';
    const reason = 'reason' in one && one.reason ? `: ${escapeText(one.reason)}` : '';
    return `${statusText(one.status)}${attempts}${reason}`;
}
function steps_attemptsText({ flaky, attempts, status }) {
    if (status === 'success')
        return ` on attempt ${attempts}${flaky ? ', flaky' : ''}`;
    return ` after ${attempts} attempts`;
}
/** A longer list is folded. */
const MAX_NAMES_SHOWN = 10;
/** The derivations that a plan found in no cache; empty without a plan, or if that is unknown. */
function planPart({ toBuild, matrix, result }, rows) {
    if (!toBuild)
        return '';
    if (toBuild.length === 0)
        return result === 'success' && !matrix ? '📋 Plan: nothing to build.' : '';
    // The same ones of several systems have the same names.
    const unique = new Set(toBuild.map(drv => pathName(drv).replace(/\.drv$/, '')));
    const names = [...unique].map(name => code(name));
    const title = `📋 Plan: **${(0,format/* plural */.LS)(toBuild.length, 'derivation')}** to build`;
    const list = (0,format/* listed */.KE)(names, rows);
    if (toBuild.length <= MAX_NAMES_SHOWN)
        return `${title}: ${list}`;
    return details(title.replaceAll('**', ''), list);
}

;// CONCATENATED MODULE: ./build/report/summary/render.js











/** The runner discards a summary of more than 1 MiB (FileCommandManager.cs), and masking makes it longer. */
const MAX_SUMMARY_BYTES = 900 * 1024;
/** From everything to almost nothing: logs are cut first, then rows. */
const LEVELS = [
    { log: 40_000, rows: 1000 },
    { log: 15_000, rows: 1000 },
    { log: 5_000, rows: 1000 },
    { log: 1_500, rows: 1000 },
    { log: 500, rows: 1000 },
    { log: 0, rows: 1000 },
    { log: 0, rows: 300 },
    { log: 0, rows: 100 },
    { log: 0, rows: 30 },
    { log: 0, rows: 5 },
];
/** The summary of the job page in GitHub's Markdown, below its size limit, with a note if something was cut. */
function renderSummary(data) {
    const written = commandSummaryPart(data.stepSummaries ?? []);
    const room = MAX_SUMMARY_BYTES - Buffer.byteLength(written);
    let text = '';
    for (const limits of LEVELS) {
        text = render(data, limits);
        if (Buffer.byteLength(text) <= room)
            return `${text}${written === '' ? '' : `\n${written}`}`;
    }
    return `${wholeLines(text, room)}\n\n${cutNote({ log: 0, rows: 0 })}\n`;
}
function render(data, limits) {
    const { log, rows } = limits;
    const parts = [
        headline(data),
        data.failureReason ? fence((0,format/* cutMiddle */.it)(data.failureReason, Math.max(log, 2000))) : '',
        ...failureParts(data, { log, open: Math.min(10, rows), all: Math.floor(rows / 2) }),
        ...flakyParts(data, { log, open: Math.min(10, rows) }),
        planPart(data, rows),
        matrixPart(data, rows),
        stepsTable(data, rows),
        ...checksTables(data, rows),
        ...slowestParts(data),
        gantt(data),
        cachesPart(data),
        leftoversPart(data),
        cutNote(limits),
    ];
    return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}
function cutNote({ log, rows }) {
    const [most] = LEVELS;
    const cut = [
        ...(log === most?.log
            ? []
            : [log === 0 ? 'failure logs omitted' : `failure logs cut to ${log} characters`]),
        ...(rows === most?.rows ? [] : [`tables cut to ${rows} rows`]),
    ];
    return cut.length === 0
        ? ''
        : `_Shortened to stay below GitHub's limit of 1 MiB: ${cut.join(', ')}. The job's log and report.json are complete._`;
}

;// CONCATENATED MODULE: ./build/report/trace.js


/** The run as a Chrome trace. What ran in parallel is on separate lanes, whose slices never overlap. */
function renderTrace(data) {
    const groups = [
        ['Run', 'phases and steps', runSpans(data)],
        ['Builds', 'build', data.derivations.map(buildSpan)],
        ['Downloads', 'download', fetchSpans(data)],
    ];
    const events = groups.flatMap(([name, lane, spans], index) => group(index + 1, name, lane, spans));
    return {
        displayTimeUnit: 'ms',
        otherData: { startedAt: data.startedAt.toISOString(), result: data.result },
        traceEvents: [
            ...events.filter(({ ph }) => ph === 'M'),
            // The sort is stable: of two that start together the outer one stays first.
            ...events.filter(it => it.ph === 'X').toSorted((a, b) => a.ts - b.ts || b.dur - a.dur),
        ],
    };
}
function runSpans({ phases, steps }) {
    return [
        ...phases.map(({ name, start, seconds, status }) => span(name, 'phase', start, seconds, { status })),
        ...steps
            .filter(({ status }) => status !== 'not-run')
            .map(({ name, kind, start, seconds, status, attempts }) => span(name, 'step', start, seconds, { kind, status, attempts })),
    ];
}
function buildSpan(record) {
    const { drv, name, status, start, seconds, machine, phases = [] } = record;
    const outer = span(name, 'build', start, seconds, { drv, status, ...(0,object/* defined */.s)({ machine }) });
    const end = outer.slice.ts + outer.slice.dur;
    let free = outer.slice.ts;
    const inner = phases
        .toSorted((a, b) => a.start - b.start)
        .flatMap(phase => {
        const { slice } = span(phase.name, 'build-phase', phase.start, phase.seconds, {});
        const ts = Math.max(slice.ts, free);
        const dur = Math.min(slice.ts + slice.dur, end) - ts;
        if (dur < 1)
            return [];
        free = ts + dur;
        return [{ ...slice, ts, dur }];
    });
    return { ...outer, inner };
}
function fetchSpans({ fetches }) {
    return fetches.map(({ path, cache, bytes, start, seconds }) => span(pathName(path), 'fetch', start, seconds, { path, cache, bytes }));
}
function span(name, cat, start, seconds, args) {
    const ts = Math.max(0, Math.round(start * 1e6));
    const end = Math.round((start + seconds) * 1e6);
    // Slices of length zero break Perfetto's nesting.
    return { slice: { name, cat, ph: 'X', ts, dur: Math.max(1, end - ts), args }, inner: [] };
}
/** Puts each span on the first lane that is free at its start. */
function group(pid, name, laneName, spans) {
    const free = [];
    const slices = spans
        .toSorted((a, b) => a.slice.ts - b.slice.ts)
        .flatMap(({ slice, inner }) => {
        const found = free.findIndex(end => end <= slice.ts);
        const lane = found < 0 ? free.length : found;
        free[lane] = slice.ts + slice.dur;
        return [slice, ...inner].map(it => ({ ...it, pid, tid: lane + 1 }));
    });
    if (slices.length === 0)
        return [];
    const meta = (name, tid, args) => {
        return { name, ph: 'M', pid, tid, args };
    };
    return [
        meta('process_name', 0, { name }),
        meta('process_sort_index', 0, { sort_index: pid }),
        ...free.map((_, lane) => meta('thread_name', lane + 1, { name: `${laneName} ${lane + 1}` })),
        ...slices,
    ];
}

// EXTERNAL MODULE: ./build/steps/command-results.js
var command_results = __webpack_require__(4442);
// EXTERNAL MODULE: ./build/phases/matrix/rows.js + 1 modules
var rows = __webpack_require__(3619);
// EXTERNAL MODULE: ./build/phases/to-build.js
var to_build = __webpack_require__(1649);
;// CONCATENATED MODULE: ./build/phases/publish.js















/**
 * Reports a run as annotations, summary, files and outputs, whatever the result.
 * @param completed whether main reached its end
 * @returns whether everything that had to succeed did
 */
async function publish(run, completed, page, files) {
    run.progress?.end();
    run.outage.report(page);
    const success = completed && run.records.result === 'success';
    const stored = run.storeCache?.outcome(run.observed.derivations, run.observed.fetches);
    const derivations = await run.observed.withReferences();
    const data = redact(reportData(run, success, derivations, stored?.record), text => page.hide(text));
    annotate(data, page);
    annotateLast(run.commandResults, page);
    setOutputs(run, data, stored?.result, files);
    files.summary = renderSummary(data);
    await files.finish();
    if (run.folders)
        (0,checkpoint/* removeCheckpoint */.PI)(run.folders);
    return success;
}
/**
 * Saves checkpoint and outputs as if the process ended now; if it is killed, post reports them.
 * @param unfinished the current step and those after it, as they would be reported
 */
function saveInterim(run, folders, unfinished, page, files) {
    const data = reportData(run, false, run.observed.derivations, undefined);
    const all = redact({ ...data, steps: [...data.steps, ...unfinished] }, text => page.hide(text));
    (0,checkpoint/* saveCheckpoint */.s4)(folders, all);
    setOutputs(run, all, undefined, files);
    files.flush();
}
/** Reports for a run whose process was killed, in post. */
async function publishRecovered(data, folders, page, files) {
    page.annotate('error', { title: 'Nix CI: killed', message: data.failureReason ?? '' });
    annotate(data, page);
    writeFiles(data, folders);
    (0,checkpoint/* removeCheckpoint */.PI)(folders);
    files.summary = renderSummary(data);
    await files.finish();
}
/** Annotates what failed and how long everything took. */
function annotate(data, page) {
    for (const notice of timingNotices(data, page.annotationsLeft('notice')))
        page.annotate('notice', notice);
    for (const warning of flakyWarnings(data, page.annotationsLeft('warning')))
        page.annotate('warning', warning);
    // Errors come last, because GitHub shows the end of the log.
    for (const error of stepErrors(data, page.annotationsLeft('error')))
        page.annotate('error', error);
}
/** Annotations of commands get the rest of the budget. */
function annotateLast({ annotations, droppedAnnotations }, page) {
    let dropped = droppedAnnotations;
    for (const { kind, ...annotation } of annotations) {
        if (page.annotationsLeft(kind) > 0)
            page.annotate(kind, annotation);
        else
            dropped++;
    }
    if (dropped > 0)
        page.info(`${(0,format/* plural */.LS)(dropped, 'annotation')} from commands not shown on the job page: GitHub keeps ten of each kind.`);
}
/** Writes the report files, for later steps. @returns their paths by the names of the outputs */
function writeFiles(data, { shared }) {
    const write = (name, text) => writeText((0,external_node_path_.join)(shared, name), text);
    return {
        report: write('report.json', `${JSON.stringify(toReportFile(data), undefined, 2)}\n`),
        junit: write('junit.xml', renderJunit(data)),
        trace: write('trace.json', JSON.stringify(renderTrace(data))),
    };
}
function setOutputs(run, data, storeCache, files) {
    const { nix, folders, commandResults, trust, push } = run;
    const pushed = (push?.paths ?? []).map(path => `${path}\n`).join('');
    const outputs = {
        result: data.result,
        'nix-version': nix?.version,
        'nix-flavor': nix?.flavor,
        'nix-install': nix?.install,
        system: nix?.system,
        trusted: String(trust?.decision.trusted ?? false),
        push: push?.push ?? 'skipped',
        'push-reason': push?.reason ?? trust?.decision.reason,
        'store-cache': storeCache ?? 'off',
        'pushed-paths': folders && writeText((0,external_node_path_.join)(folders.shared, 'pushed-paths'), pushed),
        ...(0,to_build/* toBuildOutputs */.A)(run, data.result === 'success'),
        matrix: (0,rows/* matrixText */.v)(run.matrix ?? []),
        'failed-step': (0,recorder/* failedStep */.c)(data)?.name,
        'step-outputs': JSON.stringify((0,command_results/* stepOutputs */.tH)(commandResults)),
        timings: JSON.stringify(timingsOf(data)),
        ...(folders ? writeFiles(data, folders) : { report: '', junit: '', trace: '' }),
    };
    for (const [name, value] of Object.entries(outputs))
        files.outputs[name] = value ?? '';
}
/** The state of a run as the plain data that all reports are rendered from. */
function reportData({ records, nix, trust, push, plan, matrix, observed, caches, commandResults, failureReason, baseline, storeCache: store, }, success, derivations, storeCache) {
    const trusted = trust
        ? {
            trusted: trust.decision.trusted,
            push: push?.push ?? 'skipped',
            reason: push?.reason ?? trust.decision.reason,
        }
        : null;
    const { version, flavor, system, install, mode } = nix ?? {};
    const pushed = { pushed: push?.paths.length ?? 0, pushedBytes: push?.bytes ?? 0 };
    const phases = records.phases.map((phase) => (phase.name === 'push' ? { ...phase, counts: pushed } : phase));
    return {
        startedAt: records.startedAt,
        result: success ? 'success' : 'failure',
        nix: version && flavor && system && install && mode
            ? { version, flavor, system, install, mode }
            : null,
        trust: trusted,
        phases,
        steps: [...records.steps],
        derivations,
        fetches: store?.asOne(observed.fetches) ?? observed.fetches,
        store: { ...observed.counts, ...pushed },
        caches: storeCache ? [...caches, storeCache] : caches,
        leftovers: [...records.leftovers],
        stepSummaries: commandResults.summaries,
        ...(0,object/* defined */.s)({
            failureReason,
            baseline,
            toBuild: plan && isKnown(observed) ? [...observed.toBuild] : undefined,
            matrix,
        }),
    };
}
/** Whether a plan could name something, or found that nothing has to be built. */
function isKnown({ toBuild, needsMore }) {
    return toBuild.size > 0 || !needsMore;
}
function writeText(path, text) {
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
    (0,external_node_fs_.writeFileSync)(path, text);
    return path;
}
/** The output `timings`: phases and steps in order of their start. */
function timingsOf({ phases, steps }) {
    const all = [...phases.map(phase => ({ ...phase, kind: 'phase' })), ...steps];
    return all
        .toSorted((a, b) => a.start - b.start)
        .map(({ name, kind, seconds, status }) => ({ name, kind, seconds, status }));
}


/***/ })

};
