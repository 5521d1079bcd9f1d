export const id = 741;
export const ids = [741];
export const modules = {

/***/ 8319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ errorsOfStep),
/* harmony export */   c: () => (/* binding */ mapErrors)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(873);

/** Every error of a step, its own first. */
function errorsOfStep(one) {
    const { error, checks = [], failedDependencies = [], otherErrors = [] } = one;
    const parts = [...checks, ...failedDependencies].flatMap(it => it.error ?? []);
    return [...(error ? [error] : []), ...parts, ...otherErrors];
}
/** A step with each of its errors changed. */
function mapErrors(one, change) {
    const changed = (failed) => failed.error ? { ...failed, error: change(failed.error) } : failed;
    const { checks, failedDependencies, otherErrors } = one;
    return {
        ...changed(one),
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({
            checks: checks?.map(changed),
            failedDependencies: failedDependencies?.map(changed),
            otherErrors: otherErrors?.map(change),
        }),
    };
}


/***/ }),

/***/ 6285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ failedStep),
/* harmony export */   v: () => (/* binding */ Recorder)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3938);


/** Records the phases and steps of a run as they finish. */
class Recorder {
    startedAt = new Date();
    phases = [];
    steps = [];
    /** Processes that steps left running. */
    leftovers = [];
    /** Something other than a step failed that had to succeed, such as a required push. */
    hasFatal = false;
    /** When main started, in milliseconds of `performance.now()`. */
    origin = performance.now();
    /** Seconds since main started, with three decimals. */
    now() {
        return (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)((performance.now() - this.origin) / 1000);
    }
    /**
     * Times a phase; one that throws is recorded as a failure.
     * @param statusOf the status of a phase that does not throw; default: success
     */
    async phase(name, work, statusOf = () => 'success') {
        const start = this.now();
        let status = 'failure';
        try {
            const result = await work();
            status = statusOf(result);
            return result;
        }
        finally {
            this.phases.push({ name, start, seconds: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)(this.now() - start), status });
        }
    }
    /** `failure` if a step or anything else failed that had to succeed; allowed failures do not count. */
    get result() {
        return this.hasFatal || this.steps.some(_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN) ? 'failure' : 'success';
    }
}
/** The first step that failed the run. */
function failedStep({ steps }) {
    return steps.find(_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailed */ .WN);
}


/***/ }),

/***/ 219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ah: () => (/* binding */ derivationNames),
/* harmony export */   Gw: () => (/* binding */ readDerivation),
/* harmony export */   Jt: () => (/* binding */ derivationName),
/* harmony export */   Yz: () => (/* binding */ outputsOf),
/* harmony export */   hA: () => (/* binding */ builderSystem),
/* harmony export */   rj: () => (/* binding */ readDerivations)
/* harmony export */ });
/* unused harmony export parseDerivation */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


const STORE = '/nix/store';
const STORE_PATH = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+?)(?:\.drv)?(?:[!^].*)?$/;
/** The name in a store path, after the hash and without `.drv`; other text is returned unchanged. */
function derivationName(path) {
    return STORE_PATH.exec(path)?.[1] ?? path;
}
/** The list of outputs in the text of a `.drv`, without brackets. */
function outputList(text) {
    return /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? '';
}
/** Parses the text of a `.drv` (ATerm, possibly with structured attributes). */
function parseDerivation(text) {
    const outputs = outputList(text).matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g);
    return {
        outputs: Array.from(outputs, match => match[1] ?? ''),
        isLocalOnly: text.includes('("allowSubstitutes","")') ||
            /\("__json",".*\\"allowSubstitutes\\":\s*false/s.test(text),
    };
}
/** Base names of the derivations in the store. */
async function derivationNames(store = STORE) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(store).catch(() => []);
    return names.filter(name => name.endsWith('.drv'));
}
/** Reads derivations by base name; skips missing ones. */
async function readDerivations(names, store = STORE) {
    const found = new Map();
    const queue = names.values();
    const worker = async () => {
        for (const name of queue) {
            const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(store, name), 'latin1').catch(() => undefined);
            if (text !== undefined)
                found.set(`${STORE}/${name}`, parseDerivation(text));
        }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return found;
}
/** The system that builds a derivation; undefined if it cannot be read. */
async function builderSystem(path) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'latin1').catch(() => '');
    // The first text behind a list.
    return /\],"([^"]+)",/.exec(text)?.[1];
}
/** Reads a derivation's outputs, all other store paths in it, and whether it is fixed-output. */
async function readDerivation(path) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'latin1').catch(() => '');
    const { outputs } = parseDerivation(text);
    const isFixed = /^\("[^"]*","[^"]*","[^"]+","[^"]+"\)$/.test(outputList(text));
    const named = text.match(/\/nix\/store\/[0-9a-z]{32}-[\w+.?=-]+/g) ?? [];
    const inputs = [...new Set(named)].filter(it => it !== path && !outputs.includes(it));
    return { outputs, inputs, isFixed };
}
/** The outputs of derivations, built or not. */
async function outputsOf(derivations) {
    return (await Promise.all(derivations.map(readDerivation))).flatMap(it => it.outputs);
}


/***/ }),

/***/ 9607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ positionOf),
/* harmony export */   u: () => (/* binding */ parseError)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(873);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4339);



const PREFIX = /^(?:error \(ignored\):\s*)?error:[^\S\n]*/;
const INDENT = 7;
const AT = /^\s+at ([^\n]+?):(\d+):(\d+):$/;
const CODE = /^\s+(?:\d+\||\|(?:\s|$))/;
const FRAME = /^\s+… ?(.*)$/;
/** In the frame of a derivation. */
const NAME_AT = /\bname attribute is located at ([^\n]+?):(\d+):(\d+)$/;
const TRUNCATED = /^\s+\(stack trace truncated/;
const HINT = /^\s+(Did you mean [^\n]*\?)$/;
/** Longer messages contain a value that was thrown. */
const MAX_LENGTH = 200_000;
/** The end of a builder's log inside an error. Each of its lines starts with `>`, so no content can end the block. */
const QUOTED_LOG = /;?\n[^\S\n]*last \d+ log lines:(?:\n[^\S\n]*>[^\n]*)*(?:\n[^\S\n]*For full logs, run[^\n]*(?:\n[^\S\n]*nix log [^\n]*)?)?/gi;
/** Removes colors and quoted log lines; the report shows more of the log. */
function clean(text) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text.slice(0, MAX_LENGTH)).replace(QUOTED_LOG, '');
}
/**
 * Parses the text of an error. Up to 2.12 the message comes first, followed by the trace, innermost first; since then
 * the trace comes first, outermost first.
 */
function parseError(error) {
    const text = clean(error.text).replace(PREFIX, '');
    const lines = text.split('\n');
    const isTraceFirst = lines[0]?.trim() === '' && FRAME.test(lines.find(line => line.trim() !== '') ?? '');
    const parsed = isTraceFirst ? traceFirst(lines) : messageFirst(lines);
    const position = positionOf(error) ?? parsed.position;
    const frames = error.trace?.length ? traceFrames(error) : parsed.frames;
    const raw = error.raw && clean(error.raw).trim();
    return { ...parsed, text: raw || parsed.text, frames, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ position }) };
}
/** The position in the fields of a log record; none for `«none»:0`, `«string»` and null. */
function positionOf({ file, line, column, }) {
    if (!file || !line)
        return undefined;
    const path = file.replace(/:\d+(?::\d+)?$/, '');
    if (!isFile(path))
        return undefined;
    return (0,_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .positionAt */ .t$)(path, line, column);
}
function traceFrames({ trace = [] }) {
    return trace.map(item => {
        const text = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(item.raw_msg);
        const position = positionOf(item) ?? atPosition(text, NAME_AT);
        return { text, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ position }) };
    });
}
function traceFirst(lines) {
    const head = lines.findIndex(line => /^\s+error:/.test(line));
    const frames = readFrames(head < 0 ? lines : lines.slice(0, head)).reverse();
    if (head < 0)
        return { text: frames[0]?.text ?? '', frames };
    const first = (lines[head] ?? '').replace(/^\s+error:[^\S\n]*/, '');
    // Everything after the message belongs to it.
    return { ...messageFirst([first, ...lines.slice(head + 1)]), frames };
}
function messageFirst(lines) {
    const end = lines.findIndex((line, at) => at > 0 && isEnd(line));
    const whole = end < 0 ? lines : lines.slice(0, end);
    const last = whole.findLastIndex(line => line.trim() !== '');
    // Without a position, the suggestion ends the message.
    const suggested = last > 0 ? HINT.exec(whole[last] ?? '')?.[1] : undefined;
    const messageLines = suggested === undefined ? whole : whole.slice(0, last);
    const rest = end < 0 ? [] : lines.slice(end);
    const trace = rest.findIndex(line => FRAME.test(line));
    const beforeTrace = trace < 0 ? rest : rest.slice(0, trace);
    const hint = suggested ?? beforeTrace.map(line => HINT.exec(line)?.[1]).find(it => it !== undefined);
    const position = beforeTrace.map(line => atPosition(line)).find(it => it !== undefined);
    return {
        text: dedent(messageLines),
        frames: readFrames(trace < 0 ? [] : rest.slice(trace)),
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ position, hint }),
    };
}
function isEnd(line) {
    return AT.test(line) || FRAME.test(line) || TRUNCATED.test(line);
}
/** In order of appearance. */
function readFrames(lines) {
    const frames = [];
    for (const line of lines) {
        const frame = FRAME.exec(line);
        const last = frames.at(-1);
        if (frame)
            frames.push({ text: frame[1] ?? '' });
        else if (last && !CODE.test(line)) {
            const position = atPosition(line) ?? atPosition(line, NAME_AT);
            if (position)
                last.position ??= position;
        }
    }
    return frames;
}
function atPosition(line, pattern = AT) {
    const [, file = '', row, column] = pattern.exec(line) ?? [];
    return isFile(file) ? (0,_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .positionAt */ .t$)(file, row, column) : undefined;
}
/** `<nix/…>`, `«string»`, `«stdin»` and `(string)` are not files; `«path:…»/x.nix` is a file of a flake. */
function isFile(file) {
    return file.startsWith('/') || /^«[^»]+»\//.test(file);
}
function dedent(lines) {
    const cut = lines.map(line => (/^\s/.test(line) ? line.slice(indentOf(line)) : line));
    return cut.join('\n').trim();
}
function indentOf(line) {
    return Math.min(INDENT, line.length - line.trimStart().length);
}


/***/ }),

/***/ 4339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Vc: () => (/* binding */ stemOf),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   t$: () => (/* binding */ positionAt),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   yJ: () => (/* binding */ inRepository)
/* harmony export */ });
/**
 * The repository path of a file that Nix or a tool printed.
 * @param path absolute, or a file of a local flake as Nix writes it: `«git+file:///top?…»/flake.nix`
 * @param roots where the repository is on this machine
 * @returns relative to the top; undefined if it is outside the repository
 */
function inRepository(path, roots) {
    const plain = withoutScheme(path);
    const root = roots
        .filter(it => plain === it.path || plain.startsWith(`${trimmed(it.path)}/`))
        .toSorted((a, b) => b.path.length - a.path.length)[0];
    if (!root)
        return undefined;
    return within(root.folder, plain.slice(trimmed(root.path).length + 1));
}
/**
 * Resolves a path relative to a directory of the repository.
 * @returns relative to the top, without `.`; undefined if it leaves the repository or is empty
 */
function within(folder, path) {
    if (path.startsWith('/'))
        return undefined;
    const parts = [...folder.split('/'), ...path.split('/')].filter(it => it !== '' && it !== '.');
    return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
/** The repository position of a position of Nix, if the file exists. */
async function placeOf({ file, line, column }, { roots, repository }) {
    const name = inRepository(file, roots);
    if (name === undefined || !(await repository.has(name)))
        return undefined;
    return positionAt(name, line, column);
}
/** Builds a position from numbers or digits; a column of 0 is omitted. */
function positionAt(file, line, column) {
    return { file, line: Number(line), ...(column ? { column: Number(column) } : {}) };
}
/** The local directory in a flake URL. */
function withoutScheme(path) {
    const [, url = '', rest = ''] = /^«((?:git\+file:\/\/|path:|file:\/\/)[^»]*)»(\/.*)$/.exec(path) ?? [];
    return url === '' ? path : url.replace(/^[^/]*(?:\/\/)?(?=\/)/, '').replace(/\?.*$/, '') + rest;
}
function trimmed(path) {
    return path.replace(/\/+$/, '');
}
/** A name without its version: `lint` of `lint-1.0`. */
function stemOf(name) {
    return name.replace(/-\d.*$/, '');
}
/** With a capital letter at the start. */
function sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ }),

/***/ 3619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ makeRows),
  v: () => (/* binding */ matrixText)
});

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/phases/matrix/balance.js
/** Up to this many items, the best distribution is searched for; else the longest go first, then single moves improve it. */
const MAX_EXACT_ITEMS = 14;
/** Steps of that search; far more than 12 items on 5 machines need. */
const MAX_SEARCH_STEPS = 400_000;
/** Rounds of improvement. */
const MAX_ROUNDS = 200;
/**
 * Distributes items over at most `count` bins so that the heaviest bin is as light as possible. Pure.
 * @param weights not negative
 */
function balance(weights, count) {
    const order = [...weights.keys()].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
    const bins = Array.from({ length: Math.min(count, order.length) }, () => ({
        items: [],
        weight: 0,
    }));
    for (const item of order)
        add(lightest(bins), item, weights[item] ?? 0);
    const better = order.length <= MAX_EXACT_ITEMS ? search(order, weights, bins) : improve(bins, weights);
    return better.filter(({ items }) => items.length > 0);
}
function add(bin, item, weight) {
    bin.items.push(item);
    bin.weight += weight;
}
function lightest(bins) {
    // Without weights, the number of items decides.
    return bins.reduce((best, bin) => bin.weight < best.weight || (bin.weight === best.weight && bin.items.length < best.items.length)
        ? bin
        : best);
}
function heaviest(bins) {
    return Math.max(...bins.map(({ weight }) => weight));
}
/** Branch and bound, from the given distribution. */
function search(order, weights, start) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const floor = Math.max(total / start.length, weights[order[0] ?? 0] ?? 0);
    const bins = start.map(() => ({ items: [], weight: 0 }));
    let best = start.map(copy);
    let most = heaviest(start);
    let steps = 0;
    const place = (at) => {
        if (most <= floor * 1.001 || steps++ > MAX_SEARCH_STEPS)
            return;
        const item = order[at];
        if (item === undefined) {
            best = bins.map(copy);
            most = heaviest(bins);
            return;
        }
        const weight = weights[item] ?? 0;
        const tried = new Set();
        for (const bin of bins) {
            // Bins of equal weight lead to equal results.
            if (bin.weight + weight >= most || tried.has(bin.weight))
                continue;
            tried.add(bin.weight);
            const before = bin.weight;
            add(bin, item, weight);
            place(at + 1);
            bin.items.pop();
            bin.weight = before;
        }
    };
    place(0);
    return best;
}
function copy({ items, weight }) {
    return { items: [...items], weight };
}
/** Moves or swaps single items of the heaviest bin while that makes it lighter. */
function improve(bins, weights) {
    for (let round = 0; round < MAX_ROUNDS; round++) {
        const top = bins.reduce((most, bin) => (bin.weight > most.weight ? bin : most));
        if (!bins.some(bin => bin !== top && exchange(top, bin, weights)))
            break;
    }
    return bins;
}
function exchange(from, to, weights) {
    for (const [at, item] of from.items.entries()) {
        const weight = weights[item] ?? 0;
        for (const [other, back] of [...to.items, undefined].entries()) {
            const moved = weight - (back === undefined ? 0 : (weights[back] ?? 0));
            if (moved <= 0 || to.weight + moved >= from.weight)
                continue;
            from.items.splice(at, 1, ...(back === undefined ? [] : [back]));
            to.items.splice(other, back === undefined ? 0 : 1, item);
            from.weight -= moved;
            to.weight += moved;
            return true;
        }
    }
    return false;
}

;// CONCATENATED MODULE: ./build/phases/matrix/rows.js




/** GitHub's limit on the jobs of a matrix. */
const MAX_ROWS = 256;
/** A row comes back to a job as an environment variable, of which Linux allows 128 KiB. */
const MAX_ROW_BYTES = 96 * 1024;
/**
 * The rows of a matrix: each item once, the longest rows first. Pure.
 * @throws ActionError if they exceed GitHub's limits
 */
function makeRows(planned, options) {
    const known = planned.map(options.secondsOf).filter(it => it !== undefined);
    const usual = known.length > 0 ? medianOf(known) : 1;
    const rows = options.systems.flatMap(target => {
        const items = planned.filter(({ system }) => system === target.system);
        const units = unitsOf(items, options.bound, item => options.secondsOf(item) ?? usual);
        const groups = options.shards === 'per-check' ? units.map(one => [one]) : shared(units, options.shards);
        const split = groups.flatMap(group => fitting(group, target, options));
        const isNumbered = options.shards !== 'per-check';
        return split.map((group, index) => {
            const name = isNumbered
                ? `${target.system} ${index + 1}/${split.length}`
                : nameOf(group, target.system);
            return rowOf(group, name, target, options, known.length > 0);
        });
    });
    const named = withUniqueNames(rows).toSorted((a, b) => b.seconds - a.seconds);
    checkLimits(named, options);
    return named;
}
/** What is built in one job: all items of a step that is bound, all items of a derivation, or one item. */
function unitsOf(items, bound, secondsOf) {
    const units = new Map();
    for (const item of items) {
        const isBound = bound.has(item.step);
        const key = isBound ? `step ${item.step}` : (item.derivation ?? item);
        const unit = units.get(key) ?? { items: [], seconds: 0 };
        const seconds = secondsOf(item);
        unit.seconds = isBound ? unit.seconds + seconds : Math.max(unit.seconds, seconds);
        unit.items.push(item);
        units.set(key, unit);
    }
    return [...units.values()];
}
function shared(units, count) {
    const bins = balance(units.map(({ seconds }) => seconds), count);
    return bins.map(({ items }) => items.toSorted((a, b) => a - b).flatMap(at => units[at] ?? []));
}
/** Splits a group whose row would be too large. */
function fitting(group, target, options) {
    const row = rowOf(group, 'x'.repeat(MAX_ROW_NAME), target, options, false);
    // toJSON indents what it writes.
    if (Buffer.byteLength(JSON.stringify(row, undefined, 2)) <= MAX_ROW_BYTES)
        return [[...group]];
    if (group.length === 1) {
        throw new errors/* ActionError */.lZ(`The step ${(0,lib_text/* escapeInvisible */.ts)(group[0]?.items[0]?.step ?? '')} has too many checks for one job of the matrix.`, 'Split it with select: with expect: failure, all checks of a step are built in one job.');
    }
    const middle = Math.ceil(group.length / 2);
    return [group.slice(0, middle), group.slice(middle)].flatMap(half => fitting(half, target, options));
}
function rowOf(group, name, { system, labels }, { commit, plan }, isTimed) {
    const seconds = isTimed ? (0,format/* round */.LI)(group.reduce((sum, unit) => sum + unit.seconds, 0)) : 0;
    const items = group.flatMap(unit => unit.items.map(({ step, attribute, derivation }) => ({ step, attribute, derivation })));
    const [first = ''] = labels;
    return { name, system, os: labels.length > 1 ? labels : first, commit, seconds, items, plan };
}
const MAX_ROW_NAME = 120;
function nameOf(group, system) {
    const items = group.flatMap(unit => unit.items);
    const [first, ...others] = items;
    const isAlone = others.every(it => it.derivation !== null && it.derivation === first?.derivation);
    const attribute = first?.attribute ?? '';
    const prefix = `checks.${system}.`;
    const short = attribute.startsWith(prefix) ? attribute.slice(prefix.length) : attribute;
    const what = isAlone && short !== '' ? short : (first?.step ?? '');
    return `${(0,lib_text/* truncate */.xv)((0,lib_text/* escapeInvisible */.ts)(what), MAX_ROW_NAME - 30)} (${system})`;
}
/** Checks of several steps may have the same name. */
function withUniqueNames(rows) {
    const seen = new Map();
    return rows.map(row => {
        const nth = (seen.get(row.name) ?? 0) + 1;
        seen.set(row.name, nth);
        return nth === 1 ? row : { ...row, name: `${row.name} ${nth}` };
    });
}
function checkLimits(rows, { shards, room }) {
    const now = `now ${shards}`;
    if (rows.length > MAX_ROWS) {
        throw new errors/* ActionError */.lZ(`The matrix would have ${rows.length} jobs; GitHub allows ${MAX_ROWS}.`, `Set shards to a smaller number of jobs per system (${now}).`);
    }
    const bytes = Buffer.byteLength(matrixText(rows));
    if (bytes > room) {
        throw new errors/* ActionError */.lZ(`The matrix would have ${Math.ceil(bytes / 1024)} KiB; a job's outputs have room for ${Math.floor(room / 1024)} KiB.`, `Plan fewer systems or, with select, fewer checks, and set shards to a small number of jobs per system (${now}).`);
    }
}
/** The output `matrix`; empty without rows. */
function matrixText(rows) {
    return rows.length === 0 ? '' : JSON.stringify({ include: rows });
}
function medianOf(numbers) {
    return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}


/***/ }),

/***/ 1649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ toBuildOutputs),
/* harmony export */   W: () => (/* binding */ roomForMatrix)
/* harmony export */ });
const MAX_TO_BUILD = 500;
/** All outputs together: GitHub allows 1 MiB for those of a job, in UTF-16. */
const MAX_OUTPUT_BYTES = 450 * 1024;
/** The outputs beside `matrix` and `to-build`, in a plan. */
const OTHER_OUTPUT_BYTES = 32 * 1024;
/** The bytes that the other outputs of a plan leave for `matrix`. */
function roomForMatrix(toBuild) {
    return MAX_OUTPUT_BYTES - OTHER_OUTPUT_BYTES - Buffer.byteLength(toBuildText(toBuild));
}
function toBuildText(derivations) {
    return JSON.stringify([...derivations].slice(0, MAX_TO_BUILD));
}
/**
 * The outputs `needs-build` and `to-build`: the derivations that a plan found in no cache, or without a plan those that
 * the run had to build, successfully or not. Empty if Nix was not available or a plan failed before it found anything.
 */
function toBuildOutputs({ plan, nix, observed, matrix = [] }, success) {
    // Without a plan, toBuild has what was requested but not built, as with --no-build.
    const built = plan ? [] : observed.derivations.map(({ drv }) => drv);
    const all = new Set([...built, ...observed.toBuild]);
    const isNeeded = all.size > 0 || matrix.length > 0 || observed.needsMore;
    const isKnown = isNeeded || (plan ? success : nix !== undefined);
    return {
        'needs-build': isKnown ? String(isNeeded) : '',
        'to-build': isKnown ? toBuildText(all) : '',
    };
}


/***/ }),

/***/ 4442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fo: () => (/* binding */ collect),
/* harmony export */   ru: () => (/* binding */ noCommandResults),
/* harmony export */   tH: () => (/* binding */ stepOutputs)
/* harmony export */ });
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);

/** Limit of the output `step-outputs`; GitHub allows 1 MiB for all outputs of a job. */
const MAX_OUTPUTS_BYTES = 900 * 1024;
/** The results before the first step. */
function noCommandResults() {
    return { outputs: {}, values: {}, summaries: [], annotations: [], droppedAnnotations: 0 };
}
/** Adds the results of a step's last attempt, if a command ran. */
function collect(results, name, outcome, logger) {
    if (outcome.value !== undefined)
        collectValue(results, name, outcome.value, logger);
    if (!isOfCommand(outcome))
        return;
    const size = sizeWith(results, { outputs: outcome.outputs });
    if (size <= MAX_OUTPUTS_BYTES) {
        for (const key of Object.keys(outcome.outputs))
            warnIfBoth(key, Object.hasOwn(results.values, key), logger);
        Object.assign(results.outputs, outcome.outputs);
    }
    else
        logger.notice(`${name}: GITHUB_OUTPUT ignored, because step-outputs would grow to ${size} bytes and GitHub's limit is 1 MiB. Write large results to files.`);
    if (outcome.summary.trim() !== '')
        results.summaries.push({ step: name, text: outcome.summary });
    results.annotations.push(...outcome.annotations);
    results.droppedAnnotations += outcome.droppedAnnotations;
}
function collectValue(results, name, value, logger) {
    const size = sizeWith(results, { values: { [name]: value } });
    if (size > MAX_OUTPUTS_BYTES) {
        logger.notice(`${name}: its value is not in step-outputs, which would grow to ${size} bytes; GitHub's limit is 1 MiB.`);
        return;
    }
    warnIfBoth(name, Object.hasOwn(results.outputs, name), logger);
    results.values[name] = value;
}
/** The output `step-outputs`: what a command wrote goes before the value of an `eval` step with that name. */
function stepOutputs({ outputs, values, }) {
    return { ...values, ...outputs };
}
function sizeWith({ outputs, values }, more) {
    const all = stepOutputs({
        outputs: { ...outputs, ...more.outputs },
        values: { ...values, ...more.values },
    });
    return Buffer.byteLength(JSON.stringify(all));
}
function warnIfBoth(key, isBoth, logger) {
    if (!isBoth)
        return;
    const name = (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeInvisible */ .ts)(key);
    logger.warning(`step-outputs: a command wrote ${name}, which is also the name of an eval step. The command's value is kept; give the step another name.`, 'Outputs');
}
function isOfCommand(outcome) {
    return 'outputs' in outcome;
}


/***/ })

};
