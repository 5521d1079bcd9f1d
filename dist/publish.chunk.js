export const id = 130;
export const ids = [130];
export const modules = {

/***/ 5130:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  annotate: () => (/* binding */ annotate),
  interim: () => (/* binding */ interim),
  publish: () => (/* binding */ publish),
  timingsOf: () => (/* binding */ timingsOf),
  toBuildOutputs: () => (/* binding */ toBuildOutputs),
  writeFiles: () => (/* binding */ writeFiles)
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
var annotation = __webpack_require__(8666);
// EXTERNAL MODULE: ./build/report/failures.js
var failures = __webpack_require__(2772);
// EXTERNAL MODULE: ./build/report/text.js
var report_text = __webpack_require__(3920);
;// CONCATENATED MODULE: ./build/report/annotations.js






/**
 * One notice a phase and step. Where there are more than `budget`, failed and then the slowest keep theirs and the last
 * notice lists the rest.
 */
function timingNotices({ phases, steps }, budget = annotation/* BUDGET */.o) {
    const all = [...phases, ...steps].toSorted((a, b) => a.start - b.start);
    if (all.length <= budget)
        return all.map(timingNotice);
    if (budget < 1)
        return [];
    const byWeight = all.toSorted((a, b) => Number((0,report/* hasFailed */.WN)(b)) - Number((0,report/* hasFailed */.WN)(a)) || b.seconds - a.seconds);
    const kept = new Set(byWeight.slice(0, budget - 1));
    const rest = all.filter(record => !kept.has(record));
    const list = rest.map(record => `${record.name}: ${timingText(record)}`);
    return [
        ...all.filter(record => kept.has(record)).map(timingNotice),
        { title: `${rest.length} more`, message: (0,format/* cutMiddle */.it)(list.join('\n'), annotation/* LONGEST */.z) },
    ];
}
/**
 * One error a check or dependency that failed, or a step where none of them explains it; what failed only because a
 * dependency did has none. The last one within the budget says how many more there are.
 */
function stepErrors({ steps }, budget = annotation/* BUDGET */.o) {
    const failed = (0,failures/* failuresOf */.d)({ steps }).filter(({ allowed }) => !allowed);
    if (failed.length <= budget)
        return failed.map(failureError);
    if (budget < 1)
        return [];
    const rest = failed.slice(budget - 1);
    const names = rest.map(({ name }) => name).join('\n');
    return [
        ...failed.slice(0, budget - 1).map(failureError),
        { title: `${rest.length} more failed`, message: (0,format/* cutMiddle */.it)(names, annotation/* LONGEST */.z) },
    ];
}
/** One warning a step that is flaky: it passed only after it had failed. */
function flakyWarnings({ steps }, budget = annotation/* BUDGET */.o) {
    const flaky = steps.filter(step => step.flaky);
    if (flaky.length <= budget)
        return flaky.map(flakyWarning);
    if (budget < 1)
        return [];
    const rest = flaky.slice(budget - 1);
    const names = rest.map(({ name }) => name).join('\n');
    return [
        ...flaky.slice(0, budget - 1).map(flakyWarning),
        { title: `${rest.length} more are flaky`, message: (0,format/* cutMiddle */.it)(names, annotation/* LONGEST */.z) },
    ];
}
function flakyWarning({ name, attempts, earlier = [] }) {
    const failed = earlier.map(({ attempt, status, error }) => `Attempt ${attempt}: ${status}. ${error.message}`);
    const message = [
        `${name} passed at attempt ${attempts}, after it had failed. Its test or build is not reliable: repair it, or it will fail again.`,
        ...failed,
    ].join('\n\n');
    return {
        title: `${name}: flaky`,
        message: (0,format/* cutMiddle */.it)(message, annotation/* LONGEST */.z),
        ...placeOf(earlier[0]?.error),
    };
}
/** `12.3 s · success · 3 built, 41 fetched (212 MB), 2 pushed`, and why where that is not plain. */
function timingText(record) {
    const parts = [
        `${record.seconds.toFixed(1)} s`,
        record.status,
        'reason' in record ? record.reason : undefined,
        'attempts' in record ? attemptsText(record) : undefined,
        record.counts ? (0,report_text/* countsText */.W)(record.counts) : undefined,
    ];
    return parts.filter(part => part).join(' · ');
}
function attemptsText({ flaky, attempts }) {
    if (flaky)
        return `flaky: attempt ${attempts}`;
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
        message: (0,format/* cutMiddle */.it)((0,format/* withLines */.Gy)(error.message, also), annotation/* LONGEST */.z),
        ...placeOf(error),
    };
}
function placeOf({ file, line, column } = {}) {
    return {
        ...(0,object/* defined */.s)({ file, line, column }),
    };
}

// EXTERNAL MODULE: ./build/report/checkpoint.js
var checkpoint = __webpack_require__(3941);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/report/junit/cases.js



/** The test cases of a step: its checks, and itself where these do not tell all. */
function casesOf(step) {
    const { status, earlier = [], expectation } = step;
    const cases = casesOfAttempt(step);
    if (status === 'allowed-failure')
        return cases.map(one => excuse(one, 'allowed failure'));
    if (expectation === 'met')
        return cases.map(one => excuse(one, 'failed as expected'));
    return earlier.length > 0 ? withReruns(cases, earlier, step) : cases;
}
/** A step that fails though none of its checks does is a case too, or the file would be green. */
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
    const told = cases.some(isFailed);
    const own = (0,failures/* failuresOf */.d)({ steps: [step] }).filter(({ name }) => name === step.name);
    const needsOwn = cases.length === 0 || ((0,report/* hasFailed */.WN)(step) && (!told || own.length > 0));
    if (!needsOwn)
        return cases;
    const error = { ...own[0]?.error, message: own.map(it => it.error.message).join('\n\n') };
    return [...cases, stepCase(own.length > 0 ? { ...step, error } : step)];
}
/**
 * Joins the cases of all attempts by their names. As Maven Surefire writes it: what passed at last is flaky, and what
 * did not has the first failure and then the others.
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
    // A dependency that is built at last is no case of its own there.
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
function checkCase({ name, status, evalSeconds, buildSeconds, fetchSeconds, error, reason, sameAs, }) {
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
        seconds: evalSeconds + buildSeconds + fetchSeconds,
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
/** What may fail must not turn a reader of this file red. */
function excuse(one, why) {
    if (!isFailed(one))
        return one;
    return { ...one, mark: 'skipped', message: `${why}: ${one.message ?? ''}` };
}

;// CONCATENATED MODULE: ./build/report/junit/junit.js





/** Characters of one failure's text. */
const LONGEST = 20_000;
/**
 * The run as JUnit XML: one test suite a step, its checks as test cases; a step without checks is its own. Failed is
 * `<failure>`; what failed because of something else, did not evaluate or ran out of time is `<error>`; what was not
 * run, what may fail and what failed as expected is `<skipped>`.
 */
function junitOf(data) {
    const suites = [
        ...data.steps.map((step, index) => suite(step.name, casesOf(step), timestamp(data, index))),
        ...(data.trouble ? [suite('Nix CI', [troubleCase(data.trouble)], timestamp(data))] : []),
    ];
    const count = (mark) => suites.flatMap(it => it.cases).filter(it => it.mark === mark);
    const attributes = attributesOf({
        name: 'Nix CI',
        tests: suites.flatMap(it => it.cases).length,
        failures: count('failure').length,
        errors: count('error').length,
        skipped: count('skipped').length,
        time: (0,report/* totalSeconds */.S3)(data).toFixed(3),
        timestamp: timestamp(data),
    });
    const body = suites.map(({ xml }) => xml).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes}>\n${body}</testsuites>\n`;
}
/** When a step began, or the run. */
function timestamp({ startedAt, steps }, index) {
    const after = index === undefined ? 0 : (steps[index]?.start ?? 0);
    return new Date(startedAt.getTime() + after * 1000).toISOString();
}
function suite(name, cases, began) {
    const count = (mark) => cases.filter(it => it.mark === mark).length;
    const attributes = attributesOf({
        name,
        tests: cases.length,
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
        time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
        timestamp: began,
    });
    const body = cases.map(one => caseXml(name, one)).join('');
    return { cases, xml: `  <testsuite${attributes}>\n${body}  </testsuite>\n` };
}
function troubleCase(message) {
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
/** Maven Surefire's elements for attempts that failed before the last passed, and for those after the first failure. */
const FLAKY = { failure: 'flakyFailure', error: 'flakyError' };
const RERUN = { failure: 'rerunFailure', error: 'rerunError' };
function junit_element(tag, { mark, type = '', message = '' }, text) {
    const [first = ''] = message.split('\n');
    const about = attributesOf({ message: first, ...(mark === 'skipped' ? {} : { type }) });
    return text === '' ? `<${tag}${about}/>` : `<${tag}${about}>${text}</${tag}>`;
}
function textOf({ mark, message = '' }) {
    return mark === 'skipped' ? '' : escapeXml((0,format/* cutMiddle */.it)(message, LONGEST));
}
function stackTrace(text) {
    return `<stackTrace>${text}</stackTrace>`;
}
function attributesOf(attributes) {
    return Object.entries(attributes)
        .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
        .join('');
}
/** For text and attributes. What XML 1.0 cannot hold at all is left out. */
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

/** The run without secrets in the texts that commands and builds printed. */
function redact(data, hide) {
    return {
        ...data,
        steps: data.steps.map(step => maskedStep(step, hide)),
        leftovers: data.leftovers.map(one => ({ ...one, command: hide(one.command) })),
        ...(data.trouble === undefined ? {} : { trouble: hide(data.trouble) }),
        ...(data.ownSummaries === undefined
            ? {}
            : { ownSummaries: data.ownSummaries.map(own => ({ ...own, text: hide(own.text) })) }),
    };
}
function maskedStep(step, hide) {
    const { reason, earlier } = step;
    const hidden = (error) => ({ ...error, message: hide(error.message) });
    return {
        ...(0,errors_in/* mapErrors */.c)(step, hidden),
        ...(reason === undefined ? {} : { reason: hide(reason) }),
        ...(earlier ? { earlier: earlier.map(attempt => (0,errors_in/* mapErrors */.c)(attempt, hidden)) } : {}),
    };
}

;// CONCATENATED MODULE: ./build/report/report-json.js
/** What `report.json` holds of a run: all but what only the trace and the summary need. */
function reportFile(data) {
    const { startedAt, result, trouble, trust, nix, store, caches, leftovers } = data;
    return {
        schema: 1,
        startedAt: startedAt.toISOString(),
        result,
        ...(trouble === undefined ? {} : { error: { message: trouble } }),
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

// EXTERNAL MODULE: ./build/report/summary/render.js + 11 modules
var render = __webpack_require__(489);
// EXTERNAL MODULE: ./build/report/critical-path.js
var critical_path = __webpack_require__(7636);
;// CONCATENATED MODULE: ./build/report/trace.js

/** The run as a Chrome trace: what ran side by side is on lanes of its own, which never overlap. */
function traceOf(data) {
    const groups = [
        ['Run', 'phases and steps', runSpans(data)],
        ['Builds', 'build', data.derivations.map(buildSpan)],
        ['Downloads', 'download', fetchSpans(data)],
    ];
    const events = groups.flatMap(([name, lane, spans], index) => group(index + 1, name, lane, spans));
    const isName = ({ ph }) => ph === 'M';
    return {
        displayTimeUnit: 'ms',
        otherData: { startedAt: data.startedAt.toISOString(), result: data.result },
        traceEvents: [
            ...events.filter(isName),
            // Stable: of two that begin together the outer one stays first.
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
    const { drv, name, status, start, seconds, phases = [] } = record;
    const outer = span(name, 'build', start, seconds, { drv, status });
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
    return fetches.map(({ path, cache, bytes, start, seconds }) => span((0,critical_path/* pathName */.D)(path), 'fetch', start, seconds, { path, cache, bytes }));
}
function span(name, cat, start, seconds, args) {
    const ts = Math.max(0, Math.round(start * 1e6));
    const end = Math.round((start + seconds) * 1e6);
    // Slices without a length break Perfetto's nesting.
    return { slice: { name, cat, ph: 'X', ts, dur: Math.max(1, end - ts), args }, inner: [] };
}
/** Each span goes to the first lane that is free when it begins. */
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
    const meta = (what, tid, text) => ({
        name: what,
        ph: 'M',
        pid,
        tid,
        args: { name: text },
    });
    const order = {
        name: 'process_sort_index',
        ph: 'M',
        pid,
        tid: 0,
        args: { sort_index: pid },
    };
    const threads = free.map((_, lane) => meta('thread_name', lane + 1, `${laneName} ${lane + 1}`));
    return [meta('process_name', 0, name), order, ...threads, ...slices];
}

;// CONCATENATED MODULE: ./build/phases/publish.js












/** Tells of a run wherever it is looked for: annotations, summary, files, outputs. Whatever the result. */
async function publish(run, success, page, files) {
    const stored = await run.storeCache?.outcome(run.observed.derivations);
    const derivations = await run.observed.withReferences();
    const data = redact(runData(run, success, derivations, stored?.record), text => page.hide(text));
    annotate(data, page);
    annotateLast(run.commandResults, page);
    setOutputs(run, data, stored?.result, files);
    files.summary = (0,render/* renderSummary */.B)(data);
    await files.finish();
    if (run.folders)
        (0,checkpoint/* removeProgress */.ME)(run.folders);
}
/**
 * Leaves everything as it would have to be if the process ended now; post tells of it then.
 * @param unfinished the step that runs and those after it, as they would be reported
 */
function interim(run, folders, unfinished, page, files) {
    const data = runData(run, false, run.observed.derivations, undefined);
    const all = redact({ ...data, steps: [...data.steps, ...unfinished] }, text => page.hide(text));
    (0,checkpoint/* saveCheckpoint */.s4)(folders, all);
    setOutputs(run, all, undefined, files);
    files.flush();
}
/** Tells in the log and at the top of the job page what failed and what everything took. */
function annotate(data, page) {
    for (const notice of timingNotices(data, page.left('notice')))
        page.annotate('notice', notice);
    for (const warning of flakyWarnings(data, page.left('warning')))
        page.annotate('warning', warning);
    // The end of a log is what a reader is shown.
    for (const error of stepErrors(data, page.left('error')))
        page.annotate('error', error);
}
/** What commands had to say gets what is left of the budget. */
function annotateLast({ annotations, unheard }, page) {
    let more = unheard;
    for (const { kind, ...annotation } of annotations) {
        if (page.left(kind) > 0)
            page.annotate(kind, annotation);
        else
            more++;
    }
    if (more > 0)
        page.info(`${(0,format/* plural */.LS)(more, 'annotation')} of commands are in the log only: GitHub keeps ten of a kind.`);
}
/** Writes the files of a run for later steps. @returns their paths by the names of the outputs */
function writeFiles(data, { shared }) {
    const write = (name, text) => writeText((0,external_node_path_.join)(shared, name), text);
    return {
        report: write('report.json', `${JSON.stringify(reportFile(data), undefined, 2)}\n`),
        junit: write('junit.xml', junitOf(data)),
        trace: write('trace.json', JSON.stringify(traceOf(data))),
    };
}
function setOutputs(run, data, storeCache, files) {
    const { nix, folders, commandResults: leavings, trust, push } = run;
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
        ...toBuildOutputs(run, data.result === 'success'),
        'failed-step': (0,recorder/* failedStep */.c)(data)?.name,
        'step-outputs': JSON.stringify(leavings.outputs),
        timings: JSON.stringify(timingsOf(data)),
        ...(folders ? writeFiles(data, folders) : { report: '', junit: '', trace: '' }),
    };
    for (const [name, value] of Object.entries(outputs))
        files.outputs[name] = value ?? '';
}
/** A run as the plain data that every report is made of. */
function runData({ records, nix, trust, push, plan, observed, caches, commandResults: leavings, failureReason: trouble, baseline, }, success, derivations, storeCache) {
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
        fetches: observed.fetches,
        store: { ...observed.counts, ...pushed },
        caches: storeCache ? [...caches, storeCache] : caches,
        leftovers: [...records.leftovers],
        ownSummaries: leavings.summaries,
        ...(0,object/* defined */.s)({ trouble }),
        ...(plan ? { toBuild: [...observed.toBuild] } : {}),
        ...(0,object/* defined */.s)({ baseline }),
    };
}
function writeText(path, text) {
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
    (0,external_node_fs_.writeFileSync)(path, text);
    return path;
}
/** What fits into an output beside the others: a job's may be 1 MB together. */
const MOST = 500;
/**
 * The outputs `needs-build` and `to-build`: what a plan found to be in no cache, or without one what the run had to
 * build, whether or not that went well. Not known where Nix could not be had, or a plan failed before it found anything.
 */
function toBuildOutputs({ plan, nix, observed }, success) {
    // Without a plan it also asked for what it did not build, as under --no-build.
    const built = plan ? [] : observed.derivations.map(({ drv }) => drv);
    const all = new Set([...built, ...observed.toBuild]);
    const isKnown = all.size > 0 || (plan ? success : nix !== undefined);
    return {
        'needs-build': isKnown ? String(all.size > 0) : '',
        'to-build': isKnown ? JSON.stringify([...all].slice(0, MOST)) : '',
    };
}
/** The output `timings`: phases and steps in the order in which they began. */
function timingsOf({ phases, steps }) {
    const all = [...phases.map(phase => ({ ...phase, kind: 'phase' })), ...steps];
    return all
        .toSorted((a, b) => a.start - b.start)
        .map(({ name, kind, seconds, status }) => ({ name, kind, seconds, status }));
}


/***/ }),

/***/ 7636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ pathName),
/* harmony export */   v: () => (/* binding */ criticalPath)
/* harmony export */ });
/**
 * The chain of builds and downloads, each of which waited for the one before it, that took the longest: with more
 * cores the run would not be faster than this. First to last; empty where nothing waited for anything.
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
/** For each node the longest chain that ends there. Without recursion: chains can be long. */
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
/** What is still open would be a ring: it is not in `best`, and is left out. */
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


/***/ }),

/***/ 2772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ dependents),
/* harmony export */   d: () => (/* binding */ failuresOf)
/* harmony export */ });
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);
/* harmony import */ var _model_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3938);


/** Statuses of checks that failed by themselves. */
const OWN = ['eval-error', 'failed', 'timeout'];
/**
 * What failed, one entry a cause, in the order of the steps: the checks and dependencies of a step that failed and what
 * else went wrong in it, or the step where nothing of this explains it. What failed only because a dependency did is not
 * among them.
 */
function failuresOf({ steps }) {
    const all = steps.flatMap(step => {
        const allowed = step.status === 'allowed-failure';
        const failed = (0,_model_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN)(step) || allowed;
        // Where another failure was expected the step itself tells all.
        const told = failed && step.expectation !== 'missed';
        const parts = told ? [...failedChecks(step), ...failedDependencies(step)] : [];
        // A step that ran out of time is no fault of what failed before, and tells of all the rest.
        const isCut = (0,_model_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN)(step) && step.status !== 'failure';
        // One alone is what the step's own error tells.
        const others = parts.length > 0 || (step.otherErrors?.length ?? 0) > 1;
        const causes = told && others && !isCut ? [...parts, ...otherErrors(step)] : parts;
        const own = failed && (causes.length === 0 || isCut);
        const itself = {
            name: step.name,
            step: step.name,
            status: allowed ? 'failure' : step.status,
            seconds: step.seconds,
            error: step.error ?? { message: step.reason ?? step.status },
            sameAs: step.sameAs,
        };
        return [...causes, ...(own ? [itself] : [])].map(item => ({ ...item, allowed }));
    });
    return onceEach(all);
}
/** Several steps can build the same: what fails in the very same way in a later one is not told again. */
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
    const told = [...known].find(([, one]) => sameAs !== undefined && isFirst(one));
    return told?.[0] ?? JSON.stringify([name, status, error, allowed]);
}
/** Checks that failed only because something else did. */
function dependents({ checks = [] }) {
    return checks.filter(({ status }) => status === 'dependency-failed');
}
/** Without an error a check's status says all there is, and the step's error the rest. */
function failedChecks({ name: step, checks = [] }) {
    const ended = checks.filter(({ status, error }) => OWN.includes(status) && error !== undefined);
    return ended
        .toSorted((a, b) => OWN.indexOf(a.status) - OWN.indexOf(b.status))
        .map(({ name, status, evalSeconds, buildSeconds, error }) => {
        const seconds = status === 'eval-error' ? evalSeconds : buildSeconds;
        return {
            name: (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeInvisible */ .ts)(name),
            step,
            status,
            seconds,
            error: error ?? { message: status },
        };
    });
}
function otherErrors({ name, seconds, otherErrors = [] }) {
    return otherErrors.map(error => ({ name, step: name, status: 'failure', seconds, error }));
}
function failedDependencies({ name: step, failedDependencies: failed = [] }) {
    return failed.map(({ name, status, seconds, error }) => ({ name, step, status, seconds, error }));
}


/***/ }),

/***/ 489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ renderSummary)
});

// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/report/summary/markdown.js


/** What has a meaning in Markdown, HTML, tables, mentions and math. */
const SPECIAL = /[&<>`*[\]\\|~@$]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;
/** What would begin a list, a heading or a rule. */
const FIRST = /^(?:[#+=-]|\d(?=\d*[.)]))/;
/** What a browser would not show, or show in another order than it is written. */
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;
/** Text of others in a line of Markdown, a table's cell or HTML, as code: nothing in it is acted upon. */
function code(text, longest = 120) {
    return `<code>${encoded(text, longest).replaceAll('://', '&#58;//') || ' '}</code>`;
}
/** Text of others in a line of Markdown, a table's cell or HTML: nothing in it is acted upon. */
function escapeText(text, longest = 300) {
    // A mention is looked for in what the entities have become.
    return encoded(text, longest).replaceAll('&#64;', '&#64;&#8203;');
}
/** A block that shows the text as it is, without terminal colours; its fence is longer than any inside. */
function fence(text, language = 'text') {
    const shown = (0,external_node_util_.stripVTControlCharacters)(text)
        .replace(/\r\n?/g, '\n')
        .replace(UNSEEN, '')
        .replace(/\n+$/, '');
    const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
    const mark = '`'.repeat(longest + 1);
    return `${mark}${language}\n${shown}\n${mark}`;
}
/** A table; cells are Markdown without line ends. A column whose name starts with `>` is aligned right. */
function table(columns, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const names = columns.map(name => name.replace(/^>/, ''));
    const rule = columns.map(name => (name.startsWith('>') ? '---:' : '---'));
    return [names, rule, ...rows].map(line).join('\n');
}
/** Folded Markdown; `title` is HTML. */
function details(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function encoded(text, longest) {
    const line = (0,external_node_util_.stripVTControlCharacters)(text).replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
    const cut = line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
    return cut.replace(SPECIAL, entity).replace(FIRST, entity);
}
function entity(char) {
    return NAMED[char] ?? `&#${char.codePointAt(0)};`;
}
const NAMED = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const SIGNS = {
    success: '✅',
    failure: '❌',
    'allowed-failure': '⚠️',
    timeout: '⏱️',
    cancelled: '🚫',
    'not-run': '⏭️',
    skipped: '⏭️',
    built: '✅',
    cached: '✅',
    failed: '❌',
    'eval-error': '❌',
    'dependency-failed': '🔗',
};
/** The sign of a status of a phase, step, check or derivation. */
function sign(status) {
    return SIGNS[status] ?? '❔';
}
/** `❌ failed`. */
function statusText(status) {
    return `${sign(status)} ${status}`;
}
/** A duration in a table's cell, which no line break tears apart. */
function time(seconds) {
    const text = (0,format/* durationText */.S5)(seconds);
    return seconds < 59 ? text : text.replaceAll(' ', '&nbsp;');
}
/** The same, and nothing where it took next to none. */
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
/** A bar of at most ten blocks and the percentage that `part` is of `whole`. */
function share(part, whole) {
    if (whole <= 0)
        return '';
    const ratio = Math.min(1, part / whole);
    const blocks = ratio < 0.005 ? 0 : Math.max(1, Math.round(ratio * 10));
    return blocks === 0 ? '' : `${'█'.repeat(blocks)}&nbsp;${Math.round(ratio * 100)}&nbsp;%`;
}

;// CONCATENATED MODULE: ./build/report/summary/caches.js


/** What the caches gave, one line a cache, and one why ours was filled or not. */
function cachesPart({ caches, trust, fetches }) {
    const given = new Map();
    for (const { cache, bytes } of fetches) {
        const url = cache.replace(/\/$/, '');
        const one = given.get(url) ?? { paths: 0, bytes: 0 };
        given.set(url, { paths: one.paths + 1, bytes: one.bytes + bytes });
    }
    const gave = (url) => {
        const one = given.get(url.replace(/\/$/, ''));
        return one ? `, gave ${(0,format/* plural */.LS)(one.paths, 'path')} (${(0,format/* bytesText */.pV)(one.bytes)})` : '';
    };
    const lines = caches.map(({ name, url, use, reason }) => {
        const pushed = trust?.push === 'pushed' ? 'read and pushed to' : 'read';
        const state = { off: 'not read', read: 'read', push: pushed }[use];
        const place = url === '' || url === name ? '' : ` (${escapeText(url)})`;
        return `- ${escapeText(name)}${place}: ${state}${reason ? `: ${escapeText(reason)}` : ''}${gave(url)}`;
    });
    const known = new Set(caches.map(({ url }) => url.replace(/\/$/, '')));
    const others = [...given.keys()].filter(url => !known.has(url)).slice(0, 20);
    const all = [...lines, ...others.map(url => `- ${escapeText(url)}: read${gave(url)}`)];
    const why = trust && trust.reason !== '' && caches.length > 0 ? [escapeText(trust.reason, 600)] : [];
    if (all.length === 0)
        return '';
    return ['### Caches', '', ...all, ...why.map(reason => `- ${reason}`)].join('\n');
}
/** Processes that steps left running; empty without any. */
function leftoversPart({ leftovers }) {
    if (leftovers.length === 0)
        return '';
    const lines = leftovers.slice(0, 20).map(({ step, pid, command, ports }) => {
        const listens = ports.length === 0 ? '' : `, listening on ${ports.join(', ')}`;
        return `- ${code(step)} left ${code(command)} (pid ${pid}${listens})`;
    });
    const more = leftovers.length > 20 ? [`- … and ${leftovers.length - 20} more`] : [];
    return ['### Left running', '', ...lines, ...more].join('\n');
}

// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/model/report.js
var report = __webpack_require__(3938);
;// CONCATENATED MODULE: ./build/report/summary/checks.js




/** In the order in which a reader wants them. */
const ORDER = [
    'eval-error',
    'failed',
    'timeout',
    'dependency-failed',
    'built',
    'not-run',
    'cached',
];
const BAD = 4;
/** Rows that are not folded: every failure up to this many, else what became slower and what was slowest. */
const OPEN_BAD = 25;
const OPEN_BUILT = 10;
/**
 * The checks of each step that has some: counts, failures first, the slowest, the others folded, cached ones a list of
 * names.
 * @param rows at most so many rows a step, open and folded
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
    const bad = sorted.filter(({ status }) => ORDER.indexOf(status) < BAD);
    const built = sorted
        .filter(({ status }) => status === 'built')
        .toSorted((a, b) => Number(isSlower(b, data)) - Number(isSlower(a, data)));
    const unrun = sorted.filter(({ status }) => status === 'not-run');
    // What should have been tested and was not is no less than what failed.
    const missed = unrun.filter(({ reason }) => reason !== undefined);
    const rest = unrun.filter(({ reason }) => reason === undefined);
    const cached = sorted.filter(({ status }) => status === 'cached');
    const open = [
        ...bad.slice(0, OPEN_BAD),
        ...missed.slice(0, OPEN_BUILT),
        ...built.slice(0, OPEN_BUILT),
    ].slice(0, rows);
    const more = [
        ...bad.slice(OPEN_BAD),
        ...missed.slice(OPEN_BUILT),
        ...built.slice(OPEN_BUILT),
        ...rest,
    ];
    const folded = more.slice(0, Math.max(0, rows - open.length));
    const prefix = commonPrefix(checks);
    const tableOf = (some) => checksTable(some, prefix, data);
    const left = more.length - folded.length;
    return [
        ...(open.length === 0 ? [] : [tableOf(open)]),
        ...(folded.length === 0
            ? []
            : [
                details(`${(0,format/* plural */.LS)(folded.length, open.length > 0 ? 'more check' : 'check')} of ${escapeText(step, 100)}`, tableOf(folded)),
            ]),
        ...(left === 0 ? [] : [`… and ${left} more in report.json.`]),
        ...cachedList(cached, prefix, rows),
        ...elsewhere(rest, data),
    ];
}
/** `❌ 2 failed · ✅ 10 built · ✅ 40 cached · 🔺 3 slower than usual`. */
function counts(checks, data) {
    const numbers = ORDER.flatMap(status => {
        const count = checks.filter(check => check.status === status).length;
        const [mark, ...words] = statusText(status).split(' ');
        return count === 0 ? [] : [`${mark} **${count}** ${words.join(' ')}`];
    });
    const slower = checks.filter(check => isSlower(check, data)).length;
    return [...numbers, ...(slower > 0 ? [`🔺 **${slower}** slower than usual`] : [])].join(' · ');
}
function checksTable(checks, prefix, { baseline }) {
    const below = prefix === '' ? '' : ` (${code(prefix)}…)`;
    const columns = [
        [`Check${below}`, ({ name }) => code((0,lib_text/* escapeInvisible */.ts)(name.slice(prefix.length)))],
        [
            'Status',
            ({ status, reason }) => `${statusText(status)}${reason ? `: ${escapeText(reason)}` : ''}`,
        ],
        ['>Evaluation', ({ evalSeconds }) => timeIfAny(evalSeconds)],
        ['>Build', ({ status, buildSeconds }) => (status === 'built' ? time : timeIfAny)(buildSeconds)],
        ['>Fetch', ({ fetchSeconds }) => timeIfAny(fetchSeconds)],
        ['Usually', it => (isTimed(it) ? usually(baseline?.get(it.name), (0,report/* checkSeconds */.Yx)(it)) : '')],
    ];
    const shown = columns.filter(([, cell]) => checks.some(check => cell(check) !== ''));
    return table(shown.map(([name]) => name), checks.map(check => shown.map(([, cell]) => cell(check))));
}
function cachedList(cached, prefix, rows) {
    if (cached.length === 0)
        return [];
    const evaluation = cached.reduce((sum, { evalSeconds }) => sum + evalSeconds, 0);
    const took = (0,format/* isLong */.x7)(evaluation) ? `, evaluated in ${(0,format/* durationText */.S5)(evaluation)}` : '';
    const names = cached
        .slice(0, rows)
        .map(({ name }) => code((0,lib_text/* escapeInvisible */.ts)(name.slice(prefix.length))));
    const left = cached.length - names.length;
    const more = left > 0 ? [`and ${left} more`] : [];
    return [details(`✅ ${cached.length} cached${took}`, [...names, ...more].join(', '))];
}
/** Why checks were not run that evaluated. */
function elsewhere(rest, { nix }) {
    const others = rest.filter(({ name }) => nix && (0,report/* isOfOtherSystem */.Vh)(name, nix.system));
    if (others.length === 0)
        return [];
    return [`${(0,format/* plural */.LS)(others.length, 'check')} of other systems: evaluated, not built.`];
}
/** A check that failed or came from a cache tells nothing of how long it usually takes. */
function isTimed({ status }) {
    return status === 'built';
}
function isSlower(check, { baseline }) {
    return isTimed(check) && baseline?.get(check.name)?.verdict === 'slower';
}
function secondsOf(check) {
    return (0,report/* checkSeconds */.Yx)(check) + check.fetchSeconds;
}
/** `checks.x86_64-linux.` where all names begin so. */
function commonPrefix(checks) {
    const first = /^[\w-]+\.[\w-]+\./.exec(checks[0]?.name ?? '')?.[0] ?? '';
    const isCommon = checks.every(({ name }) => name.startsWith(first) && name !== first);
    return isCommon ? first : '';
}

;// CONCATENATED MODULE: ./build/report/summary/sanitize.js

/** What GitHub leaves in a summary (its HTML sanitizer); the rest is shown as text. */
const TAGS = new Set('a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt ul var wbr'.split(' '));
/** These hold nothing, or end with their table. */
const ENDLESS = new Set('br caption hr img source tbody td tfoot th thead tr wbr'.split(' '));
/** Ends one level of what Markdown nests around HTML. */
const ROUND = '</table></dd></dt></li></ul></ol></blockquote>';
/** What Markdown may have begun; a browser keeps no more than three alike. (HTML, active formatting elements) */
const EMPHASIS = '</em></strong></del></code></a>'.repeat(3);
/** Of more open elements or levels a text is shown as it is written. */
const MOST_OPEN = 200;
const MOST_LEVELS = 30;
const VALUE = /(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+)/.source;
const ATTRIBUTE = `[ \\t]+[a-z_:][\\w.:-]*(?:[ \\t]*=[ \\t]*${VALUE})?`;
const TAG = new RegExp(`^<(/?)([a-z][a-z0-9]*)(?:${ATTRIBUTE})*[ \\t]*/?>`, 'i');
/** What may be one or the beginning of one. */
const MAYBE_TAG = /<(?=[a-z/!?])/gi;
/** A space of no width: it is seen neither in text nor in code, and what it stands in is no tag. */
const UNTAGGED = '<\u200b';
/** An element that begins and ends within a line, with nothing between that could make text of one of both. */
const CLOSED = /<([a-z][a-z0-9]*)(?:[ \t][^<>]*)?>[^<>`\\\]\n]*<\/\1>/gi;
const DEEPEST = 10;
const FENCE = /^(`{3,}|~{3,})(.*)$/;
/**
 * The Markdown of somebody else, with its formatting, so that nothing in it has an effect on what comes behind: HTML that
 * is no whole tag is shown as text, an open fence is closed, and so are elements. What could be open in Markdown in
 * another way stands in a quote, which ends with the quote.
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
    // The comment makes a line of HTML of it, whatever the first end is.
    return ends === '' ? body : `${body}\n\n<!-- -->${ends}`;
}
/**
 * Shows what is no whole tag as text, but within fences that are certain: those that begin a line at its first
 * character, where no HTML is open.
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
        const begins = run !== '' && !(run.startsWith('`') && info.includes('`'));
        if (begins && !isHtml && !isUnsure) {
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
 * Ends for all that the lines may leave open; an end without a beginning does nothing.
 * @returns undefined where they are too many
 */
function endsOf(lines) {
    let rest = lines.join('\n');
    for (let i = 0; i < DEEPEST; i++)
        rest = rest.replace(CLOSED, '');
    const open = [...rest.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase());
    if (open.length === 0)
        return '';
    const inner = open.filter(name => !ENDLESS.has(name));
    const levels = 1 + Math.max(...lines.map(levelsOf));
    if (inner.length > MOST_OPEN || levels > MOST_LEVELS)
        return undefined;
    const ends = inner
        .toReversed()
        .map(name => `</${name}>`)
        .join('');
    // Bold and the like are taken up again behind what ended before them, so they are ended twice.
    return `${ends}${ROUND.repeat(levels)}${ends}${EMPHASIS}`;
}
/** At most so many lists and quotes are around what is in a line. */
function levelsOf(line) {
    const [prefix = ''] = /^(?:[ \t>*+-]|\d+[.)])*/.exec(line.replaceAll('\t', '    ')) ?? [];
    const spaces = prefix.replace(/[^ ]/g, '').length;
    return prefix.replace(/\d+|[ ]/g, '').length + Math.ceil(spaces / 2);
}

;// CONCATENATED MODULE: ./build/report/summary/command-summaries.js


/** Bytes that the commands' own summaries may take. */
const LARGEST = 400 * 1024;
/** What commands wrote to their GITHUB_STEP_SUMMARY, each below the name of its step, in bounds. */
function commandSummaryPart(summaries) {
    let left = LARGEST;
    let kept = 0;
    const parts = summaries.map(({ step, text }) => {
        const heading = `### Written by ${code(step, 100)}\n\n`;
        const part = fitting(text, Math.max(0, left - Buffer.byteLength(heading) - 1));
        if (part.shown === '')
            return '';
        kept += part.size;
        const whole = `${heading}${part.shown}\n`;
        left -= Buffer.byteLength(whole);
        return whole;
    });
    const size = summaries.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    const note = kept < size
        ? [
            `_The summaries that commands wrote are ${size} bytes; the first ${kept} follow, because GitHub takes 1 MiB at most._\n`,
        ]
        : [];
    return [...note, ...parts.filter(part => part !== '')].join('\n');
}
/** As many whole lines of a text as fit when they are contained, and their bytes before that. */
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
/** As many whole lines as fit into so many bytes. */
function wholeLines(text, size) {
    if (Buffer.byteLength(text) <= size)
        return text;
    const bytes = Buffer.from(text);
    return size <= 0 ? '' : bytes.subarray(0, bytes.lastIndexOf('\n', size) + 1).toString();
}

// EXTERNAL MODULE: ./build/report/failures.js
var report_failures = __webpack_require__(2772);
;// CONCATENATED MODULE: ./build/report/summary/cause-line.js
const LOG = /^The last lines of its log:$/m;
/** What only says that something failed, which stands beside it already, or what else did. */
const EMPTY = /^(?:(?:the build of .* )?failed with exit code \d+\.|the step was cancelled\.|error:|exit code \d+|… while .*|Derivation: .*|Also failed because of .*)$/i;
/** What the line with the reason often has in it, and a line that says all is well has not. */
const TELLING = /\b(?:error|fail(?:ed|ure|s)?|fatal|panicked|assert\w*|cannot|could not|not found|no such|undefined|denied|expected|exception)\b/i;
const WELL = /\b(?:0|no) (?:errors?|failed|failures?|warnings?)\b/i;
/** Of a log the end tells. */
const LAST = 10;
/**
 * Why something failed, in a line: what was said beyond that it failed, else the telling line of its log.
 * @param name of what failed, which stands beside it
 */
function causeLine(message, name) {
    const [said = '', log = ''] = message.split(LOG);
    const lines = linesOf(said).map(line => withoutName(line, name));
    const [first = ''] = lines;
    const telling = EMPTY.test(first) ? tellingLine(log) : '';
    if (telling !== '')
        return telling;
    const more = lines.find(line => !EMPTY.test(line)) ?? first;
    return more.replace(/^error: /, '').replace(/ Its last lines:$/, '');
}
function withoutName(line, name) {
    const rest = line.startsWith(name) ? line.slice(name.length).replace(/^:? /, '') : line;
    return rest.replace(/^(?:does not evaluate|Nix could not evaluate): /, '');
}
function tellingLine(log) {
    const lines = linesOf(log).filter(line => line !== '(it printed nothing)');
    const telling = lines.slice(-LAST).findLast(line => TELLING.test(line) && !WELL.test(line));
    return telling ?? lines.at(-1) ?? '';
}
function linesOf(text) {
    return text
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '');
}

;// CONCATENATED MODULE: ./build/report/summary/failures.js





/** Names of a list that needs no unfolding. */
const SHOWN = 5;
/** One folded entry a cause, its title saying what, where and why; then what failed because of them. */
function failureParts(data, limits) {
    const failures = (0,report_failures/* failuresOf */.d)(data);
    const shown = failures.slice(0, limits.all).map(item => folded(item, limits.log));
    const rest = shown.slice(limits.open);
    const left = failures.length - shown.length;
    const none = left > 0 ? [`… and ${(0,format/* plural */.LS)(left, 'more failure')} in report.json.`] : [];
    const more = `❌ ${(0,format/* plural */.LS)(rest.length, 'more failure')}`;
    return [
        ...shown.slice(0, limits.open),
        ...(rest.length > 0 ? [details(more, rest.join('\n\n'))] : []),
        ...none,
        ...becauseOfThem(data),
    ];
}
function folded(item, log) {
    const { name, step, alsoIn = [], status, seconds, error, allowed } = item;
    const { message, file, line } = error;
    const place = file === undefined ? [] : [code(line === undefined ? file : `${file}:${line}`)];
    const { said, command } = splitCommand(message);
    const [mark, label] = allowed
        ? [sign('allowed-failure'), `${status}, which is allowed`]
        : [sign(status), status];
    const took = (0,format/* isLong */.x7)(seconds) ? ` after ${(0,format/* durationText */.S5)(seconds)}` : '';
    const title = [
        `${mark} <b>${code(name, 100)}</b> ${label}${took}`,
        ...place,
        escapeText(causeLine(said, name), 140),
    ];
    const steps = [step, ...alsoIn].map(it => code(it)).join(', ');
    const within = name === step ? [] : [`In the ${alsoIn.length > 0 ? 'steps' : 'step'} ${steps}.`];
    const reproduce = command === '' ? [] : ['Reproduce:', fence((0,format/* cutMiddle */.it)(command, Math.max(log, 500)), 'sh')];
    const text = log > 0 ? [fence((0,format/* cutMiddle */.it)(said, log))] : [];
    return details(title.filter(part => part !== '').join(' · '), [...within, ...reproduce, ...text].join('\n\n'));
}
/** Takes the command that reproduces a failure off the end of its message. */
function splitCommand(message) {
    const at = message.lastIndexOf('\nReproduce: ');
    if (at < 0)
        return { said: message, command: '' };
    return { said: message.slice(0, at), command: message.slice(at + '\nReproduce: '.length) };
}
function becauseOfThem({ steps }) {
    const all = steps.flatMap(report_failures/* dependents */.F);
    if (all.length === 0)
        return [];
    const names = all.slice(0, SHOWN).map(({ name }) => code((0,lib_text/* escapeInvisible */.ts)(name)));
    const more = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : '';
    return [
        `🔗 ${(0,format/* plural */.LS)(all.length, 'check')} failed only because a dependency did: ${names.join(', ')}${more}`,
    ];
}
/** What passed only at a later attempt, each with how it failed before. */
function flakyParts({ steps }, { log, open }) {
    const flaky = steps.filter(step => step.flaky);
    const shown = flaky.slice(0, open).map(step => foldedFlaky(step, log));
    const rest = flaky.length - shown.length;
    return rest > 0 ? [...shown, `… and ${(0,format/* plural */.LS)(rest, 'more flaky step')}.`] : shown;
}
function foldedFlaky({ name, attempts, earlier = [] }, log) {
    const title = `⚠️ <b>${code(name, 100)}</b> is flaky: it passed at attempt ${attempts}`;
    return details(title, earlier.map(one => attemptText(one, log)).join('\n\n'));
}
function attemptText({ attempt, status, seconds, error }, log) {
    const line = `Attempt ${attempt}: ${statusText(status)} after ${(0,format/* durationText */.S5)(seconds)}`;
    return log > 0 ? `${line}\n\n${fence((0,format/* cutMiddle */.it)(error.message, log))}` : line;
}

// EXTERNAL MODULE: ./build/report/critical-path.js
var critical_path = __webpack_require__(7636);
;// CONCATENATED MODULE: ./build/report/summary/gantt.js




/** GitHub draws no diagram that is longer. */
const LONGEST = 45_000;
const BARS = 40;
/** Bars that a section is sure of, if it has so many; what others leave over goes to builds. */
const STEPS = 18;
const FETCHES = 6;
/** What ran when, folded; empty where there is nothing to draw. */
function gantt(data, bars = BARS) {
    const total = (0,report/* totalSeconds */.S3)(data);
    if (total < 1 || bars === 0)
        return '';
    const run = longest(runBars(data), Math.min(STEPS, bars));
    const fetched = longest(fetchBars(data), Math.min(FETCHES, bars - run.length));
    const built = longest(data.derivations.map(buildBar), bars - run.length - fetched.length);
    const origin = data.startedAt.getTime();
    const lines = [
        'gantt',
        '  dateFormat x',
        // A clock: Mermaid has no axis that begins at nought in every time zone.
        '  axisFormat %H:%M:%S',
        `  tickInterval ${tick(total)}`,
        ...section('Run', run, origin),
        ...section('Builds', built, origin),
        ...section('Downloads', fetched, origin),
    ];
    const drawing = lines.join('\n');
    if (drawing.length > LONGEST)
        return gantt(data, Math.floor(bars / 2));
    const everything = [...data.phases, ...data.steps, ...data.derivations, ...data.fetches];
    const all = everything.filter(({ seconds }) => seconds > 0).length;
    const shown = run.length + built.length + fetched.length;
    const of = shown < all ? ` (the longest ${shown} of ${all})` : '';
    return details(`📊 What ran when${of}`, fence(drawing, 'mermaid'));
}
function runBars({ phases, steps }) {
    return [...phases, ...steps].map(({ name, status, start, seconds }) => {
        const isBad = status === 'failure' || status === 'timeout' || status === 'cancelled';
        return { name, tag: isBad ? 'crit' : 'active', start, seconds };
    });
}
function buildBar({ name, status, start, seconds }) {
    return { name, tag: status === 'built' ? '' : 'crit', start, seconds };
}
function fetchBars({ fetches }) {
    return fetches.map(({ path, start, seconds }) => ({
        name: (0,critical_path/* pathName */.D)(path),
        tag: 'done',
        start,
        seconds,
    }));
}
/** The longest, in the order in which they began. */
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
/** Words that begin another line of a gantt chart. */
const KEYWORDS = /^(?=(?:section|title|dateFormat|axisFormat|tickInterval|inclusiveEndDates|topAxis|todayMarker|weekday|weekend|includes|excludes|accTitle|accDescr|click|call|href|gantt|vert|date|\d{4}-)\b)/i;
/** A name with nothing in it that Mermaid would read as its own. */
function taskName(name) {
    const plain = name
        .replace(/[^\p{L}\p{N} ._+=/()-]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    const cut = plain.length > 50 ? `${plain.slice(0, 49)}…` : plain;
    return cut === '' ? '…' : cut.replace(KEYWORDS, '· ');
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

// EXTERNAL MODULE: ./build/report/text.js
var report_text = __webpack_require__(3920);
;// CONCATENATED MODULE: ./build/report/summary/headline.js




/** The result, how much of what failed, where it ran, and what took the longest. */
function headline(data) {
    const { result, nix, store } = data;
    const about = nix
        ? escapeText(`Nix ${nix.version} (${nix.flavor}, ${nix.install}, ${nix.mode}) on ${nix.system}`)
        : 'no Nix';
    const facts = [extent(data), (0,format/* durationText */.S5)((0,report/* totalSeconds */.S3)(data)), about, (0,report_text/* countsText */.W)(store)];
    const title = `## ${sign(result)} Nix CI: ${result}`;
    return [title, facts.filter(fact => fact !== '').join(' · '), slowest(data)]
        .filter(part => part !== '')
        .join('\n\n');
}
function extent({ steps }) {
    const checks = steps.flatMap(step => ((0,report/* hasFailed */.WN)(step) ? (step.checks ?? []) : []));
    const good = ['built', 'cached', 'not-run'];
    const badChecks = checks.filter(({ status }) => !good.includes(status)).length;
    const cancelled = steps.filter(({ status }) => status === 'cancelled').length;
    const badSteps = steps.filter(report/* hasFailed */.WN).length - cancelled;
    const of = (bad, all, noun) => bad === 0 ? [] : [`${bad} of ${(0,format/* plural */.LS)(all, noun)}`];
    const all = [...of(badChecks, checks.length, 'check'), ...of(badSteps, steps.length, 'step')];
    const failed = all.length === 0 ? [] : [`**${all.join(' and ')} failed**`];
    const stopped = of(cancelled, steps.length, 'step').map(text => `**${text} cancelled**`);
    const flaky = steps.filter(step => step.flaky).length;
    const shaky = flaky > 0 ? [`**${(0,format/* plural */.LS)(flaky, 'flaky step')}**`] : [];
    return [...failed, ...stopped, ...shaky].join(' · ');
}
/** Names the phase or step that took the longest, and the longest build in it. */
function slowest(data) {
    const total = (0,report/* totalSeconds */.S3)(data);
    const longest = longestOf([...data.phases, ...data.steps]);
    if (!longest || longest.seconds < 1)
        return '';
    const within = ({ start }) => start >= longest.start && start < longest.start + longest.seconds;
    const build = longestOf(data.derivations.filter(within));
    const inIt = build && build.seconds >= 1
        ? `; its longest build: ${code(build.name)} **${(0,format/* durationText */.S5)(build.seconds)}**`
        : '';
    const percent = Math.round((longest.seconds / total) * 100);
    return `🐢 Slowest: ${code(longest.name)} **${(0,format/* durationText */.S5)(longest.seconds)}** (${percent} %)${inIt}`;
}
function longestOf(all) {
    return all.reduce((most, one) => (most && most.seconds >= one.seconds ? most : one), undefined);
}

;// CONCATENATED MODULE: ./build/report/summary/slowest.js




const SLOWEST = 10;
const LONGEST_CHAIN = 12;
/** The ten slowest derivations, and the chain of builds and downloads that the run could not be faster than. */
function slowestParts(data) {
    const { derivations } = data;
    const slow = derivations
        .filter(({ seconds }) => (0,format/* isLong */.x7)(seconds))
        .toSorted((a, b) => b.seconds - a.seconds)
        .slice(0, SLOWEST);
    if (slow.length === 0)
        return [];
    const total = (0,report/* totalSeconds */.S3)(data);
    const rows = slow.map(({ name, status, seconds, phases = [] }) => {
        const longest = phases.toSorted((a, b) => b.seconds - a.seconds)[0];
        return [
            code(name, 80),
            `${sign(status)} ${status}`,
            time(seconds),
            share(seconds, total),
            longest ? `${code(longest.name, 40)} ${(0,format/* durationText */.S5)(longest.seconds)}` : '',
        ];
    });
    const hasPhases = rows.some(([, , , , phase]) => phase !== '');
    const columns = [
        'Derivation',
        'Status',
        '>Build',
        'Share',
        ...(hasPhases ? ['Longest phase'] : []),
    ];
    const title = `### Slowest of ${(0,format/* plural */.LS)(derivations.length, 'build')}`;
    const shown = rows.map(row => row.slice(0, columns.length));
    return [`${title}\n\n${table(columns, shown)}`, ...chain(data, total)];
}
function chain(data, total) {
    const links = (0,critical_path/* criticalPath */.v)(data);
    const seconds = links.reduce((sum, link) => sum + link.seconds, 0);
    if (links.length === 0 || !(0,format/* isLong */.x7)(seconds))
        return [];
    const shown = links
        .slice(-LONGEST_CHAIN)
        .map(it => `${code(it.name, 60)} ${(0,format/* durationText */.S5)(it.seconds)}`);
    const left = links.length - shown.length;
    const before = left > 0 ? [`… ${left} before`] : [];
    const percent = total > 0 ? ` (${Math.round((seconds / total) * 100)} % of the run)` : '';
    return [
        `**Critical path**: ${(0,format/* durationText */.S5)(seconds)}${percent}, each of these ${links.length} waited for the one before: ${[...before, ...shown].join(' → ')}`,
    ];
}

;// CONCATENATED MODULE: ./build/report/summary/steps.js





/** Phases and steps in the order in which they began. */
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
        ['Store', ({ counts = {} }) => (0,report_text/* countsText */.W)(counts).replaceAll(/(?<!,) /g, '&nbsp;')],
        // A step may be named like a phase, which is compared with nothing.
        ['Usually', one => ('kind' in one ? usually(data.baseline?.get(one.name), one.seconds) : '')],
    ];
    const optional = ['Store', 'Usually'];
    const shown = columns.filter(([name, cell]) => !optional.includes(name) || all.some(cell));
    const cells = all.slice(0, rows).map(one => shown.map(([, cell]) => cell(one)));
    const names = shown.map(([name]) => name);
    const rest = all.length - cells.length;
    return `${table(names, cells)}${rest > 0 ? `\n\n… and ${rest} more.` : ''}`;
}
/** What was not run took nothing. */
function timeOf({ status, seconds }) {
    return status === 'not-run' ? timeIfAny(seconds) : time(seconds);
}
function state(one) {
    const attempts = 'attempts' in one && one.attempts > 1 ? attemptsText(one) : '';
    const reason = 'reason' in one && one.reason ? `: ${escapeText(one.reason)}` : '';
    return `${statusText(one.status)}${attempts}${reason}`;
}
function attemptsText({ flaky, attempts, status }) {
    if (status === 'success')
        return ` at attempt ${attempts}${flaky ? ', flaky' : ''}`;
    return ` after ${attempts} attempts`;
}
/** Names that need no unfolding. */
const steps_SHOWN = 10;
/** What a plan found to be in no cache; empty without a plan. */
function planPart({ toBuild }, rows) {
    if (!toBuild)
        return '';
    if (toBuild.length === 0)
        return '📋 Plan: nothing has to be built.';
    const names = toBuild.slice(0, rows).map(drv => code((0,critical_path/* pathName */.D)(drv).replace(/\.drv$/, '')));
    const more = toBuild.length > names.length ? ` and ${toBuild.length - names.length} more` : '';
    const title = `📋 Plan: **${(0,format/* plural */.LS)(toBuild.length, 'derivation')}** to build`;
    const list = `${names.join(', ')}${more}`;
    if (toBuild.length <= steps_SHOWN)
        return `${title}: ${list}`;
    return details(title.replaceAll('**', ''), list);
}

;// CONCATENATED MODULE: ./build/report/summary/render.js










/** The runner drops a summary of more than 1 MiB whole (FileCommandManager.cs), and masks grow it. */
const render_LARGEST = 900 * 1024;
/** From everything to almost nothing: logs go first, then rows. */
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
/** The summary of the job page as GitHub's Markdown: always small enough, and it says what was cut. */
function renderSummary(data) {
    const own = commandSummaryPart(data.ownSummaries ?? []);
    const room = render_LARGEST - Buffer.byteLength(own);
    let text = '';
    for (const limits of LEVELS) {
        text = render(data, limits);
        if (Buffer.byteLength(text) <= room)
            return `${text}${own === '' ? '' : `\n${own}`}`;
    }
    return `${wholeLines(text, room)}\n\n${cutNote({ log: 0, rows: 0 })}\n`;
}
function render(data, limits) {
    const { log, rows } = limits;
    const parts = [
        headline(data),
        data.trouble ? fence((0,format/* cutMiddle */.it)(data.trouble, Math.max(log, 2000))) : '',
        ...failureParts(data, { log, open: Math.min(10, rows), all: Math.floor(rows / 2) }),
        ...flakyParts(data, { log, open: Math.min(10, rows) }),
        planPart(data, rows),
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
            : [log === 0 ? 'the logs of failures' : `each failure's log to ${log} characters`]),
        ...(rows === most?.rows ? [] : [`each table to ${rows} rows`]),
    ];
    return cut.length === 0
        ? ''
        : `_Cut, because GitHub takes 1 MiB at most: ${cut.join(', ')}. The job's log and report.json have all of it._`;
}


/***/ }),

/***/ 3920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ countsText)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);

/** `3 built, 41 fetched (212 MB), 2 pushed`; what is nothing or not known is left out. */
function countsText(counts) {
    const { built = 0, fetched = 0, fetchedBytes = 0, pushed = 0, pushedBytes = 0 } = counts;
    const moved = (count, what, bytes) => count === 0 ? [] : [`${count} ${what}${bytes > 0 ? ` (${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesText */ .pV)(bytes)})` : ''}`];
    return [
        ...(built === 0 ? [] : [`${built} built`]),
        ...moved(fetched, 'fetched', fetchedBytes),
        ...moved(pushed, 'pushed', pushedBytes),
    ].join(', ');
}


/***/ })

};
