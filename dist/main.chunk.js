export const id = 28;
export const ids = [28];
export const modules = {

/***/ 6093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ST: () => (/* binding */ closedText),
/* harmony export */   Tl: () => (/* binding */ refuseClosed),
/* harmony export */   X4: () => (/* binding */ CLOSED_HINT),
/* harmony export */   YK: () => (/* binding */ accessOf),
/* harmony export */   dp: () => (/* binding */ isAccessible)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1469);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4869);



/** Asks for a path in a way (`fs.constants`); a folder on the way that is closed makes it closed too. */
async function accessOf(path, mode) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, mode).then(() => 'ready', ({ code }) => code === 'EACCES' || code === 'EPERM' ? 'closed' : 'missing');
}
/** What is said of a path that is there and that this user may not use. */
function closedText(path) {
    return `The user of this job (uid ${process.getuid?.()}) may not read ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_2__/* .toOneLine */ .GX)(path, 500)}: permission denied.`;
}
/** What to do about it. */
const CLOSED_HINT = 'Look at the owner and mode of it and of the folders above it; a step before may have made it in a container or with sudo.';
/** @throws Failure where a path that is there cannot be used in a way (`fs.constants`) */
async function refuseClosed(path, mode, who = '') {
    if ((await accessOf(path, mode)) === 'closed')
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l(`${who === '' ? '' : `${who}: `}${closedText(path)}`, CLOSED_HINT);
}
/** Whether this process may use a path in a way (`fs.constants`). */
async function isAccessible(path, mode) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, mode).then(() => true, () => false);
}


/***/ }),

/***/ 7094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readPlain)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);


/** Bytes of the largest file that is read. */
const LARGEST = 2 ** 20;
/**
 * The text of a plain file that is not too large.
 * @param follow also through a link
 */
async function readPlain(path, follow = false) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants;
    const flags = O_RDONLY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW);
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, flags).catch(() => undefined);
    try {
        const stat = await file?.stat();
        return file && stat?.isFile() && stat.size <= LARGEST ? await file.readFile('utf8') : undefined;
    }
    finally {
        await file?.close();
    }
}


/***/ }),

/***/ 390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ WHOLE),
/* harmony export */   Z: () => (/* binding */ Flood)
/* harmony export */ });
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5222);

/** Bytes and lines of a stream that are read line by line: more opens in no browser. */
const WHOLE = 64 * 1024 * 1024;
const MOST_LINES = 1_000_000;
/** Bytes of its end that are kept once it is longer. */
const END = 64 * 1024;
/** Milliseconds between lines that are shown of what is passed over. */
const SAMPLE = 30_000;
/** Lines of its end. */
const LAST = 40;
/**
 * Reads a stream line by line as long as it is of a size that anybody reads. What comes then is passed over as fast as it
 * comes, in constant memory, but for its last lines.
 */
class Flood {
    #listener;
    #splitter;
    #most;
    #read = 0;
    #lines = 0;
    #isFlood = false;
    #passed = 0;
    #end = [];
    #kept = 0;
    #toldAt = 0;
    constructor(listener, most = WHOLE) {
        this.#listener = listener;
        this.#splitter = new _lines_js__WEBPACK_IMPORTED_MODULE_0__/* .LineSplitter */ .g(line => {
            this.#lines++;
            listener.line(line);
        });
        this.#most = most;
    }
    write(chunk) {
        if (this.#isFlood)
            this.#pass(chunk);
        else
            this.#take(chunk);
    }
    #take(chunk) {
        this.#read += chunk.length;
        this.#splitter.write(chunk);
        if (this.#read < this.#most && this.#lines < MOST_LINES)
            return;
        this.#isFlood = true;
        this.#toldAt = performance.now();
        this.#splitter.end();
        this.#listener.flooded(this.#read);
    }
    #pass(chunk) {
        this.#passed += chunk.length;
        this.#end.push(chunk);
        this.#kept += chunk.length;
        while (this.#kept - (this.#end[0]?.length ?? 0) >= END) {
            this.#kept -= this.#end.shift()?.length ?? 0;
        }
        const now = performance.now();
        if (now - this.#toldAt < SAMPLE)
            return;
        this.#toldAt = now;
        for (const line of this.last(1))
            this.#listener.line(`… now: ${line.slice(0, 500)}`);
    }
    /** The last whole lines of what is passed over. */
    last(count = LAST) {
        const text = Buffer.concat(this.#end).subarray(-END).toString();
        const lines = text.split('\n');
        // The first one is a part of one, unless it is all there is.
        if (lines.length > 1)
            lines.shift();
        if (lines.at(-1) === '')
            lines.pop();
        return lines.slice(-count).map(line => line.replace(/\r$/, ''));
    }
    end() {
        this.#splitter.end();
        if (this.#passed === 0)
            return;
        const lines = this.last();
        this.#listener.passedOver(this.#passed);
        this.#passed = 0;
        for (const line of lines)
            this.#listener.line(line);
        this.#end = [];
    }
}


/***/ }),

/***/ 4115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ Tracked)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7559);


/** Seconds that git may take to list a repository. */
const DEADLINE = 20;
/** What git knows of the checked-out files. */
class Tracked {
    #folder;
    #workspace;
    #env;
    #cancel;
    #top;
    #files = new Map();
    /**
     * @param folder in the repository, absolute
     * @param workspace around it, absolute
     */
    constructor(folder, workspace, env, cancel) {
        this.#folder = folder;
        this.#workspace = workspace;
        this.#env = env;
        this.#cancel = cancel;
    }
    /** The top of the repository, absolute; undefined where there is none or git does not answer. */
    top() {
        this.#top ??= this.#ask('rev-parse', '--show-toplevel').then(lines => lines?.[0]);
        return this.#top;
    }
    /**
     * The tracked files of the whole repository, as they were when they were asked for first.
     * @param pathspecs git's, from the top: `*.nix`; none: all
     * @returns absolute paths; undefined where there is no repository or git does not answer
     */
    files(...pathspecs) {
        const key = pathspecs.join('\0');
        const files = this.#files.get(key) ?? this.#list(pathspecs);
        this.#files.set(key, files);
        return files;
    }
    async #list(pathspecs) {
        const top = await this.top();
        const specs = pathspecs.map(it => `:(top)${it}`);
        const named = await this.#ask('ls-files', '-z', '--', ...(specs.length > 0 ? specs : [':/']));
        return top === undefined ? undefined : named?.map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(this.#folder, name));
    }
    /**
     * Files of the folder, also ones that git does not track yet and does not ignore, whose text fits.
     * @param pattern an extended regular expression
     * @param pathspec git's, instead of the whole folder
     * @returns absolute paths; undefined where there is no repository or git does not answer
     */
    async naming(pattern, pathspec = '.') {
        const words = ['--untracked', '-lzI', '-E', '-e', pattern, '--', pathspec];
        const answer = await this.#git('grep', ...words);
        if (!('code' in answer) || (answer.code !== 0 && answer.code !== 1))
            return undefined;
        const names = answer.stdout.split('\0').filter(name => name !== '');
        return names.map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(this.#folder, name));
    }
    /** Whether git ignores a path that it does not track; false where there is no repository. */
    async ignores(path) {
        const answer = await this.#git('check-ignore', '--quiet', '--', path);
        return 'code' in answer && answer.code === 0;
    }
    /** A path as a reader of the repository knows it: relative to the workspace. */
    shown(path) {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(this.#workspace, path);
    }
    /** NUL-ended or line-ended names. */
    async #ask(...words) {
        const answer = await this.#git(...words);
        if (!('code' in answer) || answer.code !== 0)
            return undefined;
        const end = answer.stdout.includes('\0') ? '\0' : '\n';
        return answer.stdout.split(end).filter(name => name !== '');
    }
    #git(...words) {
        return (0,_git_js__WEBPACK_IMPORTED_MODULE_1__/* .askRepository */ .gq)(this.#folder, words, {
            env: this.#env,
            workspace: this.#workspace,
            emptyFolder: '/',
            cancel: this.#cancel,
            deadline: DEADLINE,
        });
    }
}


/***/ }),

/***/ 8028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/host/home.js
var host_home = __webpack_require__(3500);
// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
;// CONCATENATED MODULE: ./build/host/disk.js






/** Milliseconds for finding out what uses a disk. */
const PATIENCE = 5000;
const MOST = 5;
/** Bytes: what uses less is not told of. */
const WORTH = 1e6;
/** Looks at the disks that a job needs, and warns before one is full. */
class DiskWatch {
    #ctx;
    #places;
    #told = new Set();
    constructor(ctx, workspace) {
        this.#ctx = ctx;
        const temp = ctx.env.RUNNER_TEMP;
        this.#places = ['/nix', '/tmp', (0,external_node_os_.tmpdir)(), workspace, ...(temp ? [temp] : [])];
    }
    /**
     * Looks for the first time.
     * @param workspace GITHUB_WORKSPACE
     */
    static async begin(ctx, workspace) {
        const watch = new DiskWatch(ctx, workspace);
        await watch.look();
        return watch;
    }
    /** Warns of each file system once. Never throws. */
    async look() {
        const spaces = await this.#spaces();
        for (const space of spaces.filter(isShort)) {
            if (this.#told.has(space.device))
                continue;
            this.#told.add(space.device);
            const users = await this.#usersOf(space);
            const used = users.length > 0 ? ` It is used by ${users.join(', ')}.` : '';
            this.#ctx.logger.warning(`Only ${tell(space)}: builds and tests may fail for lack of it.${used} Free some before the job (nix-collect-garbage removes what no job needs any more), or use a larger disk.`, 'Disk space');
        }
    }
    /** How much is left, in a sentence for a failure. */
    async now() {
        const spaces = await this.#spaces();
        return `Now ${spaces.map(tell).join('; ')}.`;
    }
    async #spaces() {
        return spacesOf(this.#places).catch(() => []);
    }
    /** What is known to grow, largest first; what is not counted in time is likely the largest. */
    async #usersOf({ device }) {
        const { env } = this.#ctx;
        const home = (0,host_home/* homeOf */.l)(env);
        const folders = [
            ...['/nix/store', '/var/lib/docker', '/var/cache', '/var/log', '/usr/local', '/opt', '/tmp'],
            ...['.cache', '.cargo', '.local'].map(name => (0,external_node_path_.join)(home, name)),
            ...this.#places.slice(2),
        ];
        const cancel = AbortSignal.timeout(PATIENCE);
        const counted = await Promise.all([...new Set(folders)].map(async (folder) => {
            const there = await (0,promises_.stat)(folder).catch(() => undefined);
            if (there?.dev !== device)
                return { folder, bytes: 0 };
            const argv = ['du', '-skx', folder];
            // What may not be read is left out, and du ends with 1.
            const printed = await (0,spawn/* capture */.Fg)(argv, { env, cwd: '/', cancel }).catch(() => undefined);
            if (cancel.aborted)
                return { folder, bytes: Number.POSITIVE_INFINITY };
            return { folder, bytes: 1024 * (Number.parseInt(printed?.stdout ?? '', 10) || 0) };
        }));
        return counted
            .filter(({ bytes }) => bytes >= WORTH)
            .toSorted((a, b) => b.bytes - a.bytes)
            .slice(0, MOST)
            .map(({ folder, bytes }) => `${folder} (${amount(bytes)})`);
    }
}
function amount(bytes) {
    return Number.isFinite(bytes) ? (0,format/* bytesText */.pV)(bytes) : 'too many files to count';
}
const GIGABYTE = 1e9;
/** What a build, a test and what they fetch may well need; a small file system is short when three quarters are used. */
const LITTLE = 2 * GIGABYTE;
const FEW_FILES = 50000;
/** Pure: whether a build may soon find no space, or no file to make. */
function isShort({ free, bytes, freeFiles, files }) {
    return free < Math.min(LITTLE, bytes / 4) || freeFiles < Math.min(FEW_FILES, files / 4);
}
/** Pure: `412 MB of 10 GB are free where /nix and /tmp are`. */
function tell(space) {
    const { places, free, bytes, freeFiles, files } = space;
    const where = new Intl.ListFormat('en').format(places);
    const isByFiles = free >= Math.min(LITTLE, bytes / 4) && isShort(space);
    const left = isByFiles
        ? `${freeFiles} of ${files} files (inodes)`
        : `${(0,format/* bytesText */.pV)(free)} of ${(0,format/* bytesText */.pV)(bytes)}`;
    return `${left} are free where ${where} ${places.length > 1 ? 'are' : 'is'}`;
}
/** The file systems of places, each once; a place that is not there yet is where its folder is. */
async function spacesOf(places) {
    const found = new Map();
    for (const place of new Set(places)) {
        const one = await spaceOf(place, place);
        const there = found.get(one.device);
        found.set(one.device, { ...one, places: [...(there?.places ?? []), place] });
    }
    return [...found.values()];
}
async function spaceOf(place, path) {
    try {
        const [{ dev: device }, { bsize, bavail, blocks, files, ffree }] = await Promise.all([
            (0,promises_.stat)(path),
            (0,promises_.statfs)(path),
        ]);
        const free = bavail * bsize;
        return { places: [place], device, free, bytes: blocks * bsize, freeFiles: ffree, files };
    }
    catch (error) {
        if ((0,external_node_path_.dirname)(path) === path)
            throw error;
        return spaceOf(place, (0,external_node_path_.dirname)(path));
    }
}

// EXTERNAL MODULE: ./build/host/tracked-files.js
var tracked_files = __webpack_require__(4115);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var secrets = __webpack_require__(8569);
;// CONCATENATED MODULE: ./build/lint/flake-config.js



/** A flake's nixConfig is literal text: reading it evaluates nothing else. */
const READ = 'let c = (import ./flake.nix).nixConfig or { }; in (c.substituters or [ ]) ++ (c.extra-substituters or [ ])';
/** Tells which caches of the flake's nixConfig are not used, because `accept-flake-config` is not set. */
async function noticeOfFlakeCaches({ nix, env, project, ctx }) {
    // The name of an attribute of flake.nix itself cannot be computed.
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(project, 'flake.nix'), 'utf8').catch(() => '');
    if (!text.includes('nixConfig'))
        return;
    const argv = [(0,external_node_path_.join)(nix.bin, 'nix-instantiate'), '--eval', '--strict', '--json', '--expr', READ];
    const { code, stdout } = await (0,spawn/* capture */.Fg)(argv, { env, cwd: project });
    const caches = code === 0 ? JSON.parse(stdout) : [];
    const names = [caches].flat(2).filter(cache => typeof cache === 'string');
    if (names.length === 0)
        return;
    ctx.logger.notice(`The flake's nixConfig names caches that are not used: ${names.join(', ')}. To trust them with what they serve, set accept-flake-config: true.`, 'Caches of the flake');
}

// EXTERNAL MODULE: ./build/host/plain-file.js
var plain_file = __webpack_require__(7094);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/lint/pins/finding.js
/** Any text as JSON; undefined where it is none, or no map. */
function parseJson(text) {
    try {
        const value = JSON.parse(text);
        return asMap(value);
    }
    catch {
        return undefined;
    }
}
function asMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
function asText(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** The line, from 1, where a key of a map stands in a JSON text. */
function lineOfKey(text, key) {
    const at = text.search(new RegExp(`${escaped(JSON.stringify(key))}\\s*:\\s*\\{`));
    return at < 0 ? undefined : lineAt(text, at);
}
function lineAt(text, at) {
    return text.slice(0, at).split('\n').length;
}
function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
const BRANCH = /(?:nixos|nixpkgs|release)-(\d\d)\.(05|11)\b/;
/** 25.11 is 0.2511 there, also after `=` or `~`. */
const FLAKEHUB = /\bflakehub\.com\/f\/(?:pinned\/)?[^/?#]+\/[^/?#]+\/(?:[=~^]|%(?:3d|7e|5e))?(0\.(\d\d)(05|11))\b/i;
/**
 * Whether a text names a release branch of nixpkgs that gets no updates any more. A release is kept until a month after
 * the next one: 25.05 until the end of 2025, 25.11 until the end of June 2026.
 * @param text a branch (`nixos-25.05`) or an address with one in it
 * @returns the branch and its last day as YYYY-MM-DD
 */
function endedBranch(text, now) {
    const named = BRANCH.exec(text);
    const [, version, ...onHub] = named ? [] : (FLAKEHUB.exec(text) ?? []);
    const branch = named?.[0] ?? (version ? `FlakeHub's ${version}` : undefined);
    const [year, month] = named?.slice(1) ?? onHub;
    if (!branch || !year)
        return undefined;
    const end = month === '05' ? `20${year}-12-31` : `20${Number(year) + 1}-06-30`;
    return now.toISOString().slice(0, 10) > end ? { branch, end } : undefined;
}

;// CONCATENATED MODULE: ./build/lint/pins/stale-lock.js

/**
 * Pure: inputs that the lock file lacks, and a `follows` of an input, or an override for one, that is not there.
 * @param lock the text of flake.lock; where it is none there is nothing to say
 */
function staleFindings(declared, lock) {
    // `inputs.self.submodules` says how the flake itself is fetched.
    const { self, ...inputs } = declared.inputs;
    const graph = readGraph(lock);
    if (!graph)
        return [];
    const implied = Object.entries(declared.arguments)
        .filter(([name]) => name !== 'self' && !Object.hasOwn(inputs, name))
        .map(([name, line]) => [name, { line, follows: null }]);
    const all = [...Object.entries(inputs), ...implied];
    const own = new Set(all.map(([name]) => name));
    const followed = Object.entries(inputs).flatMap(([name, input]) => follows(input, [name], own, graph));
    // What follows nothing cannot be locked.
    const lost = new Set(followed.map(({ missing }) => missing));
    const lacking = all.filter(([name, it]) => !graph.has([name]) && !(it.follows !== null && lost.has(it.follows)));
    return [...lacking.map(([name, it]) => finding(it.line, lacks(name, it.follows))), ...followed];
}
function lacks(name, target) {
    const effect = target ? `which follows ${target}` : 'so each run may get another one';
    return `flake.lock lacks the input ${name}, ${effect}. Run nix flake lock, and commit flake.lock.`;
}
function follows({ follows: target, at, inputs }, path, own, graph) {
    // What follows has no inputs of its own; an empty text takes the input away.
    if (target !== null)
        return target === '' ? [] : missing(target, at, path, own, graph);
    return Object.entries(inputs).flatMap(([name, input]) => {
        const below = [...path, name];
        if (graph.has(path) && !graph.has(below)) {
            const text = `${path.join('/')} has no input ${name}, so this override has no effect. Remove it.`;
            return [finding(input.at ?? input.line, text)];
        }
        return follows(input, below, own, graph);
    });
}
function missing(target, line, path, own, graph) {
    const names = target.split('/');
    const depth = names.findIndex((name, at) => at === 0 ? !own.has(name) : graph.has(names.slice(0, at)) && !graph.has(names.slice(0, at + 1)));
    if (depth < 0)
        return [];
    const where = depth === 0 ? 'this flake' : names.slice(0, depth).join('/');
    const text = `${path.join('/')} follows ${target}, but ${where} has no input ${names[depth]}.`;
    return [{ ...finding(line, text), missing: target }];
}
function finding(line, text) {
    return { file: 'flake.nix', ...(line ? { line } : {}), text };
}
/** Inputs on the way to one, with those that it follows. */
const MOST_STEPS = 1000;
function readGraph(lock) {
    const json = parseJson(lock);
    const nodes = asMap(json?.nodes);
    const root = asText(json?.root);
    if (!nodes || root === undefined || !asMap(nodes[root]))
        return undefined;
    const inputsOf = (node) => asMap(asMap(nodes[node])?.inputs) ?? {};
    /** The node at a path; null: there is none, undefined: it cannot be told. */
    const nodeAt = (path, steps) => {
        let node = root;
        for (const name of path) {
            if (typeof name !== 'string' || steps.left-- <= 0)
                return undefined;
            const inputs = inputsOf(node) ?? {};
            if (!Object.hasOwn(inputs, name))
                return null;
            const next = inputs[name];
            const target = Array.isArray(next)
                ? next.length > 0
                    ? nodeAt(next, steps)
                    : undefined
                : asText(next);
            if (typeof target !== 'string')
                return undefined;
            node = target;
        }
        return node;
    };
    return { has: path => nodeAt(path, { left: MOST_STEPS }) !== null };
}

;// CONCATENATED MODULE: ./build/lint/pins/locks.js





/** Warnings; the last one lists what more there is. */
const MOST_WARNINGS = 3;
/** Seconds for the inputs of one flake: they are plain values. */
const DEADLINE = 10;
/**
 * The inputs of a flake.nix as Nix reads them, without what they lead to: nothing is fetched, built, locked or read but
 * this one file.
 */
const DECLARED = `{ path }:
let
  flake = import (/. + path);
  lineOf = name: set: (builtins.unsafeGetAttrPos name set).line or null;
  shape = set: builtins.mapAttrs (name: input: {
    line = lineOf name set;
    follows = input.follows or null;
    at = lineOf "follows" input;
    inputs = shape (input.inputs or { });
  }) set;
  arguments = builtins.functionArgs flake.outputs;
in
{
  inputs = shape (flake.inputs or { });
  arguments = builtins.mapAttrs (name: _: lineOf name arguments) arguments;
}`;
/**
 * Holds flake.nix against flake.lock, beside the steps. Never fails.
 * @param folders of flakes, absolute
 * @returns tells of what does not fit, once the steps have ended: what a step failed on is its own error
 */
function checkLocks(looked, folders, tracked) {
    const look = async () => {
        const found = await Promise.all(folders.map(folder => staleIn(folder, looked)));
        return found.flat().map(it => ({ ...it, file: tracked.shown(it.file) }));
    };
    const found = look().catch(() => []);
    return async (steps) => {
        const errors = steps.flatMap(({ error }) => error?.message ?? []).join('\n');
        const untold = (await found).filter(({ missing }) => missing === undefined || !errors.includes(`non-existent input '${missing}'`));
        const own = untold.length > MOST_WARNINGS ? untold.slice(0, MOST_WARNINGS - 1) : untold;
        for (const it of own)
            looked.ctx.logger.warning(sentence(it), 'Pins', it);
        const rest = untold.slice(own.length);
        const [first] = rest;
        if (first)
            looked.ctx.logger.warning(rest.map(sentence).join('\n'), 'Pins', first);
    };
}
function sentence({ file, line, text }) {
    return (0,lib_text/* toOneLine */.GX)(`${[file, ...(line ? [line] : [])].join(':')}: ${text}`, 600);
}
async function staleIn(folder, looked) {
    const file = (0,external_node_path_.join)(folder, 'flake.nix');
    const [flake, lock] = await Promise.all([(0,plain_file/* readPlain */.r)(file), (0,plain_file/* readPlain */.r)((0,external_node_path_.join)(folder, 'flake.lock'))]);
    if (flake === undefined || lock === undefined)
        return [];
    const declared = await declaredIn(file, looked);
    return declared ? staleFindings(declared, lock).map(it => ({ ...it, file })) : [];
}
/** Undefined where Nix does not read it: that is told by the steps, or by the look at the syntax. */
async function declaredIn(file, { nix, env, ctx }) {
    const argv = [
        ...[(0,external_node_path_.join)(nix.bin, 'nix-instantiate'), '--eval', '--strict', '--json', '-E', DECLARED],
        ...['--argstr', 'path', file, '-I', `flake=${file}`, '--option', 'restrict-eval', 'true'],
    ];
    const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(DEADLINE * 1000)]);
    const { code, stdout } = await (0,spawn/* capture */.Fg)(argv, { env: { ...env, NIX_PATH: '' }, cwd: '/', cancel });
    return code === 0 ? JSON.parse(stdout) : undefined;
}

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/nix/nix-path.js
var nix_path = __webpack_require__(7311);
// EXTERNAL MODULE: ./build/nix/pinned.js
var pinned = __webpack_require__(4852);
;// CONCATENATED MODULE: ./build/lint/pins/nixpkgs.js

/** A nixpkgs that is older lacks half a year of security fixes, and its release may have ended. */
const OLDEST = 180;
const DAY = 24 * 60 * 60 * 1000;
/** Archives carry times such as 0, 1 or 1980 that say nothing: nixpkgs began later. */
const EARLIEST = Date.UTC(2003) / 1000;
const ADDRESSES = [
    /\b(?:channels|releases)\.nixos\.org\//,
    // Channels, also on a mirror.
    /\/nixexprs\.tar\.\w+(?:[?#]|$)/,
    /\bflakehub\.com\/f\/(?:pinned\/)?(?:NixOS\/nixpkgs|DeterminateSystems\/(?:nixpkgs[\w.-]*|secure))\//i,
    /^git@[^:]+:NixOS\/nixpkgs(?:\.git)?$/i,
    /\/NixOS\/nixpkgs(?:\.git)?\/?(?:[?#]|$)/i,
    /\bgithub\.com\/NixOS\/nixpkgs\/archive\//i,
];
/** Pure: whether a source, by the repository or the address that a lock has of it, is nixpkgs. */
function isNixpkgs({ owner, repo, url }) {
    const isRepository = /^nixos$/i.test(asText(owner) ?? '') && /^nixpkgs$/i.test(asText(repo) ?? '');
    return isRepository || ADDRESSES.some(address => address.test(asText(url) ?? ''));
}
/**
 * Pure: the age in days of a nixpkgs that is too old; undefined where it is not, or no time is known.
 * @param seconds since 1970, as a lock has them
 */
function daysTooOld(seconds, now) {
    if (typeof seconds !== 'number' || !(seconds > EARLIEST))
        return undefined;
    const days = Math.floor((now.getTime() - seconds * 1000) / DAY);
    return days > OLDEST ? days : undefined;
}

;// CONCATENATED MODULE: ./build/lint/pins/flake-lock.js


const FILE = 'flake.lock';
/** Addresses that are always the same nixpkgs: an update brings no other. */
const FIXED = /\bflakehub\.com\/f\/(?:pinned\/|[^/]+\/[^/]+\/(?:=|%3d))|\breleases\.nixos\.org\//i;
/** Reads a flake.lock; undefined where it is none. */
function readLock(text) {
    const json = parseJson(text);
    const all = asMap(json?.nodes);
    const root = asText(json?.root);
    if (!all || root === undefined)
        return undefined;
    const nodes = new Map(Object.entries(all).map(([name, node]) => [name, asMap(node)]));
    const inputs = new Map();
    const followed = new Set();
    const users = new Map();
    for (const [name, node] of nodes) {
        for (const [input, target] of Object.entries(asMap(node?.inputs) ?? {})) {
            const value = target;
            if (Array.isArray(value)) {
                const first = asText(value[0]);
                if (first)
                    followed.add(first);
            }
            else if (typeof value === 'string') {
                if (name === root)
                    inputs.set(input, value);
                users.set(value, [...(users.get(value) ?? []), name]);
            }
        }
    }
    const nixpkgs = new Map([...nodes]
        .filter(([, node]) => isNixpkgs(asMap(node?.locked) ?? {}))
        .map(([name]) => [name, (users.get(name) ?? []).filter(user => user !== root)]));
    return { inputs, followed, nodes, nixpkgs };
}
/**
 * Pure: an old nixpkgs, one of a release that has ended, and several where one would do.
 * @param without names of inputs that are told of otherwise
 */
function lockFindings(text, now, without = []) {
    const lock = readLock(text);
    if (!lock)
        return [];
    const own = [...lock.inputs].filter(([, node]) => lock.nixpkgs.has(node));
    const aged = own.flatMap(([input, node]) => {
        if (without.includes(input))
            return [];
        const said = ageOf(input, lock.nodes.get(node), now);
        return said ? [{ node, text: said }] : [];
    });
    const nodes = own.map(([, node]) => node);
    return [...aged, ...duplicates(lock, nodes)].map(found => {
        const line = lineOfKey(text, found.node);
        return { file: FILE, ...(line ? { line } : {}), text: found.text };
    });
}
function ageOf(input, node, now) {
    const { ref, rev, url } = asMap(node?.original) ?? {};
    const address = asText(url) ?? '';
    const ended = endedBranch(asText(ref) ?? address, now);
    if (ended)
        return `${input} follows ${ended.branch}, which has had no updates since ${ended.end}. Name a newer one in flake.nix, then nix flake update ${input}.`;
    const locked = asMap(node?.locked);
    // What follows "the newest one" is still that of its time.
    const old = endedBranch(asText(locked?.url) ?? '', now);
    if (old)
        return `${input} is locked to ${old.branch}, which has had no updates since ${old.end}: nix flake update ${input}.`;
    const days = daysTooOld(locked?.lastModified, now);
    if (days === undefined)
        return undefined;
    const isFixed = asText(rev) !== undefined || FIXED.test(address);
    const way = isFixed ? 'name a newer one in flake.nix' : `nix flake update ${input}`;
    return `${input} is ${days} days old: ${way}.`;
}
/** Those that the flake asks for itself by two names are meant. */
function duplicates({ nixpkgs }, own) {
    const others = [...nixpkgs].filter(([node]) => !own.includes(node));
    if (others.length + Math.min(own.length, 1) < 2)
        return [];
    const users = [...new Set(others.flatMap(([, by]) => by))];
    const first = users[0] ?? '';
    const target = own.length > 0 ? 'nixpkgs' : `${first}/nixpkgs`;
    return [
        {
            node: others[0]?.[0] ?? '',
            text: `nixpkgs is locked ${nixpkgs.size} times; copies of their own have ${users.slice(0, 6).join(', ')}. Where one will do: inputs.${first}.inputs.nixpkgs.follows = "${target}" in flake.nix.`,
        },
    ];
}

;// CONCATENATED MODULE: ./build/lint/pins/sources.js


/** Sources of a file that are looked at. */
const MOST_SOURCES = 500;
/** The sources of a file, of the tool that its contents are of. */
function readSources(text) {
    const json = parseJson(text);
    const tool = toolOf(json);
    const entries = tool === 'npins' ? asMap(json?.pins) : tool === 'lon' ? asMap(json?.sources) : json;
    const sources = Object.entries(entries ?? {})
        .slice(0, MOST_SOURCES)
        .flatMap(([name, value]) => {
        const pin = asMap(value);
        return pin ? (READERS[tool](name, pin) ?? []) : [];
    });
    return { tool, sources };
}
function toolOf(json) {
    if (json?.version !== undefined && asMap(json.pins))
        return 'npins';
    if (asText(json?.version) && asMap(json?.sources))
        return 'lon';
    const entries = Object.values(json ?? {});
    return entries.length > 0 && entries.every(it => asMap(asMap(it)?.src)) ? 'nvfetcher' : 'niv';
}
const READERS = {
    niv: (name, pin) => ({ name, follows: asText(pin.branch) ?? '' }),
    npins: (name, pin) => {
        const isChannel = asText(pin.type) === 'Channel';
        return { name, follows: asText(isChannel ? pin.name : pin.branch) ?? '' };
    },
    lon: (name, pin) => {
        const made = isNixpkgs(pin) && !isSet(pin.frozen) ? pin.lastModified : undefined;
        const follows = asText(pin.branch) ?? '';
        return typeof made === 'number' ? { name, follows, made } : { name, follows };
    },
    // Most of its sources are programs, whose branches and ages say nothing.
    nvfetcher: (name, pin) => {
        const src = asMap(pin.src) ?? {};
        if (!isNixpkgs(src))
            return undefined;
        const day = /^\d{4}-\d\d-\d\d/.exec(asText(pin.date) ?? '')?.[0];
        const made = day && !isSet(pin.pinned) ? Date.parse(day) / 1000 : Number.NaN;
        const follows = asText(src.url) ?? '';
        return made > 0 ? { name, follows, made } : { name, follows };
    },
};
function isSet(value) {
    return value === true;
}
const UPDATES = {
    niv: {
        branch: name => `niv update ${name} -b BRANCH, with a newer branch.`,
        all: name => `niv update ${name}.`,
    },
    npins: {
        branch: name => `npins add … --name ${name}, with a newer branch.`,
        all: name => `npins update ${name}.`,
    },
    lon: {
        branch: name => `lon modify ${name} --branch BRANCH, with a newer branch.`,
        all: name => `lon update ${name}.`,
    },
    nvfetcher: {
        branch: name => `Name a newer one for ${name} in nvfetcher.toml, then nvfetcher.`,
        all: name => `nvfetcher --filter '^${name}$'.`,
    },
};
/**
 * Pure: sources of a release of nixpkgs that has ended, and an old nixpkgs.
 * @param without names that are told of otherwise
 */
function sourcesFindings(file, text, now, without = []) {
    const { tool, sources } = readSources(text);
    const own = sources.filter(({ name }) => !without.includes(name));
    return own.flatMap(source => {
        const said = saidOf(source, tool, now);
        const line = lineOfKey(text, source.name);
        return said ? [{ file, ...(line ? { line } : {}), text: said }] : [];
    });
}
function saidOf({ name, follows, made }, tool, now) {
    const ended = endedBranch(follows, now);
    if (ended)
        return `${name} follows ${ended.branch}, which has had no updates since ${ended.end}. ${UPDATES[tool].branch(name)}`;
    const days = daysTooOld(made, now);
    return days === undefined ? undefined : `${name} is ${days} days old: ${UPDATES[tool].all(name)}`;
}

;// CONCATENATED MODULE: ./build/lint/nix-text.js
/** Comments, and strings of two kinds. */
const APART = /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"/g;
/** A Nix text of the same length without comments and, where asked, without indented strings. */
function withoutComments(text, isCodeOnly = false) {
    return text.replace(APART, part => {
        const isKept = part.startsWith('"') || (part.startsWith("''") && !isCodeOnly);
        return isKept ? part : part.replace(/[^\n]/g, ' ');
    });
}
/** The code of a Nix text: without comments and scripts. */
function codeOf(text) {
    return withoutComments(text, true);
}

;// CONCATENATED MODULE: ./build/lint/pins/unpinned.js




/** `fetchurl` alone is that of nixpkgs, which wants a hash by itself. */
const FETCH = /(?<![\w.'-])(?:(?:builtins\s*\.\s*)?(?<name>fetchTarball|fetchGit|fetchTree|fetchMercurial)|builtins\s*\.\s*(?<file>fetchurl))\s*(?=["{]|https?:)/g;
const PINNED = /\b(?:sha256|hash|narHash|rev|outputHash)\b/;
const REMOTE = /^(?:https?|git|ssh|git\+\w+):\/\/|^(?:github|gitlab|sourcehut):|^git@/;
const REVISION = /[0-9a-f]{40}/;
/** Characters of an argument that are looked at. */
const LONGEST = 2000;
/** Pure: fetches in a Nix text that name neither a hash nor a revision, so that each run may get something else. */
function unpinnedFetches(file, text) {
    const plain = withoutComments(text, true);
    return [...plain.matchAll(FETCH)].flatMap(match => {
        const name = match.groups?.name ?? match.groups?.file ?? '';
        const argument = argumentAt(plain, match.index + match[0].length);
        const url = urlOf(argument);
        if (!url || PINNED.test(argument.replace(url, '')))
            return [];
        if (!REMOTE.test(url) || url.includes('${') || REVISION.test(url))
            return [];
        const needs = name === 'fetchGit' || name === 'fetchMercurial' ? 'rev' : 'sha256';
        const said = `${name} of ${(0,lib_text/* toOneLine */.GX)(url, 120)} has no ${needs}: each run may get something else.`;
        return [{ file, line: lineAt(text, match.index), text: said }];
    });
}
/** A string, an address, or a set up to its end. */
function argumentAt(text, at) {
    const rest = text.slice(at, at + LONGEST);
    if (!rest.startsWith('{'))
        return /^(?:"(?:[^"\\]|\\[\s\S])*"|[^\s;)]+)/.exec(rest)?.[0] ?? '';
    let depth = 0;
    for (let i = 0; i < rest.length; i++) {
        if (rest[i] === '{')
            depth++;
        else if (rest[i] === '}' && --depth === 0)
            return rest.slice(0, i + 1);
    }
    return '';
}
function urlOf(argument) {
    if (!argument.startsWith('{'))
        return argument.replace(/^"|"$/g, '');
    const [, quoted, plain] = /\burl\s*=\s*(?:"([^"]*)"|(https?:[^\s;]+))/.exec(argument) ?? [];
    return quoted ?? plain;
}
/** Pure: entries of a NIX_PATH that move: channels, what FlakeHub resolves, and archives of a branch. */
function movingEntries(where, nixPath) {
    return (0,nix_path/* splitNixPath */.pu)(nixPath)
        .filter(entry => {
        const place = entry.slice(entry.indexOf('=') + 1);
        const isChannel = /^channel:|\bnixos\.org\/channels\/|\bchannels\.nixos\.org\/|\bflakehub\.com\/f\/(?!pinned\/)/.test(place);
        const isArchive = /^https?:.*\/archive\//.test(place) && !REVISION.test(place);
        return isChannel || isArchive;
    })
        .map(entry => ({
        text: `${where}: ${(0,lib_text/* toOneLine */.GX)(entry, 150)} moves, so each run may get another one. Pin it: nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz`,
    }));
}

;// CONCATENATED MODULE: ./build/lint/pins/unused.js


const NAME = String.raw `[A-Za-z_][\w'-]*`;
const OUTPUTS = new RegExp(String.raw `\boutputs\s*=\s*(?:(${NAME})\s*@\s*)?(\{[^{}]*\}|${NAME})\s*(?:@\s*(${NAME})\s*)?:`);
/**
 * Pure: inputs of a flake that nothing names, by a search for words; none where they are handed on as a whole.
 * @param flake the text of flake.nix
 * @param inputs the names of its inputs, without those that others follow
 * @param others the texts of the other Nix files
 */
function unusedInputs(flake, inputs, others) {
    const text = withoutComments(flake);
    const match = OUTPUTS.exec(text);
    if (!match)
        return [];
    const [all, before, pattern = '', after] = match;
    const body = text.slice(match.index + all.length);
    const named = pattern.startsWith('{') ? undefined : pattern;
    const alias = before ?? after ?? named;
    const texts = [body, ...others.map(other => withoutComments(other))];
    const isWhole = alias !== undefined && isHandedOn(alias, body);
    const isAside = texts.some(it => isHandedOn(String.raw `self\s*\.\s*inputs`, it, true));
    if (isWhole || isAside || /^\s*inputs\s*(?:\.[^;=]*)?=(?!=)/m.test(body))
        return [];
    return inputs.filter(name => name !== 'self' && !texts.some(it => hasWord(it, name)));
}
/** Whether a set is used otherwise than for one attribute. */
function isHandedOn(name, text, isPattern = false) {
    const word = isPattern ? name : escaped(name);
    return new RegExp(String.raw `(?<![\w'-])${word}(?![\w'-])(?!\s*\.\s*[A-Za-z_"])`).test(text);
}
/**
 * Pure: sources of niv, npins or lon that nothing names; none where all of them are gone through.
 * @param isFound whether `<nixpkgs>` is the one of these sources
 * @param isAsked whether a command or a script asks for it, as `nix-shell -p` does
 */
function unusedSources(names, others, isFound, isAsked = false) {
    const texts = others.map(other => withoutComments(other));
    const isGoneThrough = texts.some(text => /\b(?:mapAttrs|attrValues|attrNames|mapAttrsToList|filterAttrs)\b[^;]*\b(?:sources|pins|npins|lon)\b/.test(text));
    if (isGoneThrough)
        return [];
    const isUsed = (name) => texts.some(text => hasWord(text, name)) ||
        (isFound && name === 'nixpkgs' && (isAsked || texts.some(it => /<nixpkgs[>/]/.test(it))));
    return names.filter(name => !isUsed(name));
}
/** `<nixpkgs>` is not the word `nixpkgs`. */
function hasWord(text, name) {
    return new RegExp(`(?<![\\w'<-])${escaped(name)}(?![\\w'-])`).test(text);
}

;// CONCATENATED MODULE: ./build/lint/pins/read.js








/** Files that are read, and inputs that are looked at. */
const MOST_FILES = 2000;
const MOST_INPUTS = 500;
/** Files that niv, npins, lon and nvfetcher write; they fetch what is pinned beside them. */
const WRITTEN = [
    ...['nix/sources.nix', 'npins/default.nix', 'lon.nix', 'nix/lon.nix', '_sources/generated.nix'],
];
/** Reads the pins of a project, and the tracked Nix files that should go by them. */
async function readPins(tracked, options) {
    const { project, env, now } = options;
    const files = (0,pinned/* pinFiles */.z4)(env).filter(file => file !== 'flake.lock');
    const [texts, flake, lock, ...sources] = await Promise.all([
        nixTexts(tracked, project),
        ...['flake.nix', 'flake.lock', ...files].map(file => (0,plain_file/* readPlain */.r)((0,external_node_path_.resolve)(project, file))),
    ]);
    const own = [...texts].filter(([file]) => !WRITTEN.includes(file));
    const others = own.filter(([file]) => file !== 'flake.nix').map(([, text]) => text);
    const users = [...others, flake ?? ''];
    return [
        ...flakeFindings(flake, lock, others, now),
        ...sources.flatMap((text, at) => text === undefined ? [] : sourceFindings(files[at] ?? '', text, users, options)),
        ...own.flatMap(([file, text]) => unpinnedFetches(file, text)),
        ...options.searchPaths.flatMap(([where, path]) => movingEntries(where, path)),
    ];
}
/** Pure: what is to be said of the sources of niv, npins, lon or nvfetcher. */
function sourceFindings(file, text, users, { now, findsPinned, scriptsAsk }) {
    const unknown = (0,pinned/* unknownVersion */.VN)(file, parseJson(text));
    if (unknown)
        return [{ file, text: `it ${unknown}, so its pins are not looked at.` }];
    const { tool, sources } = readSources(text);
    // What nvfetcher pins is found by all kinds of names.
    const names = tool === 'nvfetcher' ? [] : sources.map(({ name }) => name);
    const unused = unusedSources(names, users, findsPinned, scriptsAsk);
    // What nothing uses is to be dropped, not updated.
    return [
        ...sourcesFindings(file, text, now, unused),
        ...unused.map(name => unusedFinding(file, text, name)),
    ];
}
/** Pure: what is to be said of flake.nix and its lock file; undefined where there is none. */
function flakeFindings(flake, lock, others, now) {
    if (flake === undefined)
        return [];
    if (lock === undefined) {
        const needsLock = /\burl\s*=\s*"/.test(flake.split(/\boutputs\s*=/)[0] ?? '');
        const text = 'there is no flake.lock, so each run may get other inputs: nix flake lock';
        return needsLock ? [{ file: 'flake.nix', text: `${text}, and commit it.` }] : [];
    }
    const { inputs, followed } = readLock(lock) ?? {};
    const own = [...(inputs?.keys() ?? [])].slice(0, MOST_INPUTS);
    const names = own.filter(name => !followed?.has(name));
    const unused = unusedInputs(flake, names, others);
    return [
        ...lockFindings(lock, now, unused),
        ...unused.map(name => ({ file: 'flake.nix', text: `the input ${name} is not used.` })),
    ];
}
function unusedFinding(file, text, name) {
    const line = lineOfKey(text, name);
    const said = `${name} is pinned, but no Nix file of the project uses it.`;
    return { file, ...(line ? { line } : {}), text: said };
}
/** The tracked Nix files of the project by their names in it. */
async function nixTexts(tracked, project) {
    const files = ((await tracked.files('*.nix')) ?? []).filter(it => it.startsWith(project + external_node_path_.sep));
    const texts = new Map();
    for (const file of files.slice(0, MOST_FILES)) {
        const text = await (0,plain_file/* readPlain */.r)(file);
        if (text !== undefined)
            texts.set((0,external_node_path_.relative)(project, file), text);
    }
    return texts;
}

;// CONCATENATED MODULE: ./build/lint/pins/pins.js




/** Findings that are listed. */
const MOST_LISTED = 20;
/**
 * Looks at the pins of the project. Never fails.
 * @returns tells of them in one annotation
 */
async function checkPins({ project, level, nixPath, steps }, tracked, use, ctx) {
    if (level === 'off')
        return () => { };
    const isOwn = nixPath === 'auto' && !ctx.env.NIX_PATH;
    const options = {
        project,
        searchPaths: searchPaths({ nixPath, steps }, ctx.env),
        findsPinned: isOwn,
        scriptsAsk: (await use).inScripts,
        env: ctx.env,
        now: new Date(),
    };
    const findings = await readPins(tracked, options).catch(errors/* formatError */.W);
    return () => {
        if (typeof findings === 'string')
            ctx.logger.info(`The pins could not be looked at: ${findings}`);
        else
            tellOf(findings, level === 'warn' ? 'warning' : 'notice', tracked, project, ctx.logger);
    };
}
/** Pure: what Nix is told to look for `<…>` in, by where it is told so. */
function searchPaths({ nixPath, steps }, env) {
    const given = nixPath === 'auto' ? [['NIX_PATH', env.NIX_PATH ?? '']] : [['nix-path', nixPath]];
    const ofSteps = (steps === 'auto' ? [] : steps).map(({ name, args }) => [
        name,
        (0,nix_path/* searchPathOf */.hB)(args).join(':'),
    ]);
    return [...given, ...ofSteps];
}
function tellOf(findings, level, tracked, project, logger) {
    if (findings.length === 0)
        return;
    const named = findings.map(it => it.file ? { ...it, file: tracked.shown(`${project}/${it.file}`) } : it);
    const lines = named.slice(0, MOST_LISTED).map(it => (0,lib_text/* toOneLine */.GX)(`${placeOf(it)}${it.text}`, 600));
    const more = named.length > MOST_LISTED ? [`… and ${named.length - MOST_LISTED} more`] : [];
    const first = named.find(it => it.file !== undefined);
    const place = first?.file
        ? { file: first.file, ...(first.line ? { line: first.line } : {}) }
        : undefined;
    logger[level]([...lines, ...more].join('\n'), 'Pins', place);
}
function placeOf({ file, line }) {
    return file ? `${[file, ...(line ? [line] : [])].join(':')}: ` : '';
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
// EXTERNAL MODULE: ./build/model/errors-in.js
var errors_in = __webpack_require__(8319);
// EXTERNAL MODULE: ./build/nix/diagnostics/message.js
var message = __webpack_require__(4124);
// EXTERNAL MODULE: ./build/nix/log/log.js + 17 modules
var log_log = __webpack_require__(1724);
;// CONCATENATED MODULE: ./build/lint/syntax.js









/** nixpkgs has 40,000 Nix files; a project that a person writes has far fewer. */
const syntax_MOST_FILES = 2000;
const MOST_BAD = 20;
/** Seconds in all. */
const syntax_DEADLINE = 20;
/** Files of one process: far below what a kernel takes as arguments. */
const BATCH = 500;
/**
 * Parses Nix files, which evaluates nothing. Nix ends at the first one that does not parse, so it is called again for
 * those behind it. What needs an experimental feature is not bad, and is not looked into.
 * @param files absolute
 */
async function parseNixFiles(files, nix, env, cancel) {
    const first = files.slice(0, syntax_MOST_FILES);
    const looked = await plainFiles(first);
    const bad = [];
    const end = performance.now() + syntax_DEADLINE * 1000;
    let at = 0;
    while (at < looked.length && bad.length < MOST_BAD && performance.now() < end) {
        const batch = looked.slice(at, at + BATCH);
        const left = (end - performance.now()) / 1000;
        const errors = await parse(batch, nix, env, left, cancel);
        if (!errors)
            break;
        const found = firstBad(errors, batch);
        if (errors.length > 0 && !found)
            break;
        if (found && !/experimental/i.test(found.message))
            bad.push(found);
        at += found ? batch.indexOf(found.file) + 1 : batch.length;
    }
    return { bad, parsed: at, all: files.length - (first.length - looked.length) };
}
async function plainFiles(files) {
    const stats = await Promise.all(files.map(file => (0,promises_.lstat)(file).catch(() => undefined)));
    return files.filter((_, index) => stats[index]?.isFile());
}
/** @returns Nix's errors, none where all parse; undefined where it was cut short */
async function parse(files, { bin }, env, timeout, cancel) {
    const log = new log_log/* NixLog */.y(() => { });
    const argv = [(0,external_node_path_.join)(bin, 'nix-instantiate'), '--log-format', 'internal-json', '--parse', ...files];
    // The parsed text, which is long, goes nowhere.
    const time = { seconds: timeout, said: 'took too long' };
    const exit = await (0,spawn/* run */.eF)(argv, { cwd: '/', env, time, cancel, stderr: log });
    log.finish(exit);
    if (exit.timedOut || exit.cancelled)
        return undefined;
    return exit.code === 0 ? [] : log.run().errors;
}
/** Pure: the file of these that Nix complains of; undefined where it complains of something else. */
function firstBad(errors, files) {
    for (const error of errors) {
        const { text, position } = (0,message/* parseMessage */.v)(error);
        const file = position && files.find(it => it === position.file || endsAlike(it, position.file));
        if (!file)
            continue;
        const { line, column } = position;
        return { file, line, ...(column ? { column } : {}), message: text };
    }
    return undefined;
}
/** macOS names /tmp as /private/tmp. */
function endsAlike(one, other) {
    return other.endsWith(one) && other.startsWith('/private');
}
/** Files that get a warning of their own; the last one lists what more there is. */
const syntax_MOST_WARNINGS = 3;
/** Bring variables into scope that the file itself does not have: `scopedImport`, and loaders that are made of it. */
const SCOPING = 'scopedImport|haumea|namaka|paisano|divnix|omnibus';
/**
 * Parses the tracked Nix files beside the steps.
 * @param exclude the input `syntax-exclude`
 * @returns tells of those that do not parse, once the steps have ended: what a step failed on is its own error
 */
function checkSyntax({ nix, ctx, env }, tracked, exclude) {
    const look = async () => {
        const { wanted, unfit } = await chosen(tracked, exclude);
        const syntax = await parseNixFiles(wanted, nix, env, ctx.cancel);
        const isScoped = syntax.bad.some(isUndefined) &&
            ((await tracked.naming(SCOPING, ':(top)*.nix')) ?? []).length > 0;
        const bad = isScoped ? syntax.bad.filter(it => !isUndefined(it)) : syntax.bad;
        return { ...syntax, bad, unfit };
    };
    const found = look().catch(errors/* formatError */.W);
    return async (steps) => {
        const syntax = await found;
        if (typeof syntax === 'string')
            ctx.logger.info(`The tracked Nix files could not be parsed: ${syntax}`);
        else
            syntax_tell(syntax, new Set(filesOf(steps)), nix, tracked, ctx);
    };
}
async function chosen(tracked, exclude) {
    const files = (await tracked.files('*.nix')) ?? [];
    if (exclude.length === 0)
        return { wanted: files, unfit: [] };
    const everything = (await tracked.files())?.map(file => tracked.shown(file));
    const globs = exclude.map(glob => ({ glob, fits: picomatch(glob, { dot: true }) }));
    return {
        wanted: files.filter(file => !globs.some(({ fits }) => fits(tracked.shown(file)))),
        unfit: globs
            .filter(({ fits }) => everything && !everything.some(file => fits(file)))
            .map(({ glob }) => glob),
    };
}
function isUndefined({ message }) {
    return /^undefined variable /.test(message);
}
function syntax_tell({ bad, parsed, all, unfit }, told, { version }, tracked, { logger, cancel }) {
    const named = bad.map(it => ({ ...it, file: tracked.shown(it.file) }));
    const untold = named.filter(({ file }) => !told.has(file));
    const own = untold.length > syntax_MOST_WARNINGS ? untold.slice(0, syntax_MOST_WARNINGS - 1) : untold;
    const rest = untold.slice(own.length);
    for (const it of own)
        logger.warning(syntax_sentence(it, version), titleOf(it), it);
    const [first] = rest;
    if (first) {
        const list = rest.map(it => `${syntax_placeOf(it)}: ${(0,lib_text/* toOneLine */.GX)(it.message)}`);
        const isMixed = rest.some(isUndefined);
        const what = isMixed ? 'These files cannot be evaluated' : 'These do not parse';
        logger.warning(`${what} with Nix ${version}:\n${list.join('\n')}`, titleOf(first), first);
    }
    for (const glob of unfit)
        logger.warning(`syntax-exclude: no tracked file matches ${(0,lib_text/* toOneLine */.GX)(glob)}. Globs are relative to the workspace; a directory needs /**.`, 'syntax-exclude');
    if (parsed < all && !cancel.aborted)
        logger.info(`${parsed} of ${all} tracked Nix files were parsed, to find those with errors.`);
}
function titleOf(it) {
    return isUndefined(it) ? 'Undefined variable' : 'A Nix file does not parse';
}
function syntax_sentence(it, version) {
    if (isUndefined(it))
        return `${(0,lib_text/* toOneLine */.GX)(syntax_placeOf(it))}: ${(0,lib_text/* toOneLine */.GX)(it.message)}. Define it or take it as an argument; list files that get it from elsewhere in syntax-exclude.`;
    const what = `${(0,lib_text/* toOneLine */.GX)(syntax_placeOf(it))} does not parse with Nix ${version}: ${(0,lib_text/* toOneLine */.GX)(it.message)}`;
    return `${what}. Repair it, or git rm it.`;
}
function syntax_placeOf({ file, line, column }) {
    return [file, line, column].filter(it => it !== undefined).join(':');
}
/** The files on which errors of steps stand. */
function filesOf(steps) {
    return steps.flatMap(step => (0,errors_in/* errorsIn */.R)(step).flatMap(({ file }) => file ?? []));
}

// EXTERNAL MODULE: ./build/nix/diagnostics/paths.js
var paths = __webpack_require__(4339);
;// CONCATENATED MODULE: ./build/nix/diagnostics/repository.js



/** Larger files are data, not something that a person repairs. */
const LARGEST = 2 ** 20;
const repository_MOST_FILES = 20_000;
const MOST_SEARCHED = 2000;
/** Folders that hold no sources of the repository's own. */
const SKIPPED = new Set(['.git', '.direnv', 'node_modules', 'target', '.cache']);
const SEARCHED = /\.(?:nix|json|toml|ya?ml|lock)$/;
/**
 * The checked-out files. Links are not followed, so that nothing outside the workspace is read; at most 20,000 entries
 * are looked at, 2000 texts searched, and files of more than 1 MiB not read.
 * @param workspace absolute
 */
function repositoryAt(workspace) {
    let files;
    const texts = new Map();
    const read = (path) => readSource(workspace, path);
    return {
        has: async (path) => (await sizeOf(workspace, path)) !== undefined,
        read: path => {
            const text = texts.get(path) ?? read(path);
            texts.set(path, text);
            return text;
        },
        files: () => {
            files ??= listFiles(workspace);
            return files;
        },
        entries: async (folder) => {
            const path = await inside(workspace, folder);
            return path === undefined ? [] : (0,promises_.readdir)(path).catch(() => []);
        },
    };
}
async function readSource(workspace, path) {
    const size = await sizeOf(workspace, path);
    if (size === undefined || size > LARGEST)
        return undefined;
    return (0,promises_.readFile)((0,external_node_path_.join)(workspace, path), 'utf8').catch(() => undefined);
}
/** The size of a plain file that no link leads out of the workspace to. */
async function sizeOf(workspace, path) {
    const real = await inside(workspace, path);
    const stat = real === undefined ? undefined : await (0,promises_.lstat)(real).catch(() => undefined);
    return stat?.isFile() ? stat.size : undefined;
}
/** Where a name of the repository lies; undefined where it is not there, or a link leads out of the workspace. */
async function inside(workspace, path) {
    const name = (0,paths/* within */.ux)('', path);
    if (!name || name.split('/').some(part => SKIPPED.has(part)))
        return undefined;
    try {
        const top = await (0,promises_.realpath)(workspace);
        const real = await (0,promises_.realpath)((0,external_node_path_.join)(workspace, name));
        return real === top || real.startsWith(top + external_node_path_.sep) ? real : undefined;
    }
    catch {
        return undefined;
    }
}
async function listFiles(workspace) {
    const found = [];
    const folders = [workspace];
    let seen = 0;
    for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
        const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => []);
        for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
            if (++seen > repository_MOST_FILES || found.length >= MOST_SEARCHED)
                return found;
            const path = (0,external_node_path_.join)(folder, entry.name);
            if (entry.isDirectory() && !SKIPPED.has(entry.name))
                folders.push(path);
            else if (entry.isFile() && SEARCHED.test(entry.name))
                found.push((0,external_node_path_.relative)(workspace, path).replaceAll(external_node_path_.sep, '/'));
        }
    }
    return found;
}

// EXTERNAL MODULE: ./build/phases/baseline.js + 2 modules
var phases_baseline = __webpack_require__(405);
// EXTERNAL MODULE: ./build/caches/push/begin.js + 6 modules
var begin = __webpack_require__(9203);
// EXTERNAL MODULE: ./build/caches/push/outcome.js
var push_outcome = __webpack_require__(5047);
// EXTERNAL MODULE: ./build/nix/derivation.js
var derivation = __webpack_require__(219);
// EXTERNAL MODULE: ./build/nix/nix.js
var nix = __webpack_require__(7751);
// EXTERNAL MODULE: ./build/caches/actions-cache/client.js + 3 modules
var client = __webpack_require__(5378);
// EXTERNAL MODULE: ./build/caches/substituters/allowed-by-daemon.js
var allowed_by_daemon = __webpack_require__(9789);
;// CONCATENATED MODULE: ./build/caches/store-cache/decide.js
/**
 * Decides whether this run reads and fills the store cache. What a run may push to Cachix every machine that trusts that
 * cache will use: nothing that came from GitHub's cache may get there.
 */
function decideStoreCache(question) {
    const { mode, pushesTo, mayUseCredentials, plan, unreadable, readOnly } = question;
    if (mode === 'false')
        return both('store-cache: false');
    const pushing = `this run may push to ${pushesTo}`;
    if (mode === 'auto' && pushesTo !== undefined)
        return both(pushing);
    const save = !mayUseCredentials
        ? 'this run has a commit of a stranger beside the secrets of the repository'
        : plan
            ? 'a plan builds nothing'
            : (readOnly ?? true);
    return { restore: pushesTo === undefined ? (unreadable ?? true) : pushing, save };
}
function both(why) {
    return { restore: why, save: why };
}

// EXTERNAL MODULE: ./build/nix/source-path.js
var source_path = __webpack_require__(1823);
;// CONCATENATED MODULE: ./build/caches/store-cache/inputs.js



/** Bytes of a lock file that are read. */
const inputs_LARGEST = 4 << 20;
/**
 * The store paths of a flake's locked inputs, which Nix looks for in caches before it fetches them. Those without a
 * hash (old locks, relative paths) have none.
 * @param text of a `flake.lock`
 */
function inputPaths(text) {
    const nodes = Object.values(record(record(inputs_parse(text)).nodes));
    const hashes = nodes.flatMap(node => record(record(node).locked).narHash ?? []);
    return [...new Set(hashes)].flatMap(hash => (0,source_path/* sourcePath */.Z)(String(hash)) ?? []);
}
/**
 * The inputs of the flakes in these folders. A cold runner fetches them all before it evaluates anything, and that is
 * slow beyond the network: a tree of 40,000 files (52 MB as tar.gz), from a server on the same machine, took Nix 2.8
 * 16.5 s and Nix 2.26 96 s, and from the store cache 5.8 s and 14 s, at 38 MB of the entry. To keep ~/.cache/nix
 * instead took 67 MB for about the same time with Nix 2.26, and spared Nix 2.8 nothing; and no hash holds it together.
 * Nix 2.35 (40,000 files, 6.3 MB as tar.gz) took 7.2 s to fetch them, 2.4 s from 7.5 MB of the entry, and 0.1 s from
 * ~/.cache/nix, at 15 MB; still what Nix trusts there, it does not check, and the store path it does.
 * The evaluation cache goes by the commit, so that a new commit finds nothing in it.
 */
async function lockedInputs(folders) {
    const flakes = [];
    const inputs = [];
    for (const folder of folders) {
        const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'flake.lock'), 'utf8').catch(() => '');
        const paths = text.length <= inputs_LARGEST ? inputPaths(text) : [];
        if (paths.length > 0)
            flakes.push(folder);
        inputs.push(...paths);
    }
    return { flakes, inputs: [...new Set(inputs)] };
}
function inputs_parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/caches/store-cache/keys.js

/** Inputs that decide what a job builds, and so tell jobs of a matrix apart. */
const TELLING = ['STEPS', 'WORKING-DIRECTORY', 'NIX-VERSION', 'NIX-PATH', 'NIX-CONF'];
const ALL = 'nix-ci-store-1-';
/** @param system such as `x86_64-linux` */
function storeCacheKeys(env, system) {
    const workflow = /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? '';
    const inputs = TELLING.map(name => env[`INPUT_${name}`] ?? '');
    const job = digest([workflow, env.GITHUB_JOB ?? '', ...inputs], 16);
    const all = `${ALL}${system}-`;
    return { job: `${all}${job}-`, system: all };
}
/**
 * The key of an entry, by what is in it and by the entry that it came from. GitHub keeps the first entry of a key for
 * ever and gives the newest of a prefix: with the content alone, going back to an earlier content could not be saved,
 * and every later run would get the other one.
 * @param paths whole store paths
 * @param parent the key of the entry that was restored; empty without any
 */
function entryKey(job, paths, parent) {
    return `${job}${digest([...paths].sort(), 24)}-${digest([parent], 8)}`;
}
function digest(parts, length) {
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);
}

// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/nix/hash.js
var nix_hash = __webpack_require__(3314);
;// CONCATENATED MODULE: ./build/caches/store-cache/narinfo.js


const HASH = '[0-9a-df-np-sv-z]';
const BASE = new RegExp(`^${HASH}{32}-[\\w+.?=-]{1,211}$`);
const PATH = new RegExp(`^/nix/store/${HASH}{32}-[\\w+.?=-]{1,211}$`);
const narinfo_URL = new RegExp(`^nar/(${HASH}{52})\\.nar\\.zst$`);
const CA = /^(fixed:(r:)?[a-z0-9]+|text:sha256):[0-9a-z]{32,128}$/;
/** The names of the two kinds of files in a cache that are ours. */
const NARINFO_NAME = new RegExp(`^(${HASH}{32})\\.narinfo$`);
const NAR_NAME = narinfo_URL;
/** A path has fewer references. */
const MOST_REFERENCES = 10_000;
/**
 * Reads the text of a `.narinfo` strictly: a field twice, a field that is not of Nix's format, or a missing one makes
 * it none.
 * @returns what it says, or in a few words what is wrong
 */
function parseNarInfo(text) {
    const fields = new Map();
    for (const line of text.split('\n')) {
        if (line === '')
            continue;
        const [, name, value = ''] = /^([A-Za-z]+): ?(.*)$/.exec(line) ?? [];
        if (name === undefined)
            return 'a line is no field';
        if (name !== 'Sig' && fields.has(name))
            return `${name} stands there twice`;
        fields.set(name, value);
    }
    const get = (name) => fields.get(name) ?? '';
    const fileHash = narinfo_URL.exec(get('URL'))?.[1];
    const references = get('References').split(' ').filter(Boolean);
    const deriver = fields.get('Deriver');
    const ca = fields.get('CA');
    if (!PATH.test(get('StorePath')))
        return 'StorePath is no store path';
    if (!fileHash)
        return 'URL is none of ours';
    if (get('Compression') !== 'zstd')
        return 'Compression is not zstd';
    if (get('FileHash') !== `sha256:${fileHash}`)
        return 'FileHash is not that of URL';
    if (!isCount(get('FileSize')))
        return 'FileSize is no size';
    if (!isHash(get('NarHash')))
        return 'NarHash is no SHA-256';
    if (!isCount(get('NarSize')))
        return 'NarSize is no size';
    if (!references.every(it => BASE.test(it)) || references.length > MOST_REFERENCES)
        return 'References are no store paths';
    if (deriver !== undefined && !BASE.test(deriver))
        return 'Deriver is no derivation';
    if (ca !== undefined && !CA.test(ca))
        return 'CA is no content address';
    return {
        path: get('StorePath'),
        url: get('URL'),
        fileSize: Number(get('FileSize')),
        narHash: get('NarHash'),
        narSize: Number(get('NarSize')),
        references,
        ...(0,object/* defined */.s)({ deriver, ca }),
    };
}
/** The text that Nix reads, with nothing in it but what was understood. */
function formatNarInfo(info) {
    const fields = {
        StorePath: info.path,
        URL: info.url,
        Compression: 'zstd',
        FileHash: `sha256:${fileHashOf(info.url)}`,
        FileSize: info.fileSize,
        NarHash: info.narHash,
        NarSize: info.narSize,
        References: info.references.join(' '),
        ...(0,object/* defined */.s)({ Deriver: info.deriver, CA: info.ca }),
    };
    return Object.entries(fields)
        .map(([name, value]) => `${name}: ${value}\n`)
        .join('');
}
/** A narinfo that stands for a path which is not in the cache, while something that refers to it is copied. */
function stubNarInfo(path) {
    return `StorePath: ${path}\nURL: nar/stub\nCompression: none\nNarHash: sha256:${'0'.repeat(52)}\nNarSize: 1\nReferences: \n`;
}
/** The base 32 of the SHA-256 in a NAR's name. */
function fileHashOf(url) {
    return narinfo_URL.exec(url)?.[1] ?? '';
}
/**
 * What a cache says of itself. Upstream caches have 40 and 41: a path of theirs is taken from them, whatever lies here.
 * Without the line Nix takes 0, the first place.
 */
const CACHE_INFO = 'StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 50\n';
/** The settings by which Nix reads a folder as a cache; `trusted`: its paths need no signature. */
function substituterSettings(folder) {
    return [{ name: 'extra-substituters', value: `file://${folder}?trusted=1&priority=50` }];
}
function isCount(text) {
    return /^[1-9]\d{0,14}$/.test(text);
}
function isHash(text) {
    const [, digits] = /^sha256:([0-9a-z]{52})$/.exec(text) ?? [];
    return digits !== undefined && (0,nix_hash/* fromNixBase32 */.Et)(digits) !== undefined;
}

// EXTERNAL MODULE: ./build/caches/store-cache/place.js
var place = __webpack_require__(7556);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/caches/store-cache/tar.js


const BLOCK = 512;
/** More than a cache of some hundred thousand paths has. */
const tar_MOST = 500_000;
/** Bytes that are read at once: a narinfo and the headers around it. */
const PIECE = 1 << 13;
/**
 * Lists a tar archive (ustar) without unpacking anything. What it makes of an entry is only name, place and size of a
 * plain file; extended headers and links are counted and passed over.
 * @param file a descriptor
 */
function listTar(file) {
    const { size: total } = (0,external_node_fs_.fstatSync)(file);
    const files = new Map();
    const window = new Window(file);
    let strange = 0;
    const ended = (damage) => ({
        files: [...files.values()],
        strange,
        ...(0,object/* defined */.s)({ damage }),
    });
    for (let at = 0, entries = 0;; entries++) {
        if (at + BLOCK > total)
            return ended('it ends in the middle');
        if (entries > tar_MOST)
            return ended(`it has more than ${tar_MOST} entries`);
        const header = window.read(at, BLOCK);
        if (header.every(byte => byte === 0))
            return ended();
        if (checksumOf(header) !== octal(header, 148, 8))
            return ended('a header is damaged');
        const size = octal(header, 124, 12);
        const offset = at + BLOCK;
        if (!Number.isSafeInteger(size) || offset + size > total)
            return ended('it ends in the middle');
        const type = header[156];
        const name = textOf(header, 0, 100);
        // A name in two parts is a long one; ours are short.
        const isPlain = (type === 0 || type === 0x30) && header[345] === 0;
        if (!isPlain || files.has(name))
            strange++;
        else
            files.set(name, { name, offset, size, modified: octal(header, 136, 12) });
        at = offset + Math.ceil(size / BLOCK) * BLOCK;
    }
}
class Window {
    #file;
    #start = 0;
    #bytes = Buffer.alloc(0);
    constructor(file) {
        this.#file = file;
    }
    read(at, length) {
        if (at < this.#start || at + length > this.#start + this.#bytes.length) {
            const piece = Buffer.allocUnsafe(PIECE);
            this.#start = at;
            this.#bytes = piece.subarray(0, (0,external_node_fs_.readSync)(this.#file, piece, 0, PIECE, at));
        }
        return this.#bytes.subarray(at - this.#start, at - this.#start + length);
    }
}
function textOf(header, at, length) {
    const field = header.subarray(at, at + length);
    const end = field.indexOf(0);
    return field.subarray(0, end < 0 ? length : end).toString('latin1');
}
/** NaN where it is no octal number; a large one in base 256 is none either, for what is ours is smaller. */
function octal(header, at, length) {
    const text = textOf(header, at, length).trim();
    return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}
/** The sum of all bytes, those of the sum itself taken as blanks. */
function checksumOf(header) {
    return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

;// CONCATENATED MODULE: ./build/caches/store-cache/archive.js









/** Bytes of a narinfo. */
const LARGEST_NARINFO = 1 << 20;
/** Bytes that are copied at once. */
const archive_PIECE = 1 << 20;
/**
 * Unpacks an archive of ours into a folder that Nix reads as a binary cache. Whoever made the archive, only plain files
 * of our two kinds of names come out, each narinfo is written anew from what was understood of it, and each NAR has the
 * hash that its narinfo says. That the NAR's content is right Nix itself checks (NarHash) when it takes it.
 * The calls are those that block, with a breath after each MiB: for hundreds of small files that is quicker by far.
 * @param folder must not exist
 * @param now seconds since 1970
 */
async function unpackStoreCache(archive, folder, now = Date.now() / 1000) {
    await (0,promises_.mkdir)(folder, { mode: 0o755 });
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'nar'), { mode: 0o755 });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'nix-cache-info'), CACHE_INFO, { flag: 'wx' });
    const file = (0,external_node_fs_.openSync)(archive, 'r');
    try {
        return await unpack(file, folder, now);
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
async function unpack(file, folder, now) {
    const { files, strange, damage } = listTar(file);
    const byName = new Map(files.map(it => [it.name, it]));
    const dropped = [];
    if (damage !== undefined)
        dropped.push(`the archive: ${damage}`);
    if (strange > 0)
        dropped.push(`${strange} entries that are no plain files`);
    const foreign = files.filter(({ name }) => !NARINFO_NAME.test(name) && !NAR_NAME.test(name));
    if (foreign.length > 0)
        dropped.push(`${foreign.length} files that no cache of ours has`);
    const paths = [];
    // Paths with the same content share a file.
    const copied = new Map();
    for (const entry of files.filter(({ name }) => NARINFO_NAME.test(name))) {
        const info = readNarInfo(file, entry, byName);
        const nar = typeof info === 'string' ? undefined : byName.get(info.url);
        if (typeof info === 'string' || !nar) {
            dropped.push(`${entry.name}: ${info}`);
            continue;
        }
        if (!copied.has(info.url))
            copied.set(info.url, await copyNar(file, nar, folder));
        const trouble = copied.get(info.url);
        if (trouble !== undefined) {
            dropped.push(`${info.url}: ${trouble}`);
            continue;
        }
        const saved = Math.min(Number.isNaN(entry.modified) ? 0 : entry.modified, now);
        const to = (0,external_node_path_.join)(folder, entry.name);
        (0,external_node_fs_.writeFileSync)(to, formatNarInfo(info), { flag: 'wx' });
        (0,external_node_fs_.utimesSync)(to, saved, saved);
        paths.push({ info, saved, bytes: bytesOf(info) });
    }
    return { paths, dropped };
}
/** Bytes that a path takes in an archive, with the headers of its two files. */
function bytesOf(info) {
    const whole = (bytes) => 512 + Math.ceil(bytes / 512) * 512;
    return whole(formatNarInfo(info).length) + whole(info.fileSize);
}
function readNarInfo(file, { name, offset, size }, byName) {
    if (size > LARGEST_NARINFO)
        return `it has ${size} bytes`;
    const text = Buffer.alloc(size);
    (0,external_node_fs_.readSync)(file, text, 0, size, offset);
    const info = parseNarInfo(text.toString('latin1'));
    if (typeof info === 'string')
        return info;
    const [, hash] = NARINFO_NAME.exec(name) ?? [];
    if (!info.path.startsWith(`/nix/store/${hash}-`))
        return 'StorePath has another hash';
    const nar = byName.get(info.url);
    if (!nar)
        return 'its file is missing';
    return nar.size === info.fileSize ? info : `FileSize is not that of its file`;
}
/** @returns what is wrong with it; then no narinfo names it */
async function copyNar(file, { name, offset, size }, folder) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const to = (0,external_node_fs_.openSync)((0,external_node_path_.join)(folder, name), 'wx', 0o644);
    try {
        const piece = Buffer.allocUnsafe(Math.min(archive_PIECE, size));
        for (let done = 0; done < size;) {
            const length = (0,external_node_fs_.readSync)(file, piece, 0, Math.min(archive_PIECE, size - done), offset + done);
            if (length === 0)
                return 'it ends in the middle';
            hash.update(piece.subarray(0, length));
            (0,external_node_fs_.writeSync)(to, piece, 0, length);
            done += length;
            await (0,external_node_timers_promises_.setImmediate)();
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(to);
    }
    return (0,nix_hash/* toNixBase32 */.$k)(hash.digest()) === fileHashOf(name) ? undefined : 'FileHash is not its own';
}
/**
 * Makes an archive of paths that lie in folders of caches. Their NARs are compressed, so it is not.
 * @throws Error where tar cannot
 */
async function packStoreCache(archive, parts, env) {
    let flag = '-cf';
    for (const { folder, paths } of parts.filter(it => it.paths.length > 0)) {
        const names = new Set(paths.flatMap(({ info }) => [`${hashOf(info.path)}.narinfo`, info.url]));
        const list = `${archive}.names`;
        await (0,promises_.writeFile)(list, [...names].map(name => `${name}\n`).join(''));
        const argv = ['tar', '--format=ustar', flag, archive, '-C', folder, '-T', list];
        // macOS's tar adds files with attributes of each file without it.
        const { code, stderr } = await (0,spawn/* capture */.Fg)(argv, { env: { ...env, COPYFILE_DISABLE: '1' } });
        if (code !== 0)
            throw new Error(`tar ended with ${code}: ${stderr.trim().slice(-300)}`);
        flag = '-rf';
    }
}
/** The hash of a store path, which its narinfo is named after. */
function hashOf(path) {
    return path.slice('/nix/store/'.length, '/nix/store/'.length + 32);
}

;// CONCATENATED MODULE: ./build/caches/store-cache/restore.js




/** The name of the archive in its entry. */
const ARCHIVE = 'nix-ci-store.tar';
/** Bytes of an archive that a cache of so many may have had: its headers are counted, its end is not. */
const REST = 1 << 20;
/**
 * Gets the entry of this job, or the newest of any on such a system, and unpacks it into the private folder. Never
 * throws.
 * @param limit the input `store-cache-size`
 */
async function restoreStore(cache, { job, system }, limit, { folder: own, logger }) {
    const incoming = (0,external_node_path_.join)(own, 'store-cache-in');
    const file = (0,external_node_path_.join)(incoming, ARCHIVE);
    try {
        await (0,promises_.mkdir)(incoming, { mode: 0o700 });
        const found = await cache.restore({
            file,
            key: job,
            restoreKeys: [system],
            limit: limit + REST,
        });
        if (found.kind === 'miss')
            return { kind: 'miss' };
        if (found.kind !== 'hit') {
            const isTrouble = (0,client/* isCacheTrouble */.Ep)(found);
            const heals = found.kind === 'too-big';
            return { kind: 'off', why: found.told, isTrouble, heals, isOutage: (0,client/* isOutage */.uD)(found) };
        }
        const folder = (0,external_node_path_.join)(own, 'store-cache');
        const unpacked = await unpackStoreCache(file, folder);
        logger.debug(`${found.key}: ${unpacked.paths.length} paths, ${found.bytes} bytes`);
        return { kind: 'found', key: found.key, folder, ...unpacked };
    }
    catch (error) {
        return { kind: 'off', why: String(error), isTrouble: true, heals: false };
    }
    finally {
        await (0,promises_.rm)(incoming, { recursive: true, force: true }).catch(() => { });
    }
}
function phaseStatus(restored) {
    if (restored.kind !== 'off')
        return 'success';
    return restored.isTrouble ? 'failure' : 'skipped';
}

// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var nix_store = __webpack_require__(7726);
;// CONCATENATED MODULE: ./build/caches/store-cache/copy.js






/** Paths of one call: far below what a kernel takes as arguments. */
const copy_BATCH = 1000;
/**
 * Packs store paths, and nothing that they refer to, into a folder that is a binary cache. Nix copies a path only where
 * the cache has its references; for those that belong elsewhere a narinfo stands in while it does.
 * @param folder is made where it does not exist
 * @throws Error with what Nix said
 */
async function copyToFolder(infos, folder, { bin, env, cancel }) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'nix-cache-info'), CACHE_INFO);
    const narinfo = (path) => (0,external_node_path_.join)(folder, `${hashOf(path)}.narinfo`);
    for (let first = 0; first < infos.length; first += copy_BATCH) {
        const batch = infos.slice(first, first + copy_BATCH);
        const own = new Set(batch.map(({ path }) => path));
        const named = new Set(batch.flatMap(({ references }) => references));
        const outside = [...named].filter(path => !own.has(path) && !(0,external_node_fs_.existsSync)(narinfo(path)));
        for (const path of outside)
            await (0,promises_.writeFile)(narinfo(path), stubNarInfo(path));
        const to = ['--to', `file://${folder}?compression=zstd`];
        const argv = [(0,external_node_path_.join)(bin, 'nix'), 'copy', '--no-recursive', ...to, ...own];
        const { code, stderr } = await (0,spawn/* capture */.Fg)(argv, { env, cwd: '/', cancel });
        if (code !== 0)
            throw new Error(`nix copy ended with ${code}: ${stderr.trim().slice(-500)}`);
        for (const path of outside)
            await (0,promises_.rm)(narinfo(path));
    }
    const saved = Math.floor(Date.now() / 1000);
    const paths = [];
    for (const { path } of infos) {
        const info = parseNarInfo(await (0,promises_.readFile)(narinfo(path), 'latin1'));
        if (typeof info === 'string')
            throw new Error(`Nix wrote a narinfo of ${path} where ${info}`);
        paths.push({ info, saved, bytes: bytesOf(info) });
    }
    return paths;
}

// EXTERNAL MODULE: ./build/nix/version.js
var nix_version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/caches/store-cache/lazy-inputs.js



/** The first version that reads the inputs of a flake where its fetchers keep them, and puts few into the store. */
const READS_LAZILY = '2.35';
/** Seconds for all flakes. */
const lazy_inputs_DEADLINE = 120;
/** Where nobody answers. */
const NOWHERE = 'http://127.0.0.1:9';
/** By which nothing goes out: an input that no step read is not fetched for the next run's sake. */
const OFFLINE = {
    ...{ http_proxy: NOWHERE, https_proxy: NOWHERE, HTTPS_PROXY: NOWHERE },
    ...{ all_proxy: NOWHERE, ALL_PROXY: NOWHERE, no_proxy: '', NO_PROXY: '' },
    GIT_SSH_COMMAND: 'false',
};
/** Pure: whether the inputs that a step read may be elsewhere than in the store. Determinate Nix tells the number of Nix. */
function readsLazily({ version, flavor }) {
    return flavor !== 'lix' && (0,nix_version/* isAtLeast */.du)(version, READS_LAZILY);
}
/**
 * Puts the inputs of flakes that Nix has fetched into the store, from its own cache and without the network. Never throws:
 * what is not to be had is fetched again by the next run, as it was by this one.
 * @param folders of the flakes
 */
async function storeInputs(folders, { bin, env, cancel, }) {
    const late = AbortSignal.any([cancel, AbortSignal.timeout(lazy_inputs_DEADLINE * 1000)]);
    const flags = ['--offline', '--no-update-lock-file', '--no-write-lock-file'];
    for (const folder of folders) {
        const argv = [(0,external_node_path_.join)(bin, 'nix'), 'flake', 'prefetch-inputs', ...flags, folder];
        await (0,spawn/* capture */.Fg)(argv, { env: { ...env, ...OFFLINE }, cwd: '/', cancel: late }).catch(() => { });
    }
}

;// CONCATENATED MODULE: ./build/caches/store-cache/selection.js
/**
 * What the next entry holds. What is usable but was not needed this time stays, because the next change of a source may
 * need it. For want of room the unusable goes first, then the oldest.
 */
function selection_select({ restored, built, usable, sweep, limit }) {
    const fresh = new Set(built.map(({ info }) => info.path));
    const old = restored.filter(({ info }) => !fresh.has(info.path));
    const candidates = [...built, ...old.filter(({ info }) => !sweep || usable.has(info.path))];
    const isUsable = ({ info }) => fresh.has(info.path) || usable.has(info.path);
    const ranked = candidates.toSorted((a, b) => Number(isUsable(b)) - Number(isUsable(a)) ||
        b.saved - a.saved ||
        a.info.path.localeCompare(b.info.path));
    const kept = [];
    const leftOut = [];
    // The two blocks at the end of an archive, and what tar fills its last record with.
    let left = limit - 10_240;
    for (const one of ranked) {
        const fits = one.bytes <= left;
        if (fits)
            left -= one.bytes;
        (fits ? kept : leftOut).push(one);
    }
    return { kept, leftOut };
}

;// CONCATENATED MODULE: ./build/caches/store-cache/save.js











/** Bytes of a NAR for one byte of its archive: what zstd seldom reaches. */
const RATIO = 4;
/** Seconds that packing may take. */
const save_DEADLINE = 600;
/**
 * Packs what this run built and chooses what the next entry holds.
 * @returns undefined where there is nothing to save that the restored entry has not
 * @throws Error where Nix fails
 */
async function planSave(facts, ctx) {
    const { before, restored, inputs, limit } = facts;
    const names = (await (0,derivation/* derivationNames */.Ah)()).filter(name => !before.has(name));
    if (names.length === 0)
        return undefined;
    const derivations = [...(await (0,derivation/* readDerivations */.rj)(names)).values()];
    const have = restored?.paths ?? [];
    const { nix, env } = facts;
    const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(save_DEADLINE * 1000)]);
    const isKept = new Set(have.map(({ info }) => info.path));
    const lacks = inputs.some(path => !isKept.has(path) && !(0,external_node_fs_.existsSync)(path));
    if (lacks && readsLazily(nix))
        await storeInputs(facts.flakes, { bin: nix.bin, env, cancel });
    const fresh = await builtHere(derivations, isKept, facts);
    const folder = (0,external_node_path_.join)(ctx.folder, 'store-cache-new');
    const built = fresh.length === 0 ? [] : await copyToFolder(fresh, folder, { bin: nix.bin, env, cancel });
    const usable = new Set([...derivations.flatMap(({ outputs }) => outputs), ...inputs]);
    const sweep = facts.isWhole && before.size === 0;
    const selection = selection_select({ restored: have, built, usable, sweep, limit });
    if (isSame(selection.kept, have) && (have.length === 0 || restored?.key.startsWith(facts.job)))
        return undefined;
    const isNew = new Set(built);
    return {
        ...selection,
        parts: [
            { folder: restored?.folder ?? '', paths: selection.kept.filter(it => !isNew.has(it)) },
            { folder, paths: selection.kept.filter(it => isNew.has(it)) },
        ],
    };
}
/** Puts the entry of a plan together and saves it. @throws Error where tar fails */
async function saveStore({ kept, parts }, facts, cache, ctx) {
    const outgoing = (0,external_node_path_.join)(ctx.folder, 'store-cache-out');
    try {
        await (0,promises_.mkdir)(outgoing, { mode: 0o700 });
        const file = (0,external_node_path_.join)(outgoing, ARCHIVE);
        await packStoreCache(file, parts, ctx.env);
        const paths = kept.map(({ info }) => info.path);
        return await cache.save({ file, key: entryKey(facts.job, paths, facts.restored?.key ?? '') });
    }
    finally {
        await (0,promises_.rm)(outgoing, { recursive: true, force: true });
    }
}
/** Removes what was packed. */
async function clearSave({ folder }) {
    await (0,promises_.rm)((0,external_node_path_.join)(folder, 'store-cache-new'), { recursive: true, force: true });
}
/**
 * Outputs that this job built: no cache had them. Downloads with a known hash are among them where no cache had those
 * either; a change of a source would fetch them again. And the inputs of its flakes.
 */
async function builtHere(derivations, have, facts) {
    const { nix, env, alwaysSubstitutes, inputs, since, limit } = facts;
    const taken = derivations.filter(({ isLocalOnly }) => alwaysSubstitutes || !isLocalOnly);
    const wanted = new Set([...taken.flatMap(({ outputs }) => outputs), ...inputs]);
    const there = [...wanted].filter(path => !have.has(path) && (0,external_node_fs_.existsSync)(path));
    if (there.length === 0)
        return [];
    const store = new nix_store/* Store */.il(nix, env);
    const infos = await store.infos(await store.valid(there));
    const isInput = new Set(inputs);
    return infos.filter(({ path, ultimate, registered, narSize, contentAddressed }) => {
        const isOurs = isInput.has(path) ? contentAddressed : ultimate && registered >= since;
        return isOurs && narSize <= limit * RATIO;
    });
}
function isSame(one, other) {
    const paths = new Set(other.map(({ info }) => info.path));
    return one.length === paths.size && one.every(({ info }) => paths.has(info.path));
}

;// CONCATENATED MODULE: ./build/caches/store-cache/store-cache.js














const TITLE = 'Store cache';
/**
 * Own build results between jobs, in one entry of GitHub's cache: a binary cache of files that Nix takes from what it
 * needs. Nothing here throws, fails a job or holds it for long.
 */
class StoreCache {
    #options;
    #decision;
    #keys;
    #since = Math.floor(Date.now() / 1000 - performance.now() / 1000);
    #restored;
    #saved;
    #ground;
    #before = new Set();
    constructor(options) {
        const { inputs, trust, env, plan, cachixName } = options;
        this.#options = options;
        this.#decision = decideStoreCache({
            mode: inputs.mode,
            pushesTo: trust.trusted ? cachixName : undefined,
            mayUseCredentials: trust.mayUseCredentials,
            plan,
            unreadable: (0,client/* whyNot */.OB)('restore', env),
            readOnly: (0,client/* whyNot */.OB)('save', env),
        });
        this.#keys = storeCacheKeys(env, (0,nix/* systemOf */.b)(process.platform, process.arch));
        const { restore } = this.#decision;
        const why = restore === true ? 'it was not asked' : restore;
        this.#restored = { kind: 'off', why, isTrouble: false, heals: true };
    }
    /** Gets what there is, beside the install. */
    async restore(records) {
        const { inputs, ctx } = this.#options;
        if (this.#decision.restore !== true) {
            if (inputs.mode !== 'false')
                ctx.logger.info(`${TITLE}: nothing is restored, because ${store_cache_sentence(this.#decision.restore)}`);
            return;
        }
        const work = () => restoreStore(this.#cache, this.#keys, inputs.limit, ctx);
        this.#restored = await records.phase('restore', work, phaseStatus);
        this.#tellRestored();
    }
    /** @returns the settings by which Nix reads it; none where nothing was restored */
    async use(ground) {
        const { ctx } = this.#options;
        this.#ground = ground;
        if (ground.nix.install === 'found')
            this.#before = new Set(await (0,derivation/* derivationNames */.Ah)());
        if (this.#restored.kind !== 'found' || this.#restored.paths.length === 0)
            return [];
        if (await (0,allowed_by_daemon/* isUntrustedByDaemon */.sN)(ground.nix, ground.env)) {
            const why = 'the Nix daemon of this machine does not trust the user of this job';
            ctx.logger.warning(`The store cache is not used: ${why}. Its administrator can name the user in trusted-users, or set store-cache: false.`, TITLE);
            this.#restored = { kind: 'off', why, isTrouble: true, heals: false };
            return [];
        }
        const folder = await (0,place/* placeStoreCache */.to)(this.#restored.folder, ground.nix, ground.executor, ctx);
        this.#restored = { ...this.#restored, folder };
        return substituterSettings(folder);
    }
    /**
     * Tells of what Nix did not take from it: a damage that only the hash of a NAR shows.
     * @returns whether the trouble is its own
     */
    tellTrouble({ url, said }) {
        const restored = this.#restored;
        if (restored.kind !== 'found' || !url.startsWith(`file://${restored.folder}`))
            return false;
        const { logger } = this.#options.ctx;
        const message = `Not all of the entry ${restored.key} is as it should be: ${said}. It was built anew.`;
        // A warning of this entry is there already.
        if (restored.dropped.length > 0)
            logger.info(`${TITLE}: ${message}`);
        else
            logger.warning(message, TITLE);
        return true;
    }
    /** Saves what this run built, where the entry that was restored lacks it; before any code of the project runs. */
    async save(end) {
        const { ctx } = this.#options;
        const why = this.#whyNotSaved(end);
        if (why !== undefined) {
            if (this.#options.inputs.mode !== 'false')
                ctx.logger.info(`${TITLE}: nothing is saved, because ${why}`);
            return;
        }
        try {
            await this.#save(await this.#facts(end), end.records);
        }
        catch (error) {
            if (!ctx.cancel.aborted)
                this.#warnOfSave((0,errors/* formatError */.W)(error));
        }
        finally {
            await clearSave(ctx).catch(() => { });
        }
    }
    /** @param derivations what the run built */
    async outcome(derivations) {
        const { mode } = this.#options.inputs;
        if (mode === 'false')
            return { result: 'off', record: undefined };
        const restored = this.#restored;
        const result = restored.kind === 'found'
            ? (await this.#hadToBuild(derivations))
                ? 'partial'
                : 'hit'
            : restored.kind;
        const url = restored.kind === 'found' ? `file://${restored.folder}` : '';
        const use = this.#saved !== undefined ? 'push' : result === 'off' ? 'off' : 'read';
        const told = [this.#restoredText(), this.#saved].filter(it => it !== undefined).join('; ');
        return { result, record: { name: "GitHub's cache", url, use, reason: told } };
    }
    get #cache() {
        const { env, ctx } = this.#options;
        return (0,client/* openActionsCache */.C3)({ env, folder: ctx.folder, cancel: ctx.cancel });
    }
    #tellRestored() {
        const { logger } = this.#options.ctx;
        const restored = this.#restored;
        if (restored.kind === 'off' && restored.isTrouble) {
            const rest = 'What it would have given is built anew; the job is not affected.';
            this.#warn('the store cache is not used', rest, restored.why, restored.isOutage);
            return;
        }
        logger.info(`${TITLE}: ${this.#restoredText()}`);
        if (restored.kind !== 'found' || restored.dropped.length === 0)
            return;
        const list = restored.dropped.slice(0, 5).join('; ');
        const more = restored.dropped.length > 5 ? `; and ${restored.dropped.length - 5} more` : '';
        logger.warning(`Of the entry ${restored.key} this is damaged or foreign and not used: ${list}${more}. It is built anew; delete the entry in the repository's caches if this comes again.`, TITLE);
    }
    #restoredText() {
        const restored = this.#restored;
        if (restored.kind === 'miss')
            return 'there was no entry';
        if (restored.kind === 'off')
            return restored.why;
        const bytes = restored.paths.reduce((sum, it) => sum + it.bytes, 0);
        return `${(0,format/* plural */.LS)(restored.paths.length, 'path')} (${(0,format/* bytesText */.pV)(bytes)}) restored`;
    }
    /** A sentence without its beginning. */
    #whyNotSaved({ caching, commandsRan }) {
        const { ctx } = this.#options;
        const { save } = this.#decision;
        if (save !== true)
            return store_cache_sentence(save);
        if (ctx.cancel.aborted)
            return 'the run was cancelled.';
        if (!this.#ground)
            return 'there is no Nix.';
        if (!caching.isolation.isolated)
            return 'builds are not isolated from this job.';
        if (commandsRan && this.#ground.nix.mode === 'single-user')
            return 'commands of an earlier step could have written to the store.';
        const restored = this.#restored;
        if (restored.kind === 'off' && restored.isTrouble && !restored.heals)
            return `it could not be read before (${restored.why})`;
        return undefined;
    }
    async #facts({ caching, records, folders }) {
        const { nix, env } = this.#ground;
        return {
            nix,
            env,
            before: this.#before,
            since: this.#since,
            alwaysSubstitutes: caching.settings['always-allow-substitutes']?.value === true,
            ...(await lockedInputs(folders)),
            isWhole: records.steps.every(({ status }) => status === 'success' || status === 'not-run'),
            restored: this.#restored.kind === 'found' ? this.#restored : undefined,
            job: this.#keys.job,
            limit: this.#options.inputs.limit,
        };
    }
    async #save(facts, records) {
        const { ctx } = this.#options;
        const plan = await planSave(facts, ctx);
        if (!plan)
            return ctx.logger.info(`${TITLE}: there is nothing new to save.`);
        const bytes = plan.kept.reduce((sum, it) => sum + it.bytes, 0);
        if (plan.leftOut.length > 0) {
            const size = (0,format/* bytesText */.pV)(facts.limit);
            ctx.logger.notice(`${(0,format/* plural */.LS)(plan.leftOut.length, 'path')} found no room in the store cache (store-cache-size: ${size}); the oldest stay away.`, TITLE);
        }
        if (plan.kept.length === 0)
            return;
        const work = () => saveStore(plan, facts, this.#cache, ctx);
        const saved = await records.phase('save', work, it => it.kind === 'saved' ? 'success' : (0,client/* isCacheTrouble */.Ep)(it) ? 'failure' : 'skipped');
        if ((0,client/* isCacheTrouble */.Ep)(saved) && !ctx.cancel.aborted)
            return this.#warnOfSave(saved.told, (0,client/* isOutage */.uD)(saved));
        ctx.logger.info(`${TITLE}: ${saved.told}`);
        if (saved.kind === 'saved')
            this.#saved = `${(0,format/* plural */.LS)(plan.kept.length, 'path')} (${(0,format/* bytesText */.pV)(bytes)}) saved`;
    }
    #warnOfSave(why, isOutage) {
        const rest = 'The next run builds it again; the job is not affected.';
        this.#warn('what was built is not in the store cache', rest, why, isOutage);
    }
    #warn(what, rest, why, isOutage = false) {
        const { outage, ctx } = this.#options;
        const alone = `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${why} ${rest}`;
        outage.warn({ why, what, alone, title: TITLE }, isOutage, ctx.logger);
    }
    /** What Nix does not take from a cache in any run does not count. */
    async #hadToBuild(derivations) {
        const built = derivations.filter(({ status }) => status !== 'dependency-failed');
        const known = await (0,derivation/* readDerivations */.rj)(built.map(({ drv }) => (0,external_node_path_.basename)(drv)));
        return built.some(({ drv }) => !known.get(drv)?.isLocalOnly);
    }
}
function store_cache_sentence(text) {
    return text.endsWith('.') ? text : `${text}.`;
}

// EXTERNAL MODULE: ./build/caches/substituters/discover.js + 1 modules
var discover = __webpack_require__(1935);
// EXTERNAL MODULE: ./build/caches/substituters/known.js
var substituters_known = __webpack_require__(7351);
// EXTERNAL MODULE: ./build/nix/isolation.js
var isolation = __webpack_require__(9132);
// EXTERNAL MODULE: ./build/nix/retry-settings.js
var retry_settings = __webpack_require__(6690);
// EXTERNAL MODULE: ./build/host/http.js
var host_http = __webpack_require__(8447);
;// CONCATENATED MODULE: ./build/caches/substituters/silent.js


/** Seconds for all questions together. */
const silent_DEADLINE = 5;
/** What a bucket says of a file that it does not have to readers who may not list it. */
const NO_LISTING = '<Code>AccessDenied</Code>';
/**
 * Nix takes a cache that refuses each path for one that has none of them, and says nothing. So those are asked once more
 * that gave nothing at all. Never throws.
 * @param netrc the text of the file that Nix goes by
 */
async function refusingCaches(asked, netrc, cancel) {
    const askable = asked.filter(({ url }) => /^https?:\/\/[^?#]+$/.test(url));
    if (askable.length === 0)
        return [];
    const http = await (0,host_http/* openHttp */.fb)(silent_DEADLINE);
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(silent_DEADLINE * 1000)]);
    const ask = async ({ url, hash }) => {
        const { statusCode, body } = await http.request(`${url.replace(/\/+$/, '')}/${hash}.narinfo`, {
            cancel: signal,
            headers: credentials(netrc, new URL(url).hostname),
        });
        if (statusCode !== 401 && statusCode !== 403) {
            await body.dump();
            return [];
        }
        if (statusCode === 403 && (await body.text()).includes(NO_LISTING))
            return [];
        return [
            { url, fault: 'refused', said: `HTTP error ${statusCode}`, files: [], waited: 0, retries: 0 },
        ];
    };
    try {
        return (await Promise.all(askable.map(one => ask(one).catch(() => [])))).flat();
    }
    finally {
        await http.close();
    }
}
/** The text of a netrc-file: none where there is none; undefined where only Nix's daemon may read it. */
async function readNetrc(file) {
    if (typeof file !== 'string' || file === '')
        return '';
    return (0,promises_.readFile)(file, 'utf8').catch(({ code }) => code === 'ENOENT' ? '' : undefined);
}
/** Pure: the header for a host. (netrc(5), without macros) */
function credentials(netrc, host) {
    const words = netrc.split(/\s+/).filter(word => word !== '');
    let isHost = false;
    const found = { login: '', password: '' };
    for (let at = 0; at < words.length; at++) {
        const [word, next = ''] = [words[at], words[at + 1]];
        if (word === 'machine' || word === 'default') {
            if (isHost)
                break;
            isHost = word === 'default' || next === host;
        }
        else if (isHost && (word === 'login' || word === 'password'))
            found[word] = next;
        else
            continue;
        if (word !== 'default')
            at++;
    }
    if (!isHost || found.password === '')
        return {};
    const basic = Buffer.from(`${found.login}:${found.password}`).toString('base64');
    return { authorization: `Basic ${basic}` };
}

// EXTERNAL MODULE: ./build/nix/log/messages.js
var messages = __webpack_require__(3113);
;// CONCATENATED MODULE: ./build/caches/substituters/trouble-words.js



const HINTS = {
    unsigned: () => 'Compare its key in extra-caches (`URL PUBLIC-KEY`), or trusted-public-keys in nix-conf, with the one that the cache publishes; a cache at Cachix may have changed its key.',
    refused: () => 'Check the credentials for its host (netrc-file in nix-conf).',
    damaged: () => 'Whoever runs the cache has to repair or delete these paths.',
    untrusted: url => `Its administrator can allow it in /etc/nix/nix.conf: extra-trusted-substituters = ${url}`,
};
/** What happened, in a few words: the reason in the report. */
function troubleText({ fault, said, files, waited, retries }) {
    const count = Math.max(1, files.filter(file => file !== 'nix-cache-info').length);
    const paths = (0,format/* plural */.LS)(count, 'path');
    const seconds = `${Math.round(waited)} s`;
    const text = {
        down: `failed: ${said}`,
        refused: `refused ${files.length > 0 ? paths : 'to be read'}: ${said}`,
        missing: `lacks ${paths} that it promised: ${said}`,
        unsigned: `${paths} ignored: ${said}`,
        damaged: `delivered ${paths} damaged: ${said}`,
        unusable: `cannot be used: ${said}`,
        untrusted: 'the Nix daemon does not take it from this user',
        slow: `${(0,format/* plural */.LS)(retries, 'request')} had to wait, ${seconds} in all: ${said}`,
    };
    const slow = fault !== 'slow' && waited >= 5
        ? `, and ${(0,format/* plural */.LS)(retries, 'request')} had to wait, ${seconds} in all`
        : '';
    return (0,lib_text/* escapeInvisible */.ts)(`${text[fault]}${slow}`);
}
/** What to do about it, each once. */
function hintsOf(troubles) {
    const hints = troubles.map(({ fault, url }) => HINTS[fault]?.(url));
    return [...new Set(hints)].filter(hint => hint !== undefined);
}
/**
 * Pure: troubles with the addresses by which the job knows its caches.
 * @param urls of the caches of this job
 */
function byAddress(troubles, urls) {
    const addressed = troubles.map(one => {
        const host = /^ssh:\/\/([^/]+)$/.exec(one.url)?.[1];
        const url = urls.find(it => plainUrl(it) === plainUrl(one.url) || (host && (0,messages/* isAt */.ii)(it, host)));
        return { ...one, url: url ?? one.url };
    });
    return addressed.reduce((all, one) => (0,messages/* mergeTroubles */.R1)(all, [one]), []);
}
/** Pure: the records with what went wrong; a cache that nobody listed gets one. */
function withReasons(caches, troubles) {
    const urls = [...new Set(troubles.map(({ url }) => url))];
    const isKnown = (url) => caches.some(it => plainUrl(it.url) === plainUrl(url));
    const others = urls
        .filter(url => !isKnown(url))
        .map(url => ({ name: url, url, use: 'read' }));
    return [...caches, ...others].map((record) => {
        const own = troubles.filter(({ url }) => plainUrl(url) === plainUrl(record.url));
        if (own.length === 0 || record.use === 'off')
            return record;
        const reason = [record.reason, ...own.map(troubleText)].filter(it => it !== undefined);
        return { ...record, reason: reason.join('; ') };
    });
}
/** An address without what does not tell caches apart: settings, and a slash at the end. */
function plainUrl(url) {
    return url.replace(/\?.*$/, '').replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./build/caches/substituters/settle.js






/**
 * Fits the caches to the Nix of this job, before they are in its settings.
 * @param host the input `cachix-host`
 * @param env of our own calls of Nix
 */
async function settleCaches(asked, host, nix, env, logger) {
    const isLocked = asked.asked.some(({ locked }) => locked !== undefined);
    if (!isLocked && !(0,retry_settings/* canSetRetries */.Z9)(nix))
        return { reading: asked, settings: settingsOf(asked) };
    const settings = await (0,isolation/* readSettings */.s)(nix, env);
    const netrc = isLocked ? await readNetrc(settings['netrc-file']?.value) : '';
    const reading = withoutLocked(asked, host, netrc, logger);
    // A daemon takes from a user whom it does not trust only the addresses that its administrator wrote, and no waits.
    if (await (0,allowed_by_daemon/* isUntrustedByDaemon */.sN)(nix, env))
        return { reading, settings: settingsOf(reading) };
    const address = addressIn((0,allowed_by_daemon/* listOf */.c3)(settings, 'substituters'), nix);
    const waits = nix.install === 'found' ? unsetIn(settings, (0,retry_settings/* retrySettings */.wP)(nix)) : [];
    return { reading, settings: [...settingsOf(reading, address), ...waits] };
}
/** Pure: those that Nix knows, and that nobody has set. */
function unsetIn(settings, ours) {
    return ours.filter(({ name }) => {
        const { value, defaultValue } = settings[name] ?? {};
        return value !== undefined && value === defaultValue;
    });
}
/**
 * Pure: the address under which a cache goes into the settings. One that is there already, from the user or an earlier
 * use, is taken as it is: by two addresses Nix would ask twice.
 */
function addressIn(listed, nix) {
    return (url) => listed.find(it => plainUrl(it) === plainUrl(url)) ?? (0,retry_settings/* askedOnce */.mb)(url, nix);
}
/** Pure: the settings by which Nix reads caches. */
function settingsOf({ caches, keys }, address = (url) => url) {
    const urls = caches.filter(({ use }) => use !== 'off').map(({ url }) => address(url));
    if (urls.length === 0)
        return [];
    return [
        { name: 'extra-substituters', value: urls.join(' ') },
        { name: 'extra-trusted-public-keys', value: keys.join(' ') },
    ];
}
/**
 * Leaves out caches that want credentials which Nix does not have: since 2.35 each path would be an error, and before
 * they gave nothing.
 * @param netrc the text of the file that Nix goes by; undefined where nobody but its daemon may read it
 */
function withoutLocked(reading, host, netrc, logger) {
    if (netrc === undefined)
        return reading;
    const asked = reading.asked.map(one => {
        const { url } = one.record;
        if (one.locked === undefined || hasCredentials(url, `${reading.netrc ?? ''}${netrc}`))
            return one;
        const hint = `Add ${new URL(url).hostname} to the netrc-file in nix-conf, or remove the cache`;
        logger.notice(`The cache ${url} is not read: it requires credentials (${one.locked}). ${hint}.`, `Cache ${url}`);
        const record = {
            ...one.record,
            use: 'off',
            reason: `${one.locked}, and no credentials`,
        };
        return { record, keys: [], isOpen: false };
    });
    return (0,discover/* readingOf */.M)(asked, host, reading);
}
function hasCredentials(url, netrc) {
    const { username, password, hostname } = new URL(url);
    return `${username}${password}` !== '' || 'authorization' in credentials(netrc, hostname);
}

// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
// EXTERNAL MODULE: ./build/nix/netrc.js
var netrc = __webpack_require__(6188);
// EXTERNAL MODULE: ./build/host/access.js
var access = __webpack_require__(6093);
// EXTERNAL MODULE: ./build/inputs/inputs.js + 8 modules
var inputs_inputs = __webpack_require__(8088);
// EXTERNAL MODULE: ./build/inputs/problem.js
var problem = __webpack_require__(787);
// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __webpack_require__(9294);
// EXTERNAL MODULE: ./build/runner/given.js
var given = __webpack_require__(5546);
// EXTERNAL MODULE: ./build/steps/deadlines.js
var deadlines = __webpack_require__(6449);
// EXTERNAL MODULE: ./build/steps/output.js + 1 modules
var steps_output = __webpack_require__(5112);
;// CONCATENATED MODULE: ./build/steps/stands-alone.js

/**
 * Looks through a value as nix-build does: calls functions whose arguments all have a value, takes derivations from sets
 * and lists, and goes into sets that ask for it. (autoCallFunction, getDerivations) Only the XML of a function tells one
 * of named arguments from `x: …`.
 */
const LOOK = `{ file, shell }:
let
  given = if shell then { inNixShell = true; } else { };
  isNamed = it: builtins.length (builtins.split "<attrspat" (builtins.toXML it)) > 1;
  wants = it:
    builtins.filter (name: !(builtins.functionArgs it).\${name} && !(given ? \${name}))
      (builtins.attrNames (builtins.functionArgs it));
  call = it:
    if builtins.isAttrs it && it ? __functor then call (it.__functor it)
    else if builtins.isFunction it && isNamed it && wants it == [ ]
      then it (builtins.intersectAttrs (builtins.functionArgs it) given)
    else it;
  isDerivation = it: builtins.isAttrs it && it.type or null == "derivation";
  isName = name: builtins.match "[A-Za-z_][A-Za-z0-9_+-]*" name != null;
  inSet = it:
    isDerivation it || (builtins.isAttrs it && it.recurseForDerivations or false && holds (call it));
  inList = it: isDerivation it || holds (call it);
  holds = it:
    isDerivation it
    || (builtins.isAttrs it && builtins.any (name: isName name && inSet it.\${name}) (builtins.attrNames it))
    || (builtins.isList it && builtins.any inList it);
  value = call (import (/. + file));
in {
  alone = holds value;
  type = builtins.typeOf value;
  wants = if builtins.isFunction value then wants value else [ ];
  isEmpty = value == { } || value == [ ];
}`;
/** What a file of the project evaluates to; undefined where it does not, which its step then tells better. */
async function lookAtValue(run, file) {
    const isShell = file === 'shell.nix';
    const { code, stdout } = await run.nix([
        'nix-instantiate',
        ...['--eval', '--strict', '--json', '--read-write-mode', '--expr', LOOK],
        ...['--argstr', 'file', `${run.cwd}/${file}`, '--arg', 'shell', String(isShell)],
    ], isShell ? { IN_NIX_SHELL: 'impure' } : {});
    return code === 0 ? JSON.parse(stdout) : undefined;
}
/** Why a file is not run by itself, and the step that runs it all the same; pure. */
function whyPassedOver(file, value) {
    const [what, how] = value.wants.length > 0
        ? wanting(value.wants)
        : value.type === 'lambda'
            ? ['evaluates to a function, such as a library or an overlay', CALLS]
            : [`evaluates to ${nothingIn(value)}`, CHOOSES];
    const example = file === 'default.nix' ? `- nix-build: ${how.build}` : `- nix-shell: COMMAND, with ${how.shell}`;
    return `${file} ${what}. To run it, list it as a step: ${example}`;
}
const CALLS = {
    build: "-E '(import ./default.nix) ARGUMENTS'",
    shell: 'shell: FILE, a file that calls it',
};
const CHOOSES = { build: 'default.nix -A NAME', shell: 'args: -A NAME' };
/** Arguments that are told. */
const MOST_NAMES = 3;
function wanting(names) {
    const shown = names.slice(0, MOST_NAMES).map(lib_text/* escapeInvisible */.ts);
    const more = names.length - shown.length;
    const list = more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
    const args = [...shown.map(name => `--arg ${name} VALUE`), ...(more > 0 ? ['…'] : [])].join(' ');
    const what = names.length === 1
        ? `is a function whose argument ${list} has no default`
        : `is a function whose arguments ${list} have no default`;
    return [what, { build: `default.nix ${args}`, shell: `args: ${args}` }];
}
const TYPES = {
    int: 'a number',
    float: 'a number',
    bool: 'a Boolean',
    null: 'null',
};
function nothingIn({ type, isEmpty }) {
    if (type !== 'set' && type !== 'list')
        return TYPES[type] ?? `a ${type}`;
    return isEmpty ? `an empty ${type}` : `a ${type} without a derivation to build`;
}

// EXTERNAL MODULE: ./build/steps/step-run.js
var step_run = __webpack_require__(5336);
;// CONCATENATED MODULE: ./build/steps/detect.js










/**
 * Looks at the project, before anything is installed.
 * @throws Failure where there is nothing that `auto` could run
 */
async function projectFiles(project) {
    for (const file of ['flake.nix', 'default.nix', 'shell.nix'])
        await (0,access/* refuseClosed */.Tl)((0,external_node_path_.join)(project, file), external_node_fs_.constants.R_OK, 'steps: auto');
    const flake = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(project, 'flake.nix'));
    const [build, shell] = await Promise.all([
        kindOf(project, 'default.nix', flake),
        kindOf(project, 'shell.nix', flake),
    ]);
    if (flake || build !== 'absent' || shell !== 'absent')
        return { flake, build, shell };
    throw new errors/* ActionError */.l(`steps: auto finds nothing to run: ${project} has neither flake.nix, default.nix nor shell.nix.`, 'Set the input working-directory to the folder of the Nix files, or list the steps; steps: none only installs Nix. Is actions/checkout before this step?');
}
async function kindOf(project, file, flake) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(project, file), 'utf8').catch(() => undefined);
    if (text === undefined)
        return 'absent';
    return flake && /flake-compat/.test(text) ? 'wrapper' : 'own';
}
/** The steps of `auto`; pure. */
function autoSteps(files, offers) {
    const own = [
        ...(files.build === 'own' ? [(0,model_step/* plainStep */.f3)('nix-build')] : []),
        ...(files.shell === 'own' ? [(0,model_step/* plainStep */.f3)('nix-shell')] : []),
    ];
    const flake = [
        (0,model_step/* plainStep */.f3)('flake-check'),
        ...(offers.defaultPackage ? [(0,model_step/* plainStep */.f3)('build', '.#default')] : []),
    ];
    const develop = files.shell !== 'own' && offers.defaultShell ? [(0,model_step/* plainStep */.f3)('develop')] : [];
    return [...(files.flake ? flake : []), ...own, ...develop];
}
/**
 * Finds the steps of `auto`, as a phase of its own: asks Nix what the flake offers, and which files stand alone. What is
 * passed over is told, with the step that runs it.
 */
async function detectSteps(files, context, options, records, log) {
    const step = (0,model_step/* plainStep */.f3)('eval', '', { name: 'detect' });
    log.startGroup(step.name);
    try {
        return await records.phase(step.name, () => log.fenced(async (line) => {
            const output = new steps_output/* StepOutput */.K(line, step.name);
            const deadline = (0,deadlines/* deadlineOf */.G0)(step, options, records.origin, performance.now());
            const found = await look(files, new step_run/* StepRun */.mk(step, context, deadline, output));
            output.end();
            return found;
        }));
    }
    finally {
        log.endGroup();
    }
}
async function look(files, run) {
    const [build, shell, offers] = await Promise.all([
        passedOver(run, 'default.nix', files.build),
        passedOver(run, 'shell.nix', files.shell),
        files.flake ? offersOf(run) : { defaultPackage: false, defaultShell: false },
    ]);
    const own = { ...files, ...(build && PASSED.build), ...(shell && PASSED.shell) };
    const steps = autoSteps(own, offers);
    tellPassed(run, steps, [build, shell].flatMap(why => why ?? []));
    if (steps.length > 0)
        run.line(`Steps: ${steps.map(({ name }) => name).join(', ')}`);
    return steps;
}
const PASSED = { build: { build: 'passed-over' }, shell: { shell: 'passed-over' } };
/** Why a file is no step of its own; undefined where it is one, or is not there. */
async function passedOver(run, file, kind) {
    if (kind === 'wrapper')
        run.line(`${file} only wraps the flake (flake-compat); it is not run again.`);
    if (kind !== 'own')
        return undefined;
    run.line(`Evaluating ${file} to see whether it stands alone`);
    const value = await lookAtValue(run, file);
    return value && !value.alone ? whyPassedOver(file, value) : undefined;
}
function tellPassed({ context }, steps, reasons) {
    const { logger } = context.ctx;
    if (steps.length === 0) {
        const why = reasons.join('\n');
        logger.warning(`steps: auto found nothing to run, so nothing was tested.\n${why}`, NOTHING);
    }
    else
        for (const why of reasons)
            logger.notice(`Not run: ${why}`, 'steps: auto');
}
const NOTHING = 'Nothing was tested';
/** One evaluation; a flake that lacks an attribute, or does not evaluate, does not have it: flake-check then says why. */
async function offersOf(run) {
    const { system } = run.context.nix;
    run.line(`Evaluating flake.nix to see whether it has packages.${system}.default and devShells.${system}.default`);
    const { code, stdout } = await run.nix(['nix', 'flake', 'metadata', '--json', '.']);
    if (code !== 0)
        return { defaultPackage: false, defaultShell: false };
    const { resolvedUrl } = JSON.parse(stdout);
    const how = ['--eval', '--strict', '--json', '--expr', OFFERS];
    const words = ['--argstr', 'flake', resolvedUrl, '--argstr', 'system', system];
    const asked = await run.nix(['nix-instantiate', ...how, ...words]);
    return asked.code === 0 ? JSON.parse(asked.stdout) : askEach(run);
}
/** `devShell` is the name of flakes before 2.7. */
const OFFERS = `{ flake, system }:
let
  inherit (builtins.getFlake flake) outputs;
  has = it: (builtins.tryEval it).value;
in {
  defaultPackage = has (outputs.packages.\${system} or { } ? default);
  defaultShell = has (outputs.devShells.\${system} or { } ? default)
    || has (outputs.devShell or { } ? \${system});
}`;
/** Where one evaluation for all cannot be had: old versions refuse it without a whole flake.lock. */
async function askEach(run) {
    const { system } = run.context.nix;
    const has = async (output, apply) => {
        const words = ['nix', 'eval', '--json', `.#${output}.${system}`, '--apply', apply];
        const { code, stdout } = await run.quietNix(words);
        return code === 0 && stdout.trim() === 'true';
    };
    const [defaultPackage, newShell] = await Promise.all([
        has('packages', 'it: it ? default'),
        has('devShells', 'it: it ? default'),
    ]);
    return { defaultPackage, defaultShell: newShell || (await has('devShell', 'it: true')) };
}

// EXTERNAL MODULE: ./build/steps/scripts/check-script.js
var check_script = __webpack_require__(6463);
;// CONCATENATED MODULE: ./build/phases/config.js












const NO_FILES = { flake: false, build: 'absent', shell: 'absent' };
/**
 * Reads the inputs and looks for the project.
 * @throws InputError, Failure
 */
async function loadConfig(env, logger) {
    const inputs = (0,inputs_inputs/* readInputs */.Ko)(name => (0,given/* inputText */.A)(env, name));
    (0,secrets/* maskSecrets */.QU)(inputs, env);
    const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
    const project = await projectFolder(inputs, workspace);
    const files = inputs.steps === 'auto' ? await projectFiles(project) : NO_FILES;
    if (inputs.steps.length === 0 && (0,given/* inputText */.A)(env, 'steps').trim() !== 'none')
        logger.warning('The list of steps is empty, so nothing is tested: it acts as none. Write steps: none if that is meant.', 'No steps');
    const late = inputs.cache.name === '' ? [] : (0,model_step/* lateBuilds */.C)(inputs.steps);
    for (const notice of late)
        logger.notice(notice, 'Order of the steps');
    if (inputs.steps !== 'auto') {
        const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
        await (0,check_script/* checkFirstScript */.S4)(inputs.steps, system, project, { workspace, env: (0,environment/* childEnvironment */.Qc)(env) });
    }
    return { inputs, workspace, project, files };
}
/** Where the project is. */
async function projectFolder({ workingDirectory }, workspace) {
    const folder = (0,external_node_path_.resolve)(workspace, workingDirectory);
    const state = await (0,access/* accessOf */.YK)(folder, external_node_fs_.constants.X_OK);
    if (state === 'ready')
        return folder;
    const allowed = state === 'closed'
        ? `${(0,access/* closedText */.ST)(folder)} ${access/* CLOSED_HINT */.X4}`
        : `${folder} does not exist. It is a folder relative to the workspace; is actions/checkout before this step?`;
    throw new problem/* InputError */.dz([{ where: 'working-directory', value: workingDirectory, expected: allowed }]);
}
/** Every folder that steps work in. */
function workingDirectories({ inputs: { steps }, project }) {
    const own = steps === 'auto' ? [] : steps.map(step => (0,external_node_path_.resolve)(project, step.workingDirectory));
    return [...new Set([project, ...own])].filter(folder => (0,external_node_fs_.existsSync)(folder));
}
/** Pure: what the look at the pins goes by. */
function pinsOptions({ inputs, project }) {
    const { pins: level, nixPath, steps } = inputs;
    return { project, level, nixPath, steps };
}

;// CONCATENATED MODULE: ./build/phases/caches.js













/** Tells later uses in this job; whoever sets it by hand only takes trust away. */
const COMMANDS_RAN = 'NIX_CI_COMMANDS_RAN';
/** Seconds of the job's time that are kept for the report. */
const FOR_REPORT = 20;
/** The caches of a run: read from the beginning, filled up to the boundary. */
class CacheSession {
    #run;
    #job;
    #trust;
    #ctx;
    #runner;
    #storeCache;
    #netrc;
    /** Addresses of all caches in Nix's settings. */
    #substituters = [];
    #netrcFile;
    /** Whether a private cache was read with a token. */
    #hadNetrc = false;
    constructor(run, job, trust, ctx, runner) {
        this.#run = run;
        this.#job = job;
        this.#trust = trust;
        this.#ctx = ctx;
        this.#runner = runner;
        const { inputs } = job;
        const { outage } = run;
        const options = {
            ...{ inputs: inputs.storeCache, plan: inputs.plan, cachixName: inputs.cache.name },
            ...{ trust: trust.decision, env: runner.env, ctx, outage },
        };
        this.#storeCache = new StoreCache(options);
        run.storeCache = this.#storeCache;
    }
    /** Asks for keys and permission, and restores the store cache; beside the install. */
    async read() {
        const [reading] = await Promise.all([this.#ask(), this.#storeCache.restore(this.#run.records)]);
        return reading;
    }
    /** A token goes to Cachix only in runs that may hand out credentials. */
    async #ask() {
        const { cache } = this.#job.inputs;
        const { trusted, mayUseCredentials } = this.#trust.decision;
        // What an earlier use found; a run that may push asks for itself.
        const known = trusted ? [] : (0,substituters_known/* parseKnown */.df)(this.#runner.env[substituters_known/* KNOWN_CACHES */.GF]);
        const token = mayUseCredentials ? (cache.authToken.value ?? '') : '';
        const ask = () => (0,discover/* discoverCaches */.Z)(cache, token, this.#ctx, known);
        const { records } = this.#run;
        const statusOf = ({ caches }) => caches.some(({ use }) => use === 'off') ? 'failure' : 'success';
        const reading = (0,substituters_known/* areAllKnown */.lH)(cache, known)
            ? await ask()
            : await records.phase('cachix', ask, statusOf);
        this.#run.caches = reading.caches;
        return reading;
    }
    /**
     * Writes the caches into Nix's settings, and makes ready to push where that is safe.
     * @param env of our own calls of Nix
     */
    async use(asked, provided, env) {
        const { inputs } = this.#job;
        const { decision, event } = this.#trust;
        const { nix, executor } = provided;
        const own = await this.#storeCache.use({ nix, executor, env });
        this.#netrc = new netrc/* Netrc */.Vz(nix, executor, this.#ctx);
        const settled = await settleCaches(asked, inputs.cache.host, nix, env, this.#ctx.logger);
        const { reading } = settled;
        await (0,begin/* writeCaches */.NH)(settled, this.#netrc, own, this.#ctx);
        if (reading.known.length > 0)
            this.#runner.files.env[substituters_known/* KNOWN_CACHES */.GF] = (0,substituters_known/* formatKnown */.Jq)(reading.known);
        this.#run.caches = await (0,allowed_by_daemon/* allowedCaches */.C0)(reading, nix, env, this.#ctx);
        const caching = await (0,begin/* startPush */.Lc)({
            inputs: inputs.cache,
            trust: decision,
            repositoryPrivate: event.repository?.private ?? true,
            deferred: this.#isDeferred,
            plan: inputs.plan,
            commandsRan: this.#commandsRan,
            nix,
            env,
            ctx: this.#ctx,
        }, reading);
        this.#substituters = (0,allowed_by_daemon/* listOf */.c3)(caching.settings, 'substituters');
        this.#netrcFile = caching.settings['netrc-file']?.value;
        this.#hadNetrc = reading.netrc !== undefined;
        if (decision.trusted && !caching.push.push)
            this.#tellOfNoPush(caching);
        return caching;
    }
    #tellOfNoPush({ push }) {
        const { name } = this.#job.inputs.cache;
        // Why the cache is off was told already.
        const isOff = this.#run.caches.some(it => it.name === name && it.use === 'off');
        (0,begin/* logDecision */.jM)(isOff ? { ...push, level: 'info' } : push, 'Push', this.#ctx);
    }
    /** A second use in this job cannot know what commands write to a store of the user's own. */
    noteFutureCommands(steps, { isolation }) {
        if (this.#job.inputs.plan || this.#run.nix?.mode !== 'single-user')
            return;
        const { files } = this.#runner;
        if (steps.length > 0 && isolation.isolated && !steps.some(model_step/* runsProjectCode */.R6))
            return;
        files.env[COMMANDS_RAN] = 'true';
        files.flush();
    }
    /** Ends the push and saves the store cache: what is not there by then stays away. */
    async settle(caching) {
        const { records } = this.#run;
        const folders = workingDirectories(this.#job);
        const commandsRan = this.#commandsRan;
        await Promise.all([
            this.#settlePush(caching),
            this.#storeCache.save({ caching, records, commandsRan, folders }),
        ]);
    }
    /** Warns of caches that did not deliver during the steps. */
    async tellTroubles() {
        const run = this.#run;
        const urls = [...run.caches.map(({ url }) => url), ...this.#substituters];
        const troubles = [...run.observed.cacheTroubles, ...(await this.#refusing(urls))];
        const others = byAddress(troubles, urls)
            .filter(it => !this.#storeCache.tellTrouble(it))
            .filter(it => !this.#isExpected(it));
        const isRed = run.records.result !== 'success';
        tellTroubles(others, run.caches, isRed, this.#ctx.logger);
        run.caches = withReasons(run.caches, others);
    }
    /** Of caches that were asked, gave nothing, and of which nothing was said. */
    async #refusing(urls) {
        const { observed } = this.#run;
        const known = new Set(urls.map(plainUrl));
        const told = new Set([
            ...observed.cacheTroubles.map(({ url }) => url),
            ...observed.fetches.map(it => it.cache),
        ].map(plainUrl));
        const silent = [...observed.asked]
            .map(([url, hash]) => ({ url, hash }))
            .filter(({ url }) => known.has(plainUrl(url)) && !told.has(plainUrl(url)));
        // With credentials that we cannot have, or no longer have, nobody knows what Nix was answered.
        const netrc = silent.length > 0 && !this.#hadNetrc ? await readNetrc(this.#netrcFile) : undefined;
        return netrc === undefined ? [] : refusingCaches(silent, netrc, this.#ctx.cancel);
    }
    #isExpected({ url, fault }) {
        // Without the credentials, which were put away, a private cache refuses.
        if (fault === 'refused' && this.#netrc?.wasRemoved)
            return true;
        // Why ours is off was told already.
        return this.#run.caches.some(it => it.use === 'off' && plainUrl(it.url) === plainUrl(url));
    }
    /** Removes the credentials for private caches. */
    async dropNetrc() {
        await this.#netrc?.remove();
    }
    async #settlePush({ push, pusher }) {
        const run = this.#run;
        run.push = pusher
            ? await this.#finishPush(pusher)
            : {
                push: push.push && this.#isDeferred ? 'deferred' : 'skipped',
                reason: push.reason,
                paths: [],
                bytes: 0,
            };
        const { cache, plan } = this.#job.inputs;
        const isMissing = run.push.push === 'failed' || run.push.push === 'skipped';
        if (!cache.requirePush || plan || !this.#trust.decision.trusted || !isMissing)
            return;
        run.records.broken = true;
        run.failureReason = `require-push: ${run.push.reason}`;
        this.#runner.page.annotate('error', { title: 'Nix CI: push', message: run.failureReason });
    }
    async #finishPush(pusher) {
        const { records } = this.#run;
        const { cache, jobTimeout } = this.#job.inputs;
        // Within the time that steps leave of the job, the report comes after it.
        const left = Math.max(FOR_REPORT, jobTimeout - FOR_REPORT - records.now());
        const seconds = Math.min(cache.pushTimeout, left);
        const finish = () => (0,push_outcome/* finishPush */._)(pusher, cache.name, seconds, { logger: this.#runner.page });
        const outcome = await records.phase('push', finish, it => it.push === 'failed' ? 'failure' : 'success');
        this.#run.caches = this.#run.caches.map(it => it.name === cache.name && it.use === 'read' ? { ...it, use: 'push' } : it);
        return outcome;
    }
    /** With `steps: none` post pushes what later steps built. */
    get #isDeferred() {
        return this.#job.inputs.steps.length === 0;
    }
    get #commandsRan() {
        return this.#runner.env[COMMANDS_RAN] === 'true';
    }
}
/** More caches than these break at once only where there is no network, or where a builder says so. */
const caches_MOST = 3;
/**
 * One warning a cache that did not deliver during the steps, or a host on which several did not: the job goes on without
 * them, and takes longer.
 * @param isRed whether the job failed, so that nobody knows whether Nix did without
 */
function tellTroubles(troubles, caches, isRed, logger) {
    for (const [index, urls] of withOneCause(troubles).entries()) {
        const names = urls.map(url => caches.find(it => plainUrl(it.url) === plainUrl(url))?.name ?? url);
        const places = urls.map((url, at) => (names[at] === url ? url : `${names[at]} (${url})`));
        const where = (0,lib_text/* escapeInvisible */.ts)(new Intl.ListFormat('en').format(places));
        // All of them failed in the same way.
        const own = troubles.filter(it => it.url === urls[0]);
        const wentOn = isRed || own.every(({ fault }) => fault === 'slow');
        const tail = wentOn ? [] : ['Nix used other caches or built locally.'];
        const what = own.map(troubleText).join('; ');
        const subject = urls.length > 1 ? 'Caches' : 'Cache';
        const message = [`${subject} ${where}: ${what}.`, ...hintsOf(own), ...tail].join(' ');
        if (index < caches_MOST)
            logger.warning(message, `${subject} ${(0,lib_text/* escapeInvisible */.ts)(names.join(', '))}`);
        else
            logger.info(message);
    }
}
/** The addresses of caches; those of a host that is down together. */
function withOneCause(troubles) {
    const groups = new Map();
    for (const url of new Set(troubles.map(it => it.url))) {
        const own = troubles.filter(it => it.url === url);
        const key = own.every(({ fault }) => fault === 'down') ? hostAndFault(url, own) : url;
        groups.set(key, [...(groups.get(key) ?? []), url]);
    }
    return [...groups.values()];
}
function hostAndFault(url, own) {
    const host = URL.canParse(url) ? new URL(url).host : '';
    // How long it took is not the same each time.
    return [host || url, ...own.map(({ said }) => said.replace(/\d+ (?:ms|s)\b/g, ''))].join('\n');
}

;// CONCATENATED MODULE: ./build/phases/fail.js


/** The runner does not say which. */
const CANCELLED = "The job was cancelled: by hand, by a newer run of the workflow, or because the job's timeout-minutes are over.";
/**
 * Tells of what ended a run.
 * @returns the same for the summary
 */
function reportFailure(error, { page, cancel }) {
    const isForeseen = error instanceof errors/* ActionError */.l || error instanceof problem/* InputError */.dz;
    const stack = error instanceof Error && !isForeseen ? `\n${error.stack}` : '';
    const annotations = cancel.aborted
        ? [{ title: 'Nix CI: cancelled', message: CANCELLED }]
        : error instanceof problem/* InputError */.dz
            ? (0,problem/* describeAll */.lb)(error.problems).map(message => ({ title: 'Nix CI: input', message }))
            : [{ title: 'Nix CI', message: `${(0,errors/* formatError */.W)(error)}${stack}` }];
    for (const annotation of annotations)
        page.annotate('error', annotation);
    return annotations.map(({ message }) => message).join('\n');
}

;// CONCATENATED MODULE: ./build/caches/substituters/outage.js
/** GitHub's cache serves several ends: where it does not work one warning says what is lost by it. */
class Outage {
    #losses = [];
    get took() {
        return this.#losses.length > 0;
    }
    /**
     * Warns that something was not done: at the end, with what else is lost.
     * @param isOutage whether the service, or the way to it, is at fault; without, the warning comes at once
     */
    warn(loss, isOutage, logger) {
        if (isOutage) {
            logger.info(`${loss.title}: ${loss.alone}`);
            this.#losses.push(loss);
        }
        else
            logger.warning(loss.alone, loss.title);
    }
    /** Nothing more comes. */
    tell(logger) {
        const [first, ...others] = this.#losses;
        if (first && others.length === 0)
            logger.warning(first.alone, first.title);
        if (others.length === 0)
            return;
        const whys = [...new Set(this.#losses.map(({ why }) => why))];
        const whats = new Intl.ListFormat('en').format(this.#losses.map(({ what }) => what));
        const message = `${whys.join(' ')} Because of that ${whats}. The job is not affected.`;
        logger.warning(message, "GitHub's cache");
    }
}

// EXTERNAL MODULE: ./build/model/recorder.js
var recorder = __webpack_require__(6285);
// EXTERNAL MODULE: ./build/steps/build-stats.js
var build_stats = __webpack_require__(2334);
// EXTERNAL MODULE: ./build/steps/command-results.js
var command_results = __webpack_require__(4442);
;// CONCATENATED MODULE: ./build/phases/run-state.js




/** A run of which nothing is known yet. */
function initialRunState() {
    const records = new recorder/* Recorder */.v();
    return {
        records,
        observed: new build_stats/* BuildStats */._(records.origin),
        outage: new Outage(),
        commandResults: (0,command_results/* noCommandResults */.r)(),
        caches: [],
    };
}

// EXTERNAL MODULE: ./build/caches/options.js
var options = __webpack_require__(3320);
// EXTERNAL MODULE: ./build/host/process/descendants.js
var descendants = __webpack_require__(1277);
// EXTERNAL MODULE: ./build/nix/access-tokens.js
var access_tokens = __webpack_require__(3593);
// EXTERNAL MODULE: ./build/nix/install/settings.js
var settings = __webpack_require__(4039);
// EXTERNAL MODULE: ./build/report/checkpoint.js
var checkpoint = __webpack_require__(3941);
// EXTERNAL MODULE: ./build/runner/state.js
var state = __webpack_require__(3866);
// EXTERNAL MODULE: ./build/steps/flake/keep-inputs.js
var keep_inputs = __webpack_require__(9487);
;// CONCATENATED MODULE: ./build/steps/nixpkgs/asks.js

const NAMED = /<nixpkgs[>/]/;
/** Programs of Nix that read files and NIX_PATH, with the words behind them. */
const CALL = /(?<![\w./-])(nix-(?:shell|build|instantiate)|nix)(?![\w.-])([^\n;|&]*)/g;
const PACKAGES = /(?:^|\s)(?:--packages|-[a-z]*p)(?=\s|$)/;
/** The command behind `--run` has a `-p` of its own. */
const QUOTED = /"[^"]*"?|'[^']*'?/g;
/** Options of `nix` that end the pure evaluation. */
const IMPURE = /(?:^|\s)(?:--impure|-f|--file|-E|--expr)(?=[\s=]|$)/;
/** A Nix file, or a path. */
const asks_FILE = /(?<![\w<$/])(?:[\w./+-]*\.nix(?!\w)|\.{1,2}(?:\/[\w.+-]+)+)/g;
/** What each program reads where no file is named. */
const USUAL = {
    'nix-shell': ['shell.nix', 'default.nix'],
    nix: ['flake.nix'],
};
/** Pure: what the text of a command, or of a script, asks of Nix. It is read, not run. */
function askedBy(text) {
    const joined = text.replace(/\\\r?\n/g, ' ');
    const shebangs = [...joined.matchAll(/^#!\s*(nix-shell\b.*)$/gm)].map(([, call = '']) => call);
    const plain = [...shebangs, withoutShellComments(joined)].join('\n');
    const calls = [...plain.matchAll(CALL)].map(([, program = '', words = '']) => ({
        program,
        words,
    }));
    const isPackages = calls.some(it => it.program === 'nix-shell' && PACKAGES.test(it.words.replace(QUOTED, '')));
    const reading = calls.filter(it => it.program !== 'nix' || isImpure(it.words));
    return {
        nixpkgs: NAMED.test(plain) || isPackages,
        path: /\bNIX_PATH\b/.test(plain),
        files: reading.flatMap(({ program, words }) => {
            const named = words.match(asks_FILE)?.map(file => filesAt(file, program));
            return named ?? [USUAL[program] ?? ['default.nix']];
        }),
    };
}
function filesAt(path, program) {
    return program === 'nix' && !path.endsWith('.nix') ? [`${path}/flake.nix`, path] : [path];
}
/** Pure: whether the words of a call of `nix` end its pure evaluation, in which there is no NIX_PATH. */
function isImpure(words) {
    return IMPURE.test(words);
}
/** The files that a text of a shell names as something to run, as they stand there. */
function scriptsIn(text) {
    const plain = withoutShellComments(text);
    const words = plain.match(/(?<![\w$/])(?:[\w.+-]*\/[\w./+-]+|[\w.+-]+\.(?:ba)?sh)(?!\w)/g) ?? [];
    const made = [
        ...(/\bmake\b/.test(plain) ? ['Makefile', 'GNUmakefile'] : []),
        ...(/\bjust\b/.test(plain) ? ['justfile', 'Justfile', '.justfile'] : []),
    ];
    return [...words.filter(word => !word.endsWith('.nix')), ...made];
}
function withoutShellComments(text) {
    return text.replace(/(^|\s)#[^\n]*/g, '$1');
}
/** Pure: whether a Nix text looks `<nixpkgs>` up: comments and scripts within it do not count. */
function looksUp(text) {
    return /<nixpkgs[>/]/.test(codeOf(text)) || /\$\{[^}]*<nixpkgs[>/]/.test(withoutComments(text));
}
/** Paths of Nix: `./x.nix`, `../y`, `./.`; none that is put together. */
const asks_PATH = /(?<![\w./-])\.{1,2}\/[\w./+-]*/g;
/** Pure: the paths that a Nix text names, as they stand there. */
function pathsIn(text) {
    return codeOf(text).match(asks_PATH) ?? [];
}

;// CONCATENATED MODULE: ./build/steps/nixpkgs/use.js





/** Files that are read at most, of the project and for one step. */
const use_MOST_FILES = 500;
/**
 * Who asks for `<nixpkgs>`. What a command runs is read as far as it can be followed: the scripts and Nix files that it
 * names, and those that they name.
 * @param steps those that run on this machine; empty: only what comes after them may ask
 */
async function usesOfNixpkgs(steps, place, tracked) {
    const reader = new Reader(place.workspace);
    const [{ inFiles, inScripts }, asked] = await Promise.all([
        inProject(place.project, tracked),
        Promise.all(steps.map(step => reader.asks(use_textOf(step), (0,external_node_path_.resolve)(place.project, step.workingDirectory)))),
    ]);
    return {
        inFiles,
        inScripts: inScripts || reader.isNamed,
        inStep: asked.includes(true),
        isPossible: steps.length === 0 || steps.some(mayAsk),
    };
}
/** A step as calls of programs in a shell. */
function use_textOf({ kind, argument, args, shell }) {
    const words = args.join(' ');
    if (kind === 'run')
        return argument;
    if (kind === 'nix-shell')
        return `nix-shell ${shell ?? ''} ${words}\n${argument}`;
    if (kind === 'nix-build')
        return `nix-build ${argument} ${words}`;
    if (kind === 'develop')
        return `nix develop ${shell ?? ''} ${words}\n${argument}`;
    return `nix ${argument} ${words}`;
}
function mayAsk({ kind, args }) {
    const isPure = kind === 'flake-check' || kind === 'build' || kind === 'eval';
    return !isPure || isImpure(args.join(' '));
}
const ASKING = '<nixpkgs[>/]|nix-shell';
const IN_FOLDER = ['default.nix', 'shell.nix', 'flake.nix'];
const RECIPES = /^(?:GNU)?[Mm]akefile$|^\.?[Jj]ustfile$|\.mk$/;
/** Pure but for reading: whether files of the project ask, whoever runs them. */
async function inProject(project, tracked) {
    const files = (await tracked.naming(ASKING)) ?? IN_FOLDER.map(file => (0,external_node_path_.join)(project, file));
    let [inFiles, inScripts] = [false, false];
    for (const file of files.slice(0, use_MOST_FILES)) {
        const text = (await (0,plain_file/* readPlain */.r)(file)) ?? '';
        if (file.endsWith('.nix'))
            inFiles ||= looksUp(text);
        if (isScript(file, text))
            inScripts ||= askedBy(text).nixpkgs;
    }
    return { inFiles, inScripts };
}
function isScript(file, text) {
    return text.startsWith('#!') || RECIPES.test((0,external_node_path_.basename)(file));
}
/** Follows what a step reads. */
class Reader {
    #workspace;
    /** Whether a command, or a script that it names, asks for it by itself. */
    isNamed = false;
    #seen = new Map();
    constructor(workspace) {
        this.#workspace = workspace;
    }
    /** Whether a text of a shell asks for `<nixpkgs>` in a folder. */
    async asks(text, cwd) {
        const { nixpkgs, path, files } = askedBy(text);
        if (nixpkgs)
            this.isNamed = true;
        if (nixpkgs || path)
            return true;
        for (const names of files) {
            const paths = names.map(name => (0,external_node_path_.resolve)(cwd, name));
            for (const path of paths) {
                if (!(await this.#isThere(path)))
                    continue;
                if (await this.#once(path, () => this.#nixAsks(path)))
                    return true;
                break;
            }
        }
        for (const name of scriptsIn(text)) {
            const path = (0,external_node_path_.resolve)(cwd, name);
            if (await this.#once(path, () => this.#scriptAsks(path, cwd)))
                return true;
        }
        return false;
    }
    async #scriptAsks(path, cwd) {
        const text = await this.#text(path);
        if (text === undefined || !(isScript(path, text) || /\.(?:ba)?sh$/.test(path)))
            return false;
        return (await this.asks(text, cwd)) || ((0,external_node_path_.dirname)(path) !== cwd && this.asks(text, (0,external_node_path_.dirname)(path)));
    }
    async #nixAsks(path) {
        const isFolder = (await (0,promises_.lstat)(path).catch(() => undefined))?.isDirectory();
        const file = isFolder ? (0,external_node_path_.join)(path, 'default.nix') : path;
        const text = await this.#text(file);
        // What niv writes asks only where nixpkgs is none of its sources.
        if (text === undefined || WRITTEN.some(it => file.endsWith(`/${it}`)))
            return false;
        if (looksUp(text))
            return true;
        for (const name of pathsIn(text)) {
            const next = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(file), name);
            if (await this.#once(next, () => this.#nixAsks(next)))
                return true;
        }
        return false;
    }
    /** What is looked at already, or still, says nothing new. */
    #once(path, look) {
        if (this.#seen.has(path) || this.#seen.size >= use_MOST_FILES)
            return Promise.resolve(false);
        const answer = look();
        this.#seen.set(path, answer);
        return answer;
    }
    async #isThere(path) {
        return (await (0,promises_.lstat)(path).catch(() => undefined)) !== undefined;
    }
    async #text(path) {
        return path.startsWith(this.#workspace + external_node_path_.sep) ? (0,plain_file/* readPlain */.r)(path) : undefined;
    }
}

// EXTERNAL MODULE: ./build/trust/trust.js + 1 modules
var trust = __webpack_require__(5529);
;// CONCATENATED MODULE: ./build/phases/setup.js


















/** The folders of this run, before anything can fail: whatever fails is reported there. */
async function openFolders(run, { env, files }) {
    const folders = await (0,state/* makeFolders */.wZ)(env.RUNNER_TEMP);
    run.folders = folders;
    (0,checkpoint/* saveInitialCheckpoint */.WD)(folders, run.records.startedAt);
    files.state.folder = folders.shared;
    files.flush();
    return folders;
}
/** What the middle needs of the world. */
function createContext(folders, { env, page, cancel }) {
    const { NIX_CONFIG: config, ...child } = (0,environment/* childEnvironment */.Qc)(env);
    return {
        env: {
            ...child,
            ...(config === undefined ? {} : { NIX_CONFIG: (0,settings/* withFlakes */.zw)(config) }),
            // Post finds by the mark what a main that was killed left behind.
            [descendants/* PROCESS_TAG */.$F]: (0,descendants/* processTag */.qP)(folders.private, 'nix'),
        },
        withheld: (0,environment/* withheldNames */.sy)(env),
        folder: folders.private,
        cancel,
        logger: page,
    };
}
/** Says in one line whether this run may push. */
async function decideTrust(run, job, ctx, { env }) {
    const { cache, githubToken } = job.inputs;
    run.trust = await (0,trust/* determineTrust */.i)((0,options/* trustOptions */.z)(cache), workingDirectories(job), env, githubToken, ctx);
    (0,begin/* logDecision */.jM)(run.trust.decision, 'Trust', ctx);
    return run.trust;
}
/** Where no credential may be handed out there is no file with any. */
async function writeAccessTokens(job, trust, ctx, { env }) {
    const own = trust.decision.mayUseCredentials ? (0,secrets/* tokensOf */.k8)(job.inputs, env) : [];
    const tokens = await access_tokens/* TokenFile */.Gc.create(ctx.folder, own, ctx.env);
    await tokens.write();
    return tokens;
}
/** Installs Nix, or finds it. */
async function runSetup(run, { inputs }, tokens, ctx, { page }) {
    page.startGroup('install');
    const { setupNix: provideNix } = await __webpack_require__.e(/* import() */ 419).then(__webpack_require__.bind(__webpack_require__, 5419));
    try {
        const provided = await run.records.phase('install', () => provideNix(inputs.nix, tokens, ctx));
        run.nix = provided.nix;
        const { folders } = run;
        if (folders) {
            const save = () => (0,state/* saveStarted */.nd)(folders, startedOf(provided));
            await save();
            provided.daemon?.onRestart(save);
        }
        return provided;
    }
    finally {
        page.endGroup();
    }
}
/** What post has to stop. */
function startedOf({ daemon, service, }) {
    return { daemon: daemon?.process, service };
}
/** Who asks for `<nixpkgs>` in this job; what cannot be read asks for nothing. */
function usesOfJob(job, tracked) {
    const { steps } = job.inputs;
    const listed = steps === 'auto' ? autoSteps(job.files, NO_OFFERS) : steps;
    const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
    const own = listed.filter(step => step.if && (0,model_step/* isFor */.Gi)(step.only, system));
    return usesOfNixpkgs(own, job, tracked).catch(() => NO_USE);
}
/** The folders of the flakes that this job reads. */
function flakesOfJob({ project, workspace }, steps) {
    const own = steps.flatMap(step => {
        try {
            return (0,keep_inputs/* flakeFolders */.tn)(step, (0,external_node_path_.resolve)(project, step.workingDirectory), workspace);
        }
        catch {
            // A quote that is not closed fails the step.
            return [];
        }
    });
    return [...new Set([project, ...own])].filter(it => it === workspace || it.startsWith(workspace + external_node_path_.sep));
}
const NO_OFFERS = { defaultPackage: false, defaultShell: false };
const NO_USE = { inFiles: false, inScripts: false, inStep: false, isPossible: true };
/**
 * Later steps of the job find Nix, its settings and NIX_PATH.
 * @returns the environment of our own calls of Nix
 */
async function exportEnvironment({ inputs, workspace, project }, { environment, path, nix, roots }, use, ctx, runner) {
    const nixPath = await (0,nix_path/* decideNixPath */.Zv)(inputs.nixPath, workspace, project, ctx.env, use);
    const { files } = runner;
    if (nixPath.info)
        ctx.logger.info(nixPath.info);
    if (nixPath.notice)
        ctx.logger.notice(nixPath.notice, 'nixpkgs is not pinned');
    const env = { ...ctx.env, ...environment, PATH: [...path, ctx.env.PATH].join(external_node_path_.delimiter) };
    let { value } = nixPath;
    if (value !== undefined && !(0,nix_path/* fitsNixPath */.zU)(value)) {
        const { fetchedNixPath } = await __webpack_require__.e(/* import() */ 281).then(__webpack_require__.bind(__webpack_require__, 8281));
        value = await fetchedNixPath(nixPath, nix, roots, env, ctx);
    }
    const own = value === undefined ? {} : { NIX_PATH: value };
    Object.assign(files.env, environment, own, laterConfig(runner.env));
    files.path.push(...path);
    return { ...env, ...own };
}
/** A NIX_CONFIG of the job that would turn flakes off for later steps, merged; with the credentials that are in it. */
function laterConfig({ NIX_CONFIG: config = '' }) {
    const merged = (0,settings/* withFlakes */.zw)(config);
    return merged === config ? {} : { NIX_CONFIG: merged };
}

// EXTERNAL MODULE: ./build/steps/run-steps.js + 64 modules
var run_steps = __webpack_require__(9115);
// EXTERNAL MODULE: ./build/steps/tmpdir.js
var tmpdir = __webpack_require__(7442);
;// CONCATENATED MODULE: ./build/steps/trust-boundary.js
/**
 * The line before the first step that runs the project's code outside the sandbox: what has to be done or put away
 * before it is done once, at the latest after the last step.
 */
class TrustBoundary {
    #works;
    #crossed;
    /** @param works one after the other; they do not throw */
    constructor(works) {
        this.#works = works;
    }
    /** Whether project code may have run by now. */
    get isCrossed() {
        return this.#crossed !== undefined;
    }
    cross() {
        this.#crossed ??= this.#all();
        return this.#crossed;
    }
    async #all() {
        for (const work of this.#works)
            await work();
    }
}

;// CONCATENATED MODULE: ./build/main.js






















/** Seconds that a cancelled run may take to end; then it reports what there is. The runner kills after 10. */
const main_PATIENCE = 5.5;
/**
 * The main job: read the inputs, decide on trust, provide Nix, run the steps, report.
 * @returns whether everything that had to succeed did
 */
async function main(runner) {
    const run = initialRunState();
    let completed = false;
    try {
        await Promise.race([runMain(run, runner), cancelDeadline(runner.cancel)]);
        completed = true;
    }
    catch (error) {
        if (error instanceof check_script/* ScriptFailure */.g7)
            run.records.steps.push(...error.steps(run.records.now()));
        else
            run.failureReason = reportFailure(error, runner);
        if (runner.cancel.aborted)
            run.records.steps.push(...(run.progress?.unfinished('the job was cancelled') ?? []));
    }
    run.outage.tell(runner.page);
    const success = completed && run.records.result === 'success';
    const { publish } = await __webpack_require__.e(/* import() */ 130).then(__webpack_require__.bind(__webpack_require__, 5130));
    await publish(run, success, runner.page, runner.files);
    return success;
}
/** Rejects when a cancelled run does not come to its end by itself in the time that the runner gives. */
function cancelDeadline(cancel) {
    return new Promise((_, reject) => {
        const late = () => reject(new Error('the cancelled run did not end in time'));
        cancel.addEventListener('abort', () => setTimeout(late, main_PATIENCE * 1000));
    });
}
async function runMain(run, runner) {
    const folders = await openFolders(run, runner);
    const job = await loadConfig(runner.env, runner.page);
    run.plan = job.inputs.plan;
    const ctx = createContext(folders, runner);
    const disk = await DiskWatch.begin(ctx, job.workspace);
    const trust = await decideTrust(run, job, ctx, runner);
    const tokens = await writeAccessTokens(job, trust, ctx, runner);
    const tracked = new tracked_files/* Tracked */.J(job.project, job.workspace, ctx.env, ctx.cancel);
    const caches = new CacheSession(run, job, trust, ctx, runner);
    const use = usesOfJob(job, tracked);
    const [provided, reading, baseline, tellOfPins] = await Promise.all([
        runSetup(run, job, tokens, ctx, runner),
        caches.read(),
        job.inputs.baseline === 'off' || job.inputs.plan
            ? undefined
            : (0,phases_baseline/* findBaseline */.Xn)(runner.env, run.outage, ctx),
        checkPins(pinsOptions(job), tracked, use, ctx),
        preloadModules(run, runner),
    ]);
    tellOfPins();
    const env = await exportEnvironment(job, provided, await use, ctx, runner);
    const [caching] = await Promise.all([
        caches.use(reading, provided, env),
        __webpack_require__.e(/* import() */ 419).then(__webpack_require__.bind(__webpack_require__, 5419)).then(({ keepNix }) => keepNix(provided)),
    ]);
    const boundary = new TrustBoundary([
        () => caches.settle(caching),
        async () => (0,secrets/* dropSecrets */.J8)(job.inputs, runner.env),
        () => caches.dropNetrc(),
        () => tokens.remove(),
    ]);
    const context = {
        nix: provided.nix,
        daemon: provided.daemon,
        ctx,
        env,
        temporary: await (0,tmpdir/* commandTemporary */.Tf)(env),
        tokens,
        roots: provided.roots,
        disk,
        workspace: job.workspace,
        repository: repositoryAt(job.workspace),
        observed: run.observed,
        project: job.project,
        boundary,
        plan: job.inputs.plan,
        pusher: caching.pusher,
        verifySource: job.inputs.verifySource,
        leftovers: run.records.leftovers,
        began: step => run.progress?.began(step),
    };
    // Building there counts as running the project's code.
    if (!caching.isolation.isolated)
        await boundary.cross();
    if (!job.inputs.nix.acceptFlakeConfig)
        await noticeOfFlakeCaches(context);
    const { steps: asked } = job.inputs;
    const steps = asked === 'auto'
        ? await detectSteps(job.files, context, job.inputs, run.records, runner.page)
        : asked;
    caches.noteFutureCommands(steps, caching);
    run.progress?.plan(steps);
    const tellOfSyntax = checkSyntax(context, tracked, job.inputs.syntaxExclude);
    const flakes = job.inputs.pins === 'off' ? [] : flakesOfJob(job, steps);
    const tellOfLocks = checkLocks(context, flakes, tracked);
    const { runSteps } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 9115));
    run.commandResults = await runSteps(steps, context, job.inputs, run.records, runner.page);
    run.progress?.ended();
    await tellOfSyntax(run.records.steps);
    await tellOfLocks(run.records.steps);
    await boundary.cross();
    await caches.tellTroubles();
    if (baseline)
        await (0,phases_baseline/* useBaseline */.DE)(run, baseline, trust.event, ctx);
    await saveStateForPost(run, provided);
    await tokens.write();
    // Steps that were not run because of it are no success.
    runner.cancel.throwIfAborted();
    (0,deadlines/* refuseLate */.bl)(run.records, job.inputs.jobTimeout);
    if (!job.inputs.plan)
        (0,run_steps.warnOfNoneRun)(run.records.steps, ctx.logger);
}
/**
 * Loads the rest of our code later than the first line, but before a command of the project could change it on the disk;
 * from here on post can tell how far a run had come whose process was killed.
 */
async function preloadModules(run, { page, files }) {
    const [{ interim }] = await Promise.all([
        __webpack_require__.e(/* import() */ 130).then(__webpack_require__.bind(__webpack_require__, 5130)),
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 9115)),
    ]);
    const { folders } = run;
    if (!folders)
        return;
    run.progress = new checkpoint/* Progress */.ke(unfinished => interim(run, folders, unfinished, page, files), () => run.records.now());
}
async function saveStateForPost({ push, folders }, provided) {
    if (push?.push !== 'deferred' || !folders)
        return;
    await (0,state/* saveStarted */.nd)(folders, { ...startedOf(provided), mainEnded: Math.floor(Date.now() / 1000) });
}


/***/ }),

/***/ 6852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   Lz: () => (/* binding */ installableOf),
/* harmony export */   ZA: () => (/* binding */ derivationWords),
/* harmony export */   bb: () => (/* binding */ plainAttribute),
/* harmony export */   wp: () => (/* binding */ BY_SYSTEM),
/* harmony export */   z7: () => (/* binding */ nixString)
/* harmony export */ });
/** Outputs of a flake with a set for each system; what stands in these is one name, dots and all. */
const BY_SYSTEM = ['checks', 'packages', 'devShells', 'apps', 'bundlers'];
const PART = String.raw `(?:[A-Za-z_][\w'-]*|"(?:[^"\\]|\\[\s\S])*")`;
const WRITTEN = new RegExp(`^${PART}(?:\\.${PART})*$`);
const ESCAPES = { n: '\n', r: '\r', t: '\t' };
/**
 * An attribute path as Nix writes it since 2.20, `checks.x86_64-linux."py3.11"`, as reports name it: each part as it is.
 * (print.cc, printIdentifier) What is not written so, as before, is left.
 */
function plainAttribute(written) {
    if (!written.includes('"') || !WRITTEN.test(written))
        return written;
    return written.replace(/"((?:[^"\\]|\\[\s\S])*)"/g, (_, part) => part.replace(/\\([\s\S])/g, (_, char) => ESCAPES[char] ?? char));
}
/** The parts of an attribute as reports name it; what cannot be parted without doubt is one part. */
function partsOf(attribute) {
    const [, output = '', system = '', name = ''] = /^(\w+)\.([^.]+)\.(.*)$/s.exec(attribute) ?? [];
    return BY_SYSTEM.includes(output) ? [output, system, name] : attribute.split('.');
}
/**
 * An attribute as an installable of Nix. The part behind `#` is decoded as in a URL, so that every character can be in a
 * name; but between its quotes Nix knows no escape. (parseAttrPath)
 * @param reference of the flake
 * @returns undefined where no installable can name it: a part is empty, or has `"` in it
 */
function installableOf(reference, parts) {
    if (parts.some(part => part === '' || part.includes('"')))
        return undefined;
    return `${reference}#${parts.map(fragment).join('.')}`;
}
function fragment(part) {
    if (/^[A-Za-z_][\w'-]*$/.test(part))
        return part;
    return `"${encodeURIComponent(part).replaceAll('%20', ' ')}"`;
}
/** Words of `nix eval --raw` that print the path of a derivation, whatever it is called. */
function derivationWords(reference, parts) {
    const installable = installableOf(reference, parts);
    if (installable)
        return [`${installable}.drvPath`];
    const [output = '', ...rest] = parts;
    const path = rest.map(nixString).join('.');
    return [`${reference}#${output}`, '--apply', `it: it.${path}.drvPath`];
}
/** A string as Nix text; Nix takes a bare CR LF for LF. */
function nixString(value) {
    const escaped = value.replace(/["\\]|\$(?=\{)/g, '\\$&');
    return `"${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
}


/***/ }),

/***/ 1658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ callNix)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_process_spawn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3138);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(873);
/* harmony import */ var _log_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1724);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7726);





/** Milliseconds between looks at whether the live log is silent. */
const HEARTBEAT = 5000;
/**
 * One call of a program of Nix, its log read as records.
 * @param argv the program and its arguments; it must know `--log-format` (every one does since 2.4)
 */
async function callNix(argv, options) {
    const [program, ...args] = argv;
    const log = new _log_log_js__WEBPACK_IMPORTED_MODULE_2__/* .NixLog */ .y(options.line, options.built, undefined, options.shorten);
    const stdout = [];
    const heartbeat = setInterval(() => log.heartbeat(), HEARTBEAT);
    try {
        const exit = await (0,_host_process_spawn_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)([(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(options.nix.bin, program), '--log-format', 'internal-json', ...args], {
            cwd: options.cwd,
            env: options.env,
            time: options.time,
            silence: options.silence,
            ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ look: options.look }),
            cancel: options.cancel,
            stdout: { write: chunk => stdout.push(chunk) },
            stderr: log,
        });
        const end = performance.now();
        const isCut = exit.cancelled || exit.timedOut;
        const unsure = isCut ? [] : log.unsure;
        const registered = unsure.length > 0 ? await (0,_store_js__WEBPACK_IMPORTED_MODULE_3__/* .registeredAt */ .W_)(unsure, options.nix, options.env) : undefined;
        log.finish({ at: end, ...exit, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ registered }) });
        return { ...exit, stdout: Buffer.concat(stdout).toString(), log };
    }
    finally {
        clearInterval(heartbeat);
    }
}


/***/ }),

/***/ 3209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ checkedAttribute)
/* harmony export */ });
/* harmony import */ var _attribute_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6852);

/** A line of a trace that names what Nix was checking; an output as a whole is `flake output`. */
const CHECKING = /^while checking (?:the )?([\w -]*?)\s*'(.+)'$/s;
/**
 * The attribute, or the output as a whole, whose check an error ended: the last in an unbroken row of attributes that lie
 * in each other. Behind that row stands what failed first, if a value that failed before is asked for again (2.34).
 * @param said what Nix was doing, outermost first
 */
function checkedAttribute(said) {
    let found;
    for (const text of said) {
        const name = (0,_attribute_js__WEBPACK_IMPORTED_MODULE_0__/* .plainAttribute */ .bb)(CHECKING.exec(text)?.[2] ?? '');
        if (name === '')
            continue;
        if (found !== undefined && !name.startsWith(`${found}.`))
            return found;
        found = name;
    }
    return found;
}


/***/ }),

/***/ 219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ah: () => (/* binding */ derivationNames),
/* harmony export */   Gw: () => (/* binding */ readDerivation),
/* harmony export */   Yz: () => (/* binding */ outputsOf),
/* harmony export */   rj: () => (/* binding */ readDerivations)
/* harmony export */ });
/* unused harmony export parseDerivation */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


const STORE = '/nix/store';
/** Reads the text of a `.drv` (ATerm, or structured attributes in it). */
function parseDerivation(text) {
    const list = /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? '';
    const outputs = [...list.matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g)];
    return {
        outputs: outputs.map(match => match[1] ?? ''),
        isLocalOnly: text.includes('("allowSubstitutes","")') ||
            /\("__json",".*\\"allowSubstitutes\\":\s*false/s.test(text),
    };
}
/** The base names of the store's derivations. */
async function derivationNames(store = STORE) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(store).catch(() => []);
    return names.filter(name => name.endsWith('.drv'));
}
/** Reads derivations by their base names; one that is gone is passed over. */
async function readDerivations(names, store = STORE) {
    const found = new Map();
    const waiting = names.values();
    const worker = async () => {
        for (const name of waiting) {
            const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(store, name), 'latin1').catch(() => undefined);
            if (text !== undefined)
                found.set(`${STORE}/${name}`, parseDerivation(text));
        }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return found;
}
/**
 * What a derivation's file in the store says: its outputs, every path that it names, and whether the sources name its
 * output's hash. (ATerm)
 */
async function readDerivation(path) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'latin1').catch(() => '');
    const list = /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? '';
    const isFixed = /^\("[^"]*","[^"]*","[^"]+","[^"]+"\)$/.test(list);
    const outputs = [...list.matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g)].map(match => match[1] ?? '');
    const named = text.match(/\/nix\/store\/[0-9a-z]{32}-[\w+.?=-]+/g) ?? [];
    const inputs = [...new Set(named)].filter(it => it !== path && !outputs.includes(it));
    return { outputs, inputs, isFixed };
}
/** The outputs of derivations, whether they are built or not. */
async function outputsOf(derivations) {
    return (await Promise.all(derivations.map(readDerivation))).flatMap(it => it.outputs);
}


/***/ }),

/***/ 4124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ positionOf),
/* harmony export */   v: () => (/* binding */ parseMessage)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(873);

const PREFIX = /^(?:error \(ignored\):\s*)?error:[^\S\n]*/;
const INDENT = 7;
const AT = /^\s+at ([^\n]+?):(\d+):(\d+):$/;
const CODE = /^\s+(?:\d+\||\|(?:\s|$))/;
const FRAME = /^\s+… ?(.*)$/;
/** Of a frame of a derivation that is evaluated. */
const NAME_AT = /\bname attribute is located at ([^\n]+?):(\d+):(\d+)$/;
const TRUNCATED = /^\s+\(stack trace truncated/;
const HINT = /^\s+(Did you mean [^\n]*\?)$/;
const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
/** Longer ones are a value that somebody threw. */
const LONGEST = 200_000;
/**
 * The end of a builder's log inside an error. Each of its lines begins with `>`, so that nothing in them can end the block.
 */
const QUOTED_LOG = /;?\n[^\S\n]*last \d+ log lines:(?:\n[^\S\n]*>[^\n]*)*(?:\n[^\S\n]*For full logs, run[^\n]*(?:\n[^\S\n]*nix log [^\n]*)?)?/gi;
/** Without colours, and without the log lines that Nix quotes: the log is told elsewhere, and more of it. */
function clean(text) {
    return text.slice(0, LONGEST).replace(ANSI, '').replace(QUOTED_LOG, '');
}
/**
 * Takes the text of an error apart. Until 2.12 the message came first and the trace followed, innermost first; since
 * then the trace stands before it, outermost first.
 */
function parseMessage(error) {
    const text = clean(error.text).replace(PREFIX, '');
    const lines = text.split('\n');
    const isTraceFirst = lines[0]?.trim() === '' && FRAME.test(lines.find(line => line.trim() !== '') ?? '');
    const parsed = isTraceFirst ? traceFirst(lines) : messageFirst(lines);
    const position = positionOf(error) ?? parsed.position;
    const frames = error.trace?.length ? traceFrames(error) : parsed.frames;
    const raw = error.raw && clean(error.raw).trim();
    return { ...parsed, text: raw || parsed.text, frames, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ position }) };
}
/** The position that a field of the log names: `«none»:0`, `«string»` and null are none. */
function positionOf({ file, line, column }) {
    if (!file || !line)
        return undefined;
    const path = file.replace(/:\d+(?::\d+)?$/, '');
    if (!isFile(path))
        return undefined;
    return { file: path, line, ...(column ? { column } : {}) };
}
function traceFrames({ trace = [] }) {
    return trace.map(item => {
        const text = item.raw_msg.replace(ANSI, '');
        const position = positionOf(item) ?? atPosition(text, NAME_AT);
        return { text, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ position }) };
    });
}
function traceFirst(lines) {
    const head = lines.findIndex(line => /^\s+error:/.test(line));
    const frames = readFrames(head < 0 ? lines : lines.slice(0, head)).reverse();
    if (head < 0)
        return { text: frames[0]?.text ?? '', frames };
    const first = (lines[head] ?? '').replace(/^\s+error:[^\S\n]*/, '');
    // What stands behind the message belongs to it, whatever it looks like.
    return { ...messageFirst([first, ...lines.slice(head + 1)]), frames };
}
function messageFirst(lines) {
    const end = lines.findIndex((line, at) => at > 0 && isEnd(line));
    const words = end < 0 ? lines : lines.slice(0, end);
    const rest = end < 0 ? [] : lines.slice(end);
    const trace = rest.findIndex(line => FRAME.test(line));
    const own = trace < 0 ? rest : rest.slice(0, trace);
    const hint = own.map(line => HINT.exec(line)?.[1]).find(it => it !== undefined);
    const position = own.map(line => atPosition(line)).find(it => it !== undefined);
    return {
        text: dedent(words),
        frames: readFrames(trace < 0 ? [] : rest.slice(trace)),
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ position }),
        ...(hint ? { hint } : {}),
    };
}
function isEnd(line) {
    return AT.test(line) || FRAME.test(line) || TRUNCATED.test(line);
}
/** In the order of the text. */
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
    return isFile(file) ? { file, line: Number(row), column: Number(column) } : undefined;
}
/** `<nix/…>`, `«string»`, `«stdin»` and `(string)` are no files; `«path:…»/x.nix` is one of a flake. */
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
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   yJ: () => (/* binding */ inRepository)
/* harmony export */ });
/**
 * The name of a file in the repository, from a path that Nix or a tool printed.
 * @param path absolute, or a file of a local flake as Nix names it: `«git+file:///top?…»/flake.nix`
 * @param roots where the repository lies on this machine
 * @returns relative to the top; undefined for what is not in the repository
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
 * A path relative to a folder of the repository.
 * @returns relative to the top, without `.`; undefined where it would leave the repository or names nothing
 */
function within(folder, path) {
    if (path.startsWith('/'))
        return undefined;
    const parts = [...folder.split('/'), ...path.split('/')].filter(it => it !== '' && it !== '.');
    return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
/** A position of Nix as one of the repository, if the file is there. */
async function placeOf({ file, line, column }, roots, repository) {
    const name = inRepository(file, roots);
    if (name === undefined || !(await repository.has(name)))
        return undefined;
    return { file: name, line, ...(column ? { column } : {}) };
}
/** The part of a flake's URL that is a folder of this machine. */
function withoutScheme(path) {
    const [, url = '', rest = ''] = /^«((?:git\+file:\/\/|path:|file:\/\/)[^»]*)»(\/.*)$/.exec(path) ?? [];
    return url === '' ? path : url.replace(/^[^/]*(?:\/\/)?(?=\/)/, '').replace(/\?.*$/, '') + rest;
}
function trimmed(path) {
    return path.replace(/\/+$/, '');
}
/** The name of a derivation: what stands between the hash and `.drv`; the text itself where it is no store path. */
function nameOf(path) {
    return /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+?)(?:\.drv)?(?:[!^].*)?$/.exec(path)?.[1] ?? path;
}
/** With a capital at its beginning. */
function sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ }),

/***/ 3140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ lostDaemon),
/* harmony export */   K: () => (/* binding */ derivation),
/* harmony export */   KK: () => (/* binding */ DISK),
/* harmony export */   KT: () => (/* binding */ named),
/* harmony export */   Qy: () => (/* binding */ MEMORY),
/* harmony export */   k2: () => (/* binding */ byRule),
/* harmony export */   yy: () => (/* binding */ SETTINGS)
/* harmony export */ });
const DISK = 'The disk is full: a smaller build, a larger runner, or a step that frees space helps.';
const BUILD_USERS = 'Nix is not set up on this machine: its daemon builds as users that do not exist here. Create the group and its users, or reinstall Nix; `build-users-group` in nix.conf names the group.';
const SETTINGS = 'Nix refuses its settings or arguments: look at nix-conf, the args and env (NIX_CONFIG) of the step, NIX_CONFIG of the job, and nix.conf in ~/.config/nix and /etc/nix.';
const MEMORY = 'Fewer jobs at once (`max-jobs`, `cores`) or a larger runner may help.';
const at = (source) => new RegExp(`^(?:${source})`, 'i');
const drv = (group = 'drv') => String.raw `['"](?<${group}>/nix/store/[0-9a-df-np-sv-z]{32}-[^'"\s^!]+\.drv)[^'"\n]*['"]`;
const reason = (source) => at(String.raw `Cannot build ${drv()}\.\s+Reason: (?:${source})`);
const ENDED = [
    String.raw `failed with exit code (?<code>\d+)`,
    String.raw `failed due to signal (?<signal>\d+)(?: \((?<name>[^)\n]*)\))?`,
    'died abnormally',
    String.raw `failed to produce output path for output '(?<output>[^'\n]*)'`,
].join('|');
const TIMED_OUT = String.raw `timed out after (?<seconds>\d+) seconds(?<silence> of silence)?`;
/** A hash between quotes or alone, after one of these words. */
const hash = (group, words) => String.raw `(?:${words}):? *['"]?(?<${group}>[^\s'",]+)['"]?,?`;
const HASHES = String.raw `[^]*?${hash('specified', 'specified|expected|wanted')}\s+(?:but )?${hash('got', 'got')}`;
/** Nix's words changed most in 2.29 and 2.34; both are here. */
const BUILDS = [
    [at(`builder for ${drv()} (?:${ENDED})`), ended],
    [reason(`builder (?:${ENDED})`), ended],
    // A builder's failure told once more, of a derivation whose inputs are content-addressed.
    [
        at(`build of resolved derivation ${drv()} failed`),
        ({ drv }) => ({ kind: 'build', words: 'failed', ...derivation(drv) }),
    ],
    [reason(String.raw `(?<count>\d+) dependenc(?:y|ies) failed`), dependency],
    [at(String.raw `(?<count>\d+) dependenc(?:y|ies) of derivation ${drv()} failed`), dependency],
    [at(`(?:building of ${drv()} from \\.drv file )?${TIMED_OUT}`), timeout],
    [reason(`(?:build(?:er)? )?${TIMED_OUT}`), timeout],
    [at(`hash mismatch in fixed-output derivation ${drv()}${HASHES}`), hashes],
    [at(`(?:ca |NAR )?hash mismatch (?:in|importing) ${HASHES}`), hashes],
    [
        at(String.raw `(?<rest>a '[^'\n]+' with features \{[^}]*\} is required to build ${drv()}[\s\S]*)`),
        system,
    ],
    [
        reason('(?:platform mismatch|missing system features|required system or feature not available|local builds are disabled)' +
            String.raw `(?<rest>[\s\S]*)`),
        system,
    ],
];
const ATTRIBUTES = [
    [at(`flake '[^']*' does not provide attribute '(?<attribute>[^']+)'`), missing],
    [at(`attribute '[^']*' in selection path '(?<attribute>[^']+)' not found`), missing],
    [at(String.raw `attribute '[^'\n]*' missing`), missing],
    [
        at(String.raw `(?:flake attribute )?'(?<attribute>[\w-]+(?:\.[^'\n]+)+)' is not (?:a derivation|an attribute set)`),
        evaluation,
    ],
    [at(String.raw `cached failure of attribute '(?<attribute>[^'\n]+)'`), evaluation],
];
/** Words with which a client of the daemon ends that lost it, or finds none. */
const LOST = String.raw `cannot connect to socket at '[^'\n]*/daemon-socket/|nix daemon disconnected unexpectedly|unexpected end-of-file$|opening a connection to remote store '[^'\n]*' previously failed`;
/** Whether an error of Nix says that its daemon is gone. */
function lostDaemon(text) {
    return new RegExp(`error: (?:${LOST})`, 'im').test(text);
}
const MACHINE = [
    [
        at(LOST),
        () => ({
            kind: 'daemon',
            hint: 'Nix lost its daemon, or finds none. Its log says why: journalctl -u nix-daemon, where systemd runs it.',
            isPlaceless: true,
        }),
    ],
    [at('interrupted by the user'), () => ({ kind: 'cancelled', words: 'was cancelled' })],
    [
        at(`(?:build of ['"][^\\n]* failed|some errors were encountered during the evaluation|[^\\n]*\\bbuild failed)$`),
        () => ({ kind: 'other', isSummary: true }),
    ],
    [
        at(String.raw `(?:the group '[^'\n]*' specified in 'build-users-group' does not exist|the build users group '[^'\n]*' has no members|the user '[^'\n]*' in the group '[^'\n]*' does not exist)`),
        () => ({ kind: 'other', hint: BUILD_USERS }),
    ],
    [
        at(String.raw `[^\n]*disk quota exceeded`),
        () => ({ kind: 'disk-full', words: 'used up a disk quota', label: 'disk quota exceeded' }),
    ],
    [
        at(String.raw `[^\n]*(?:no space left on device|disk is full)`),
        () => ({ kind: 'disk-full', words: 'ran out of disk space', hint: DISK }),
    ],
    [
        at(String.raw `out of memory|std::bad_alloc|[^\n]*cannot allocate memory`),
        () => ({ kind: 'out-of-memory', words: 'ran out of memory', hint: MEMORY }),
    ],
    [reason(String.raw `[^\n]*`), ({ drv }) => ({ kind: 'build', ...derivation(drv) })],
    [
        at(`derivation ${drv()} may not be deterministic|output '[^'\\n]+' (?:is not allowed|has )|while setting up the build environment`),
        ({ drv }) => ({ kind: 'build', ...derivation(drv) }),
    ],
    [
        at([
            '(?:unable to|cannot) (?:download|access|fetch|connect to(?! socket)) ',
            `failed to (?:fetch|open a connection) |program 'git' failed|unable to check if '`,
            String.raw `failed to open archive \(source threw exception: error: unable to download `,
            String.raw `[^\n]*(?:connection timed out|could not resolve host|(?:couldn't|could not) connect to server|HTTP error (?:429|5\d\d))`,
        ].join('|')),
        () => ({ kind: 'network' }),
    ],
];
/**
 * What a message of Nix means, from how it begins.
 * @param text the message alone: no `error:`, no trace, no log of a builder
 * @returns undefined where no rule knows it
 */
function byRule(text) {
    for (const [pattern, meaning] of [...BUILDS, ...ATTRIBUTES, ...MACHINE]) {
        const match = pattern.exec(text);
        if (match)
            return meaning(match.groups ?? {});
    }
    return undefined;
}
function ended({ drv, code, signal, name, output }) {
    const of = derivation(drv);
    // What a shell says of a child that was killed: 128 + the signal.
    if (code === '137')
        return killed(`failed with exit code ${code}`, of);
    if (code)
        return { kind: 'build', words: `failed with exit code ${code}`, ...of };
    if (output)
        return { kind: 'build', words: `did not produce its output '${output}'`, ...of };
    if (!signal)
        return { kind: 'build', words: 'died abnormally', ...of };
    const words = `was ended by signal ${signal}${name ? ` (${name})` : ''}`;
    return signal === '9' ? killed(words, of) : { kind: 'build', words, ...of };
}
function killed(words, of) {
    const hint = `Likely out of memory; that is a guess, from the signal alone. ${MEMORY}`;
    return { kind: 'out-of-memory', words, isGuess: true, hint, ...of };
}
function dependency({ drv, count }) {
    const what = count === '1' ? 'a dependency' : `${count} dependencies`;
    return { kind: 'dependency', words: `was not built, because ${what} failed`, ...derivation(drv) };
}
function timeout({ drv, seconds, silence }) {
    const after = `timed out after ${seconds} s`;
    return { kind: 'timeout', words: silence ? `${after} of silence` : after, ...derivation(drv) };
}
function hashes({ drv, specified, got }) {
    const both = { ...(specified ? { specified } : {}), ...(got ? { got } : {}) };
    return {
        kind: 'hash-mismatch',
        words: 'has another hash than the sources say (hash mismatch)',
        ...derivation(drv),
        ...both,
    };
}
/** What a derivation needs, and what this machine is and has. */
const NEEDED = /(?:^a|Required system:) '([^'\n]+)'/;
const OWN = /(?:but I am a|Current system:) '([^'\n]+)'/;
const FEATURES = /(?:(?:^a|Required system:) '[^'\n]+' with|Required|Missing)(?: system)? features:? *\{?([^}\n]*)/;
const OWN_FEATURES = /(?:(?:but I am a|Current system:) '[^'\n]+' with|Available)(?: system)? features:? *\{?([^}\n]*)/;
/** Only what is missing: of another system the system, else the features that this machine lacks. */
function system({ drv, rest = '' }) {
    const needed = NEEDED.exec(rest)?.[1];
    const own = OWN.exec(rest)?.[1];
    const isOther = needed !== undefined && needed !== own;
    const there = OWN_FEATURES.exec(rest)?.[1];
    const lacked = listed(FEATURES.exec(rest)?.[1]).filter(it => !listed(there).includes(it));
    const of = isOther ? ` of ${needed}` : '';
    const lacks = lacked.length > 0 ? ` with ${lacked.join(', ')}` : '';
    const words = `needs a machine${of}${lacks || (of ? '' : ' of another kind')}`;
    const hint = there === undefined || lacked.length === 0 ? {} : { hint: featureHint(lacked, there) };
    return { kind: 'wrong-system', words, ...hint, ...derivation(drv) };
}
function featureHint(lacked, there) {
    const has = listed(there).join(', ') || 'none';
    const kvm = lacked.includes('kvm')
        ? ' kvm needs /dev/kvm, which x86_64 Linux runners of GitHub have.'
        : ' If it can do that all the same, name it in system-features (nix-conf).';
    return `The system features of this machine: ${has}.${kvm}`;
}
function listed(features = '') {
    return features
        .split(',')
        .map(it => it.trim())
        .filter(it => it !== '');
}
function missing({ attribute }) {
    return { kind: 'missing-attribute', ...named(attribute) };
}
function evaluation({ attribute }) {
    return { kind: 'evaluation', ...named(attribute) };
}
/** An object with the key, or without it. */
function derivation(path) {
    return path ? { derivation: path } : {};
}
/** An object with the key, or without it. */
function named(attribute) {
    return attribute ? { attribute } : {};
}


/***/ }),

/***/ 8955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ gatherFacts),
/* harmony export */   z: () => (/* binding */ isInMemory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var _host_access_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6093);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1327);
/* harmony import */ var _conf_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1764);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4276);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(861);








const PROXY = /^(https?|ftp|all|no)_proxy$/i;
const CA_BUNDLES = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/ssl/cert.pem',
    '/etc/ssl/ca-bundle.pem',
    '/etc/ssl/certs/ca-bundle.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
];
/** The namespaces of Nix's sandbox. */
const NAMESPACES = ['--mount', '--pid', '--fork', '--mount-proc', '--net', '--ipc', '--uts'];
/** Looks at the machine; changes nothing. */
async function gatherFacts(system, env) {
    const user = (0,node_os__WEBPACK_IMPORTED_MODULE_2__.userInfo)();
    const linux = system.endsWith('-linux');
    const isRoot = user.uid === 0;
    const sudo = isRoot || (await succeeds(['sudo', '-n', 'true'], env));
    const asRoot = isRoot ? [] : ['sudo', '-n'];
    const [buildUsers, canAddUsers, rootSandbox, userSandbox, conf, tmpfs, mac] = await Promise.all([
        buildUsersOf(linux, env),
        linux &&
            succeeds([
                '/bin/sh',
                '-c',
                'PATH="$PATH:/usr/sbin:/sbin"; command -v groupadd && command -v useradd',
            ], env),
        linux && sudo && succeeds([...asRoot, 'unshare', ...NAMESPACES, 'true'], env),
        linux &&
            !isRoot &&
            succeeds(['unshare', '--user', '--map-root-user', ...NAMESPACES, 'true'], env),
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .SYSTEM_CONF */ .BD, 'utf8').catch(() => ''),
        isInMemory('/tmp'),
        linux ? {} : darwinFacts(env),
    ]);
    return {
        system,
        cores: (0,node_os__WEBPACK_IMPORTED_MODULE_2__.availableParallelism)(),
        user: { name: user.username, uid: user.uid, gid: user.gid },
        root: isRoot ? 'self' : sudo ? 'sudo' : 'none',
        systemd: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/run/systemd/system'),
        nixFolder: await stateOfNix(),
        ...buildUsers,
        database: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/nix/var/nix/db/db.sqlite'),
        canAddUsers,
        sandbox: { root: rootSandbox, user: userSandbox },
        memoryTmp: { root: tmpfs, user: tmpfs && !env.TMPDIR },
        caBundle: [env.NIX_SSL_CERT_FILE ?? '', ...CA_BUNDLES].find(node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync),
        kvm: linux ? await stateOfKvm() : 'absent',
        etcConf: (0,_conf_js__WEBPACK_IMPORTED_MODULE_6__/* .parseConf */ .sA)(conf).settings,
        daemonEnv: Object.fromEntries(Object.entries(env).filter(([name]) => PROXY.test(name))),
        ...mac,
    };
}
async function darwinFacts(env) {
    const [device, synthetic, product] = await Promise.all([
        (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['stat', '-f', '%Sd', '/'], { env }),
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)('/etc/synthetic.conf', 'utf8').catch(() => ''),
        (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['sw_vers', '-productVersion'], { env }),
    ]);
    return {
        disk: device.stdout.trim().replace(/s[0-9].*$/, ''),
        synthetic: /^nix\s*$/m.test(synthetic),
        macos: product.stdout.trim(),
    };
}
async function buildUsersOf(linux, env) {
    if (linux)
        return linuxBuildUsers(env);
    const { code, stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['dscl', '.', '-read', `/Groups/${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .BUILD_GROUP */ .X2}`, 'GroupMembership'], { env });
    return {
        buildUsers: code === 0 ? list(stdout.replace(/^GroupMembership:/, ''), ' ').length : undefined,
    };
}
async function linuxBuildUsers(env) {
    const { code, stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['getent', 'group', _plan_js__WEBPACK_IMPORTED_MODULE_7__/* .BUILD_GROUP */ .X2], { env });
    const members = list(stdout.trim().split(':')[3] ?? '', ',');
    const usual = Array.from({ length: (0,_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .buildUserCount */ .B7)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.availableParallelism)()) }, (_, index) => `${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .BUILD_GROUP */ .X2}${index + 1}`);
    const asked = [...new Set([...members, ...usual])];
    // It prints those that there are.
    const { stdout: users } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['getent', 'passwd', ...asked], { env });
    const there = list(users, '\n').map(line => line.split(':')[0] ?? '');
    return {
        buildUsers: code === 0 ? members.filter(name => there.includes(name)).length : undefined,
        missingUsers: members.filter(name => !there.includes(name)),
        leftUsers: there.filter(name => !members.includes(name)),
    };
}
function list(text, separator) {
    return text.split(separator).filter(item => item.trim() !== '');
}
async function stateOfNix() {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/nix'))
        return 'absent';
    return (await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_3__/* .isAccessible */ .dp)('/nix', node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK)) ? 'writable' : 'closed';
}
async function stateOfKvm() {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/dev/kvm'))
        return 'absent';
    return (await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_3__/* .isAccessible */ .dp)('/dev/kvm', node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.R_OK | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.W_OK)) ? 'open' : 'closed';
}
/** What statfs calls a tmpfs (linux/magic.h). */
const TMPFS = 0x01021994;
/** Whether a place is a file system in memory. */
async function isInMemory(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.statfs)(path).then(({ type }) => type === TMPFS, () => false);
}
async function succeeds(argv, env) {
    return (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(argv, { env, cwd: '/' }).then(({ code }) => code === 0, () => false);
}


/***/ }),

/***/ 8961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kl: () => (/* binding */ faultOf),
/* harmony export */   uB: () => (/* binding */ isOfCache),
/* harmony export */   xG: () => (/* binding */ LONGEST_TEXT),
/* harmony export */   xm: () => (/* binding */ OF_CACHE)
/* harmony export */ });
/** Characters of a message that are looked at: builders can print messages in Nix's name. */
const LONGEST_TEXT = 1000;
/** A file of a cache behind its address. */
const FILE = String.raw `nar/[^']*|[0-9a-z]{32}\.(?:narinfo|ls)|nix-cache-info`;
/** A download from a cache: its address, and the file. (filetransfer.cc) */
const OF_CACHE = new RegExp(`^(.+?)/{1,9}(${FILE})$`);
const at = (source, flags = '') => new RegExp(`^(?:warning: )?(?:error: )?${source}`, flags);
/** Nix's words changed in 2.9 and in 2.29; all are here. */
const RULES = [
    [
        at(`(?<said>unable to download '(?<url>[^']+?)/(?<file>${FILE})': (?<why>[^\\n]*))`),
        ({ url = '', file = '', why = '' }) => ({
            fault: /HTTP error 40[137]\b/.test(why) ? 'refused' : 'down',
            ...{ url: url.replace(/\/{1,9}$/, ''), file, said: why },
        }),
    ],
    // binary-cache-store.cc
    [
        at(`(?<said>file '(?<file>[^']*)' does not exist) in binary cache '(?<url>[^']+)'`),
        found('missing'),
    ],
    [
        at(`(?<said>binary cache '(?<url>[^']+)' is for Nix stores with prefix '[^'\\n]*')`),
        found('unusable'),
    ],
    [at(`(?<said>'(?<url>[^'\\n]+)' does not appear to be a binary cache)`), found('unusable')],
    // store-api.cc; an error only where it is no cache's address
    [
        /^warning: (?<said>don't know how to open Nix store (?:with scheme )?'(?<url>[^'\n]+)')/,
        found('unusable'),
    ],
    // substitution-goal.cc
    [
        at(`(?:ignoring substitute for|the substitute for) '(?<file>[^']+)' from '(?<url>[^']+)',? (?:as it's|is) (?<said>not signed by any of the keys[^\\n]*)`),
        found('unsigned'),
    ],
    [at(`(?<said>asked '(?<url>[^']+)' for '(?<file>[^']+)' but got '[^'\\n]*')`), found('damaged')],
    // local-store.cc, nar-info.cc, archive.cc, tarfile.cc, compression.cc: the cache is the one that was asked
    [
        at(`(?<said>cannot add path '(?<file>[^']+)' because it lacks a (?:valid )?signature by a trusted key)`),
        found('unsigned'),
    ],
    [at(`(?<said>(?:ca hash|hash|size) mismatch importing path '(?<file>[^']+)')`), found('damaged')],
    [at(`(?<said>NAR info file '(?<file>[^'\\n]+)' is corrupt[^\\n]*)`), found('damaged')],
    [
        at(`(?<said>(?:failed to open archive|failed to read|bad archive|input doesn't look like a Nix archive|failed to get libarchive filter|unknown compression method|error while decompressing)[^\\n]*)`, 'i'),
        found('damaged'),
    ],
    // s3-binary-cache-store.cc, before 2.33
    [at(`(?<said>AWS error fetching '(?<file>[^']+)': [^\\n]*)`), found('down')],
    // ssh.cc, legacy-ssh-store.cc: they name the host alone
    [
        at(`(?<said>(?:failed to start SSH (?:master )?connection to|cannot connect to) '(?<host>[^'\\n]+)')`),
        ({ host = '', said = '' }) => ({ fault: 'down', url: `ssh://${host}`, file: '', said }),
    ],
    // remote-store.cc
    [
        at(`cannot open connection to remote store '(?<url>[^'\\n]+)': (?:error: )?(?<why>[^\\n]*)`),
        ({ url, why }) => ({ fault: 'down', url, file: '', said: `cannot open connection: ${why}` }),
    ],
    [
        at(`(?<said>opening a connection to remote store '(?<url>[^'\\n]+)' previously failed)`),
        groups => ({ ...found('down')(groups), isEcho: true }),
    ],
    // daemon.cc
    [at(`(?<said>ignoring untrusted substituter) '(?<url>[^'\\n]+)'`), found('untrusted')],
];
function found(fault) {
    return ({ url, file = '', said = '' }) => ({ fault, url, file, said });
}
/** What is said only because a cache failed. (derivation-building-goal.cc, http-binary-cache-store.cc) */
const FOLLOWS = [
    at('some (?:substitutes for|references of path|outputs of)[^\\n]* (?:failed|could not be realised|are not valid)'),
    /^disabling binary cache '/,
];
/** 2.34 says so of each path whose download failed, and of one that nobody has. */
const REQUIRED = at("path '([^']+)' is required, but there is no substituter that can build it");
/**
 * What a message says of a cache. Pure.
 * @param text without colours
 */
function faultOf(text) {
    const start = text.slice(0, LONGEST_TEXT);
    for (const [pattern, read] of RULES) {
        const match = pattern.exec(start);
        if (match)
            return read(match.groups ?? {});
    }
    return undefined;
}
/**
 * Whether a message is about a cache, which fails nothing as long as Nix may build by itself. Pure.
 * @param hasFailed whether the download of a path came to nothing
 */
function isOfCache(text, hasFailed) {
    const [, required] = REQUIRED.exec(text) ?? [];
    if (required !== undefined)
        return hasFailed(required);
    return faultOf(text) !== undefined || FOLLOWS.some(pattern => pattern.test(text));
}


/***/ }),

/***/ 2118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $w: () => (/* binding */ withoutQuotedLog),
/* harmony export */   lS: () => (/* binding */ readError),
/* harmony export */   mU: () => (/* binding */ withoutColours),
/* harmony export */   zH: () => (/* binding */ nameAlso)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(873);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3209);


const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
const DRV = "(/nix/store/[0-9a-df-np-sv-z]{32}-[^'\\s^!]+\\.drv)";
/** Until 2.28, and from 2.29. */
const FAILED = new RegExp(`(?:builder for '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: builder) (failed|died)(?: with exit code (\\d+)| due to signal (\\d+))?`);
const DEPENDENCY = new RegExp(`Cannot build '${DRV}'\\.\\s+Reason: \\d+ dependenc(?:y|ies) failed|\\d+ dependencies of derivation '${DRV}' failed`);
/** Lix guesses the URL first. */
const HASH = new RegExp(`hash mismatch in fixed-output derivation '${DRV}':\\s+(?:likely URL: [^]*?\\s)?specified: +(\\S+)\\s+got: +(\\S+)`);
const TIMEOUT = new RegExp(`(?:building of '${DRV}[^']*' from \\.drv file )?timed out after (\\d+) seconds( of silence)?`);
const SYSTEM = new RegExp(`is required to build '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: (?:required system|platform mismatch|missing system|local builds)`);
const OTHER_BUILD = new RegExp(`Cannot build '${DRV}'\\.\\s+Reason: `);
const AGGREGATE = /^error: build of '[^']+'(?:, '[^']+')* failed$|^error: some errors were encountered/;
/** A download is interrupted with Nix. (filetransfer.cc) */
const INTERRUPTED = /^error: interrupted by the user|\berror: (?:down|up)load of '[^'\n]*' was interrupted$/;
const ATTRIBUTE = /failed to build attribute '(.+?)', build of '\/nix\/store\//s;
/** Before 2.13 the message comes first and the trace behind it, innermost first; since then it is the other way round. */
const MESSAGE_FIRST = /^error(?: \(ignored\))?:(?: error:)? *\S/;
const CHECKING = /while checking [a-zA-Z ]+ '[^\n]+'(?=\n|$)/g;
/** Nix's own, before each line of an error but the first. */
const INDENT = /\n {7}/g;
/** The end of a builder's log inside an error, as a daemon sends it. */
const QUOTED_LOG = /;?\n\s+last \d+ log lines:(\n\s+>.*)*(\n\s+For full logs, run.*(\n\s+nix log .*)?)?/i;
/** What Lix (2.94) says behind the message of an error, and beside its trace. */
const INVOLVED = /\n\s*note: trace involved the following derivations:[^\S\n]*(?:\n *derivation '[^\n]*')+/;
/** A text without colours. */
function withoutColours(text) {
    return text.includes('\x1b') ? text.replace(ANSI, '') : text;
}
/** An error without the log of a builder that it quotes. */
function withoutQuotedLog(text) {
    return text.replace(QUOTED_LOG, '');
}
/**
 * What a message of level 0 says. Undefined where it is no error: traces of the evaluation have that level too.
 * @param at milliseconds
 */
function readError(message, at) {
    const text = withoutColours(message.text).replace(INVOLVED, '');
    if (message.level !== 0 || !/^error( \(ignored\))?:/.test(text))
        return undefined;
    const isIgnored = text.startsWith('error (ignored)');
    const { file, line, column, trace } = message;
    const raw = message.raw === undefined ? undefined : withoutColours(message.raw);
    const checked = text.match(CHECKING) ?? [];
    const outermostFirst = MESSAGE_FIRST.test(text) ? checked.reverse() : checked;
    const attribute = ATTRIBUTE.exec(text)?.[1]?.replace(INDENT, '\n') ?? (0,_checked_js__WEBPACK_IMPORTED_MODULE_0__/* .checkedAttribute */ .i)(outermostFirst);
    return {
        // The trace quotes the project's own lines.
        ...classify(raw ? `error: ${raw}` : text.replace(/^error \(ignored\): (?=error:)/, '')),
        text,
        ...(raw ? { raw } : {}),
        ...(trace && trace.length > 0 ? { trace } : {}),
        at,
        isIgnored,
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ file, line, column, attribute }),
    };
}
/** Attributes of one error that are kept. */
const MOST_ALSO = 1000;
/** The same thing can end the evaluation of many attributes. */
function nameAlso(known, { attribute }) {
    if (!attribute)
        return;
    known.attribute ??= attribute;
    const also = known.also ?? [];
    if (attribute === known.attribute || also.includes(attribute))
        return;
    if (also.length < MOST_ALSO)
        also.push(attribute);
    known.also = also;
}
function classify(text) {
    const failed = FAILED.exec(text);
    if (failed)
        return build(failed);
    const hash = HASH.exec(text);
    if (hash)
        return said('hash-mismatch', hash[1], { specified: hash[2] ?? '', got: hash[3] ?? '' });
    const dependency = DEPENDENCY.exec(text);
    if (dependency)
        return said('dependency', dependency[1] ?? dependency[2]);
    const timeout = TIMEOUT.exec(text);
    if (timeout) {
        const isSilence = timeout[3] !== undefined;
        return said('timeout', timeout[1], { seconds: Number(timeout[2]), isSilence });
    }
    const system = SYSTEM.exec(text);
    if (system)
        return said('system', system[1] ?? system[2]);
    const other = OTHER_BUILD.exec(text);
    if (other)
        return said('build', other[1]);
    if (AGGREGATE.test(text))
        return { kind: 'aggregate' };
    return { kind: INTERRUPTED.test(text) ? 'interrupted' : 'other' };
}
function build([, before, after, , exitCode, signal]) {
    return said('build', before ?? after, {
        ...(exitCode ? { exitCode: Number(exitCode) } : {}),
        ...(signal ? { signal: Number(signal) } : {}),
    });
}
function said(kind, derivation, more = {}) {
    return { kind, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ derivation }), ...more };
}


/***/ }),

/***/ 1724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ NixLog)
});

// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/nix/log/text.js
var log_text = __webpack_require__(5562);
// EXTERNAL MODULE: ./build/nix/log/trace.js
var log_trace = __webpack_require__(9044);
;// CONCATENATED MODULE: ./build/nix/log/records.js


/** The protocol's types of activities that something is made of. (logging.hh) */
const ACTIVITY = {
    unknown: 0,
    copyPath: 100,
    fileTransfer: 101,
    realise: 102,
    copyPaths: 103,
    builds: 104,
    build: 105,
    substitute: 108,
    queryPathInfo: 109,
    postBuildHook: 110,
    buildWaiting: 111,
    fetchTree: 112,
    /** Nix 2.36: a source is hashed or copied. */
    fetchToStore: 113,
};
/** The protocol's types of results. (logging.hh) */
const RESULT = {
    buildLogLine: 101,
    setPhase: 104,
    progress: 105,
    setExpected: 106,
    postBuildLogLine: 107,
};
/** Nix's log levels; 3 is what plain Nix shows without -v. (logging.hh) */
const LEVEL = { error: 0, warn: 1, notice: 2, info: 3 };
/** A 64 bit id as JSON has it. Text in JSON has its quotes escaped, so that this matches outside of strings only. */
const IDS = /"(id|parent)":(\d{1,20})(?=[,}])/g;
/**
 * One record of the log told to `records`, without the fast ways of the reader.
 * @param json what stands behind `@nix `
 * @param id numbers an id
 * @returns whether it was a record
 */
function tellRecord(json, id, records) {
    const record = parse(json);
    if (!record)
        return false;
    const number = typeof record.id === 'string' ? id(record.id) : undefined;
    if (record.action === 'msg')
        return tellMessage(record, records);
    if (number === undefined)
        return false;
    if (record.action === 'stop')
        records.stop(number);
    else if (record.action === 'start')
        records.start(startOf(record, number, id));
    else if (record.action === 'result') {
        tellResult(record, number, records);
    }
    else
        return false;
    return true;
}
function tellResult({ type, fields, payload }, id, records) {
    const number = integer(type) ?? -1;
    const list = Array.isArray(fields) ? fields : [];
    const [a, b = 0, c = 0, d = 0] = list;
    if (typeof a === 'string' && list.length === 1)
        records.text(id, number, log_text/* Text */.EY.of(a));
    else if (list.length <= 4 && isNumbers([a, b, c, d]))
        records.numbers(id, number, ...[a, b, c, d]);
    else
        records.result(id, number, list, payload);
}
function isNumbers(values) {
    return values.every(value => typeof value === 'number');
}
function parse(json) {
    try {
        const value = JSON.parse(json.replace(IDS, '"$1":"$2"'));
        return typeof value === 'object' && value !== null
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
function startOf({ type, level, text, parent, fields }, id, number) {
    return {
        id,
        type: integer(type) ?? ACTIVITY.unknown,
        level: integer(level) ?? LEVEL.info,
        text: typeof text === 'string' ? text : '',
        parent: typeof parent === 'string' && parent !== '0' ? number(parent) : undefined,
        fields: Array.isArray(fields) ? fields : [],
    };
}
function tellMessage(record, records) {
    const { level, msg, file, line, column } = record;
    if (typeof msg !== 'string')
        return false;
    const place = typeof file === 'string' ? placeOf(file, integer(line), integer(column)) : {};
    const parts = level === LEVEL.error ? partsOf(record) : {};
    records.message({ level: integer(level) ?? LEVEL.info, text: msg, ...place, ...parts });
    return true;
}
/** What an error has apart. */
function partsOf({ raw_msg, trace }) {
    if (typeof raw_msg !== 'string')
        return {};
    return { raw: raw_msg, trace: (0,log_trace/* traceOf */.fC)(trace) };
}
/** From 2.20 on `file` holds `path:line:column`; where there is none, it is null or `«none»:0`. */
function placeOf(file, line, column) {
    const path = file.replace(/:\d+(:\d+)?$/, '');
    if (path === '' || path === '«none»')
        return {};
    return {
        file: path,
        ...(line ? { line } : {}),
        ...(column ? { column } : {}),
    };
}
function integer(value) {
    return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

// EXTERNAL MODULE: ./build/nix/log/retries.js
var retries = __webpack_require__(5851);
;// CONCATENATED MODULE: ./build/nix/log/tail-buffer.js

const ESCAPED = 1;
const ASCII = 2;
/** The last lines of a build, as bytes until somebody wants them: most builds go well, and nobody does. */
class TailBuffer {
    #lines;
    #width;
    #bytes = Buffer.allocUnsafeSlow(2048);
    #ends;
    #flags;
    #count = 0;
    #used = 0;
    /**
     * @param lines how many are kept
     * @param width how many characters of a line are kept
     */
    constructor(lines = 40, width = 1000) {
        this.#lines = lines;
        this.#width = width;
        this.#ends = new Int32Array(2 * lines);
        this.#flags = new Uint8Array(2 * lines);
    }
    /** Bytes that are taken. */
    get size() {
        return this.#used;
    }
    /** Lines that are held; up to twice as many as are given. */
    get count() {
        return this.#count;
    }
    clear() {
        this.#count = 0;
        this.#used = 0;
    }
    push(text) {
        const size = text.to - text.from;
        const length = Math.min(size, this.#most);
        if (this.#count === 2 * this.#lines || this.#used + length > this.#bytes.length)
            this.#room(length);
        const { bytes, from } = text;
        const [to, used] = [this.#bytes, this.#used];
        if (length > 64)
            bytes.copy(to, used, from, from + length);
        else
            for (let i = 0; i < length; i++)
                to[used + i] = bytes[from + i];
        this.#used = used + length;
        this.#flags[this.#count] = (text.isEscaped ? ESCAPED : 0) | (text.isAscii ? ASCII : 0);
        this.#ends[this.#count++] = this.#used;
    }
    /** The lines as text, oldest first. */
    lines() {
        const lines = [];
        for (let i = Math.max(0, this.#count - this.#lines); i < this.#count; i++) {
            const flags = this.#flags[i];
            const [from, to] = [this.#start(i), this.#ends[i]];
            const text = (0,log_text/* decode */.D4)(this.#bytes, from, to, (flags & ESCAPED) > 0, (flags & ASCII) > 0);
            const isCut = text.length > this.#width || to - from === this.#most;
            lines.push(isCut ? `${text.slice(0, this.#width)}…` : text);
        }
        return lines;
    }
    /** Bytes that hold the widest line: a character has six at most. */
    get #most() {
        return 6 * this.#width;
    }
    #start(line) {
        return line === 0 ? 0 : this.#ends[line - 1];
    }
    /** Forgets the lines that are too old, and grows if that is not enough. */
    #room(length) {
        const old = this.#count - this.#lines;
        if (old > 0) {
            const start = this.#start(old);
            this.#bytes.copyWithin(0, start, this.#used);
            for (let i = 0; i < this.#lines; i++)
                this.#ends[i] = this.#ends[i + old] - start;
            this.#flags.copyWithin(0, old, this.#count);
            this.#count = this.#lines;
            this.#used -= start;
        }
        let size = this.#bytes.length;
        while (this.#used + length > size)
            size *= 2;
        if (size === this.#bytes.length)
            return;
        const grown = Buffer.allocUnsafeSlow(size);
        this.#bytes.copy(grown, 0, 0, this.#used);
        this.#bytes = grown;
    }
}

;// CONCATENATED MODULE: ./build/nix/log/live.js




/** Lines and bytes of one build that wait for its end; then they are shown as they are. */
const BLOCK_LINES = 200;
const BLOCK_SIZE = 1 << 18;
/** Milliseconds without a line after which one says what is running. */
const SILENCE = 30_000;
/** How many builds and downloads a heartbeat names. */
const NAMED = 4;
/**
 * What a reader of the live log sees. One build at a time has the log for itself; what others print meanwhile is shown
 * in one block when they end, so that the lines of two builds are not mixed. No line is lost, and none waits for long.
 */
class LiveLog {
    #show;
    #blocks = new Map();
    /** The build whose lines are shown as they come. */
    #speaker;
    #now;
    #shownAt;
    /**
     * @param show told of each line
     * @param now milliseconds
     */
    constructor(show, now) {
        this.#show = show;
        this.#now = now;
        this.#shownAt = now;
    }
    /** When what is told next came. */
    set now(now) {
        this.#now = now;
    }
    /** A line or a message of several lines. */
    logger(text) {
        this.#shownAt = this.#now;
        this.#show(text);
    }
    /** Shown where plain Nix shows it. */
    atLevel(level, text) {
        if (text !== '' && level <= LEVEL.info)
            this.logger(text);
    }
    /** A line that a builder printed. */
    line(build, line) {
        this.#speaker ??= build;
        const block = this.#blocks.get(build);
        if (this.#speaker === build) {
            if (block)
                this.#flush(build, block);
            this.logger(`${build.name}> ${line}`);
            return;
        }
        const waiting = block ?? new TailBuffer(BLOCK_LINES, Number.POSITIVE_INFINITY);
        if (!block)
            this.#blocks.set(build, waiting);
        waiting.push(line);
        if (waiting.count >= BLOCK_LINES || waiting.size > BLOCK_SIZE) {
            for (const each of waiting.lines())
                this.logger(`${build.name}> ${each}`);
            waiting.clear();
        }
    }
    /** Shows what waits of builds that have ended. To be called when one may have. */
    ended() {
        if (this.#speaker && isOver(this.#speaker))
            this.#speaker = undefined;
        for (const [build, block] of this.#blocks)
            if (isOver(build))
                this.#flush(build, block);
    }
    /** Shows all that waits: nobody knows which build has ended, or nothing more comes. */
    flush() {
        for (const [build, block] of this.#blocks)
            this.#flush(build, block);
        this.#speaker = undefined;
    }
    /**
     * To be called every few seconds: after half a minute without a line, shows what waits, or else one line that names
     * what is running.
     */
    heartbeat(now, builds, fetches, waits = []) {
        this.#now = now;
        if (now - this.#shownAt < SILENCE)
            return;
        if (this.#blocks.size > 0)
            this.flush();
        else
            this.logger(describe(now, builds, fetches, waits));
    }
    #flush(build, block) {
        this.#blocks.delete(build);
        for (const line of block.lines())
            this.logger(`${build.name}> ${line}`);
    }
}
function isOver({ end, stopAt, isNamed }) {
    return end !== undefined || stopAt !== undefined || isNamed;
}
function describe(now, builds, fetches, waits) {
    const parts = [
        ...list(waits.map(wait => (0,lib_text/* escapeInvisible */.ts)((0,retries/* waitText */.L)(wait, now)))),
        ...list(builds.map(build => building(build, now))).map(text => `building ${text}`),
        ...list(fetches.map(({ path }) => path.replace(/^\/nix\/store\/[^-]+-/, ''))).map(text => `downloading ${text}`),
    ];
    return parts.length > 0 ? `… ${parts.join('; ')}` : '… evaluating, or waiting for an answer';
}
function building({ name, start, phases }, now) {
    const phase = phases.at(-1)?.name;
    return `${name} (${phase ? `${phase}, ` : ''}${Math.round((now - start) / 1000)} s)`;
}
function list(names) {
    if (names.length === 0)
        return [];
    const more = names.length - NAMED;
    return [`${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

;// CONCATENATED MODULE: ./build/nix/log/ids.js
/** Digits that fit into a small integer together. */
const PART = 9;
/** How many ids are known by their bytes, a power of two, and the bits of a number that are none of its logarithm. */
const KNOWN = 256;
const KNOWN_SHIFT = 24;
/**
 * Numbers the ids of activities in the order in which they first appear: 0, 1, 2, … Nix's ids are 64 bits wide, more
 * than a number of JavaScript holds, and as strings they would cost more than all the rest of a line.
 */
class Ids {
    /** Open addressing: three parts of the id and its own number plus one, 0 being a free place. */
    #places = new Int32Array(4 * 1024);
    #mask = 1023;
    #count = 0;
    /** The first eight digits of the last id: the ids of one process begin alike. */
    #head = Number.NaN;
    #headValue = 0;
    /** Ids that were read lately, at a place that follows from them: sixteen bytes from each on, its length and number. */
    #knownHead = new Float64Array(KNOWN).fill(Number.NaN);
    #knownRest = new Float64Array(KNOWN).fill(Number.NaN);
    #knownLength = new Int32Array(KNOWN);
    #knownNumber = new Int32Array(KNOWN);
    /** Where the last id that was read ended. */
    end = 0;
    /**
     * The number of the id whose digits begin at `at`; -1 where there is none. They end at {@link end}.
     * At least sixteen more bytes are to be there.
     */
    read(bytes, view, at) {
        const head = view.getFloat64(at, true);
        const rest = view.getFloat64(at + 8, true);
        const mixed = Math.imul(view.getInt32(at + 4, true) ^ view.getInt32(at + 8, true), 0x9e37_79b1);
        const place = mixed >>> KNOWN_SHIFT;
        if (head === this.#knownHead[place] && rest === this.#knownRest[place]) {
            this.end = at + this.#knownLength[place];
            return this.#knownNumber[place];
        }
        const number = this.#parse(bytes, at, head);
        // What ends within the sixteen bytes is told by them.
        if (number >= 0 && this.end < at + 16) {
            this.#knownHead[place] = head;
            this.#knownRest[place] = rest;
            this.#knownLength[place] = this.end - at;
            this.#knownNumber[place] = number;
        }
        return number;
    }
    /** @param head the first eight bytes */
    #parse(bytes, at, head) {
        let i = at;
        let a = 0;
        let b = 0;
        let c = 0;
        if (head === this.#head) {
            i = at + 8;
            a = this.#headValue;
        }
        let digit = bytes[i] - 48;
        // In small integers: a chain of floating point operations takes four times as long.
        while (digit >= 0 && digit <= 9 && i < at + PART) {
            a = (a * 10 + digit) | 0;
            digit = bytes[++i] - 48;
            if (i === at + 8) {
                this.#head = head;
                this.#headValue = a;
            }
        }
        if (i === at)
            return -1;
        if (digit >= 0 && digit <= 9) {
            // The leading one tells "0" from "00".
            b = 1;
            while (digit >= 0 && digit <= 9 && i < at + 2 * PART) {
                b = (b * 10 + digit) | 0;
                digit = bytes[++i] - 48;
            }
            if (digit >= 0 && digit <= 9)
                c = 1;
            while (digit >= 0 && digit <= 9) {
                if (i >= at + 20)
                    return -1;
                c = (c * 10 + digit) | 0;
                digit = bytes[++i] - 48;
            }
        }
        this.end = i;
        return this.#number(a, b, c);
    }
    /** The number of an id that is written as a string of 1 to 20 digits. */
    of(digits) {
        const bytes = Buffer.from(digits.padEnd(24));
        return this.read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0);
    }
    #number(a, b, c) {
        const places = this.#places;
        let place = hash(a, b, c) & this.#mask;
        for (;;) {
            const at = place * 4;
            const number = places[at + 3];
            if (number === 0)
                break;
            if (places[at] === a && places[at + 1] === b && places[at + 2] === c)
                return number - 1;
            place = (place + 1) & this.#mask;
        }
        places.set([a, b, c, ++this.#count], place * 4);
        const number = this.#count - 1;
        if (this.#count * 2 > this.#mask)
            this.#grow();
        return number;
    }
    #grow() {
        const old = this.#places;
        this.#places = new Int32Array(old.length * 2);
        this.#mask = this.#mask * 2 + 1;
        for (let at = 0; at < old.length; at += 4) {
            const entry = old.subarray(at, at + 4);
            if (entry[3] === 0)
                continue;
            let place = hash(entry[0], entry[1], entry[2]) & this.#mask;
            while (this.#places[place * 4 + 3] !== 0)
                place = (place + 1) & this.#mask;
            this.#places.set(entry, place * 4);
        }
    }
}
function hash(a, b, c) {
    const mixed = Math.imul(a ^ Math.imul(b ^ c, 0x85eb_ca6b), 0x9e37_79b1);
    return mixed ^ (mixed >>> 15);
}

;// CONCATENATED MODULE: ./build/nix/log/long-line.js



/** A line longer than this (bytes) is no longer kept whole. */
const LONGEST = 1 << 20;
/** Bytes of the beginning and of the end of such a record that are kept. */
const HEAD = 1 << 16;
const TAIL = 256;
const RECORD = Buffer.from('@nix {');
/** What stands between the text of an error and its parts; within a text the quotes are escaped. */
const PARTS = Buffer.from(',"raw_msg":"');
const MESSAGE = Buffer.from('@nix {"action":"msg"');
const NOTHING = Buffer.alloc(0);
const TEXT_HEAD = '@nix {"action":"result","fields":["';
const TEXT_TAIL = /"\],"id":(\d{1,20}),(?:"sid":"[\da-f-]{0,64}",)?"type":(\d{1,9})\}$/;
/** The keys of a record are sorted; what stands before the message is short. */
const MESSAGE_HEAD = /^@nix \{"action":"msg",[^\n]{0,5000}?"level":(\d),[^\n]{0,50}?"msg":"/;
/**
 * Takes one line that is too long to be kept, in pieces. A record is cut in its middle, so that what it says and whom it
 * is about stay; any other line is given whole, in pieces of {@link LONGEST} bytes.
 */
class LongLine {
    #records;
    #id;
    #isOpen = false;
    #isRecord = false;
    #head = NOTHING;
    /** From {@link PARTS} on, behind the head. */
    #parts = NOTHING;
    #tail = NOTHING;
    #length = 0;
    constructor(records, id) {
        this.#records = records;
        this.#id = id;
    }
    /** Whether the line's end is still to come. */
    get isOpen() {
        return this.#isOpen;
    }
    /** The next bytes of the line, its end perhaps being the last of them. */
    write(bytes) {
        if (!this.#isOpen) {
            this.#isOpen = true;
            this.#isRecord = bytes.subarray(0, RECORD.length).equals(RECORD);
            this.#head = this.#parts = this.#tail = NOTHING;
            this.#length = 0;
        }
        if (this.#isRecord)
            this.#cut(bytes);
        else
            this.#pieces(bytes);
    }
    /** The line has ended. */
    end() {
        const isRecord = this.#isRecord;
        const [head, parts, tail] = [long_line_text(this.#head), long_line_text(this.#parts), long_line_text(this.#tail)];
        const lost = this.#length - this.#head.length - this.#tail.length;
        this.#isOpen = false;
        this.#head = this.#parts = this.#tail = NOTHING;
        if (isRecord)
            tellCut(head, parts, tail, lost, this.#id, this.#records);
        else if (tail !== '')
            this.#records.plain(tail);
    }
    #cut(bytes) {
        this.#length += bytes.length;
        const room = this.#parts.length > 0 ? 0 : HEAD - this.#head.length;
        if (room > 0)
            this.#head = Buffer.concat([this.#head, bytes.subarray(0, room)]);
        const rest = bytes.subarray(Math.max(0, room));
        if (this.#head.subarray(0, MESSAGE.length).equals(MESSAGE))
            this.#findParts(rest);
        // A copy: the rest of a chunk is not to be kept for it.
        this.#tail = Buffer.from(Buffer.concat([this.#tail, rest.subarray(-TAIL - 2)]).subarray(-TAIL));
    }
    #findParts(bytes) {
        if (this.#parts.length > 0) {
            const room = Math.max(0, HEAD - this.#parts.length);
            this.#parts = Buffer.concat([this.#parts, bytes.subarray(0, room)]);
            return;
        }
        // They may begin in the head, or in the end of what came before.
        const isFirst = this.#tail.length === 0;
        const before = isFirst ? this.#head : this.#tail.subarray(1 - PARTS.length);
        const seen = Buffer.concat([before, bytes]);
        const at = seen.indexOf(PARTS);
        if (at < 0)
            return;
        this.#parts = Buffer.from(seen.subarray(at, at + HEAD));
        if (isFirst)
            this.#head = Buffer.from(this.#head.subarray(0, at));
    }
    #pieces(bytes) {
        let rest = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes;
        while (rest.length > LONGEST + 2) {
            const end = boundary(rest, LONGEST);
            this.#records.plain(rest.toString('utf8', 0, end));
            rest = rest.subarray(end);
        }
        this.#tail = Buffer.from(rest);
    }
}
const CUT_PARTS = /^,"raw_msg":"((?:[^"\\]|\\.)*)(?:",(?:"sid":"[\da-f-]{0,64}",)?"trace":(.*))?/s;
/** A record without its middle. */
function tellCut(head, parts, tail, lost, id, records) {
    const note = `… (${lost + tail.length} bytes left out)`;
    const end = TEXT_TAIL.exec(tail);
    const message = MESSAGE_HEAD.exec(head);
    if (end?.[1] && head.startsWith(TEXT_HEAD)) {
        const kept = (0,log_text/* unescapeJson */.j8)(head.slice(TEXT_HEAD.length));
        records.text(id(end[1]), Number(end[2]), log_text/* Text */.EY.of(kept + note));
    }
    else if (message) {
        const level = Number(message[1]);
        // Its closing quote: only the trace is too long.
        const isWhole = parts !== '' && /[^\\](?:\\\\)*"$/.test(head);
        const said = head.slice(message[0].length, isWhole ? -1 : undefined);
        const kept = (0,log_text/* unescapeJson */.j8)(said) + (isWhole ? '' : note);
        const [, raw = '', trace = ''] = CUT_PARTS.exec(level === LEVEL.error ? parts : '') ?? [];
        const words = (0,log_text/* unescapeJson */.j8)(raw);
        const isTraceFirst = /^[^\n]*error:[^\n]{0,10}\n/.test(kept);
        records.message({
            level,
            // What went wrong stands behind the trace, and so in what was left out.
            text: raw !== '' && isTraceFirst && !isWhole ? `${kept}\n\n       error: ${words}` : kept,
            ...(raw === '' ? {} : { raw: words, trace: (0,log_trace/* cutTrace */.__)(trace) }),
        });
    }
    else
        records.plain(head.slice(0, 1000) + note);
}
/** Without the end of the line, and without a character that was cut. */
function long_line_text(bytes) {
    return bytes
        .toString()
        .replace(/\r?\n$/, '')
        .replace(/\ufffd$/, '');
}
/** The last place up to `at` where a character begins. */
function boundary(bytes, at) {
    let end = at;
    while (end > at - 3 && (bytes[end] & 0xc0) === 0x80)
        end--;
    return end;
}

;// CONCATENATED MODULE: ./build/nix/log/reader.js




const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const CLOSE = 93;
const BRACE = 125;
/** How nearly every line of a long log begins; compared eight bytes at a time. */
const reader_HEAD = Buffer.from('@nix {"action":"result","fields":[');
const [HEAD_0, HEAD_8, HEAD_16, HEAD_24] = [0, 8, 16, 24].map(at => reader_HEAD.readDoubleLE(at));
const HEAD_32 = reader_HEAD.readInt16LE(32);
/** What stands between the fields and the id, and between the id and the type. */
const ID = Buffer.from(',"id":');
const [ID_0, ID_4] = [ID.readInt32LE(0), ID.readInt16LE(4)];
const [PROGRESS, LINE] = ['105}', '101}'].map(type => Buffer.from(type).readInt32LE(0));
const TYPE = Buffer.from(',"type":').readDoubleLE(0);
/** What Determinate Nix puts between id and type: the same UUID in each record of a call. */
const SID = Buffer.from(',"sid":"').readDoubleLE(0);
const SESSION = 36;
/** The highest bit of each of four bytes: set where a byte is no ASCII. */
const HIGH = 0x80808080 | 0;
/** The shortest line that the fast way looks at: no read of it leaves the buffer. */
const SHORTEST = reader_HEAD.length + 24;
/** What the progress bar says of an interrupt from 2.35 on, though the log has taken its place: the line goes on. */
const INTERRUPTED = /^\r?shutting down\x1b\[K(?=@nix \{|$)/;
/**
 * Reads Nix's standard error under `--log-format internal-json`, cut anywhere, and tells `records` of each line.
 * The two kinds of lines that make a log long (a line of a build, progress) are taken from the bytes as they are; a
 * `JSON.parse` of every line costs ten times as much. Never throws, whatever it reads.
 */
class LogReader {
    #records;
    #ids = new Ids();
    #text = new log_text/* Text */.EY();
    #numbers = new Int32Array(4);
    #long;
    /** The beginning of a line whose end has not come. */
    #rest = [];
    #restLength = 0;
    constructor(records) {
        this.#records = records;
        this.#long = new LongLine(records, digits => this.#ids.of(digits));
    }
    write(chunk) {
        let from = 0;
        if (this.#restLength > 0 || this.#long.isOpen) {
            const end = chunk.indexOf(NEWLINE);
            if (end < 0) {
                this.#keep(chunk);
                return;
            }
            this.#keep(chunk.subarray(0, end + 1));
            this.#flush();
            from = end + 1;
        }
        const last = chunk.lastIndexOf(NEWLINE);
        if (last >= from)
            this.#lines(chunk, from, last + 1);
        if (last + 1 < chunk.length)
            this.#keep(chunk.subarray(Math.max(from, last + 1)));
    }
    /** Takes what is left as a last line. */
    end() {
        this.#flush();
    }
    #keep(bytes) {
        if (this.#long.isOpen) {
            this.#long.write(bytes);
            return;
        }
        // Whoever gave the bytes may use their place again.
        this.#rest.push(Buffer.from(bytes));
        this.#restLength += bytes.length;
        if (this.#restLength > LONGEST + 1)
            this.#long.write(this.#takeRest());
    }
    #flush() {
        if (this.#long.isOpen)
            this.#long.end();
        if (this.#restLength === 0)
            return;
        const line = this.#takeRest();
        const isWhole = line[line.length - 1] === NEWLINE;
        const bytes = isWhole ? line : Buffer.concat([line, Buffer.from('\n')]);
        this.#lines(bytes, 0, bytes.length);
    }
    #takeRest() {
        const rest = this.#rest.length === 1 ? this.#rest[0] : Buffer.concat(this.#rest);
        this.#rest = [];
        this.#restLength = 0;
        return rest;
    }
    /** Whole lines, the last byte being the end of the last one. */
    #lines(bytes, from, to) {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        this.#text.bytes = bytes;
        let at = from;
        while (at < to) {
            let next = -1;
            if (to - at >= SHORTEST && isResult(view, at)) {
                const first = at + reader_HEAD.length;
                next =
                    bytes[first] === QUOTE
                        ? this.#textResult(bytes, view, first + 1, to)
                        : this.#numberResult(bytes, view, first, to);
            }
            if (next < 0) {
                const end = bytes.indexOf(NEWLINE, at);
                if (end - at <= LONGEST)
                    this.#slow(bytes, at, end);
                else {
                    this.#long.write(bytes.subarray(at, end + 1));
                    this.#long.end();
                }
                next = end + 1;
            }
            at = next;
        }
    }
    /** A result whose only field is a text, from behind its first quote: the place of the next line, or -1. */
    #textResult(bytes, view, from, to) {
        let at = from;
        let seen = 0;
        let isEscaped = false;
        for (;;) {
            // No text ends closer to the end of the last line.
            if (at + 4 > to)
                return -1;
            const four = view.getInt32(at, true);
            const found = marks(four);
            if (found === 0) {
                seen |= four;
                at += 4;
                continue;
            }
            // Where the first of them is tells which it is; a loop over the bytes would be mispredicted at every line.
            const bit = 31 - Math.clz32(found & -found);
            seen |= four & ((1 << (bit - 7)) - 1);
            at += bit >> 3;
            const byte = bytes[at];
            if (byte === QUOTE)
                break;
            // A record never holds a bare control character.
            if (byte !== BACKSLASH || bytes[at + 1] < 32)
                return -1;
            isEscaped = true;
            seen |= bytes[at + 1];
            at += 2;
        }
        if (bytes[at + 1] !== CLOSE || at - from > LONGEST - 100)
            return -1;
        const text = this.#text;
        text.from = from;
        text.to = at;
        text.isEscaped = isEscaped;
        text.isAscii = (seen & HIGH) === 0;
        return this.#idAndType(bytes, view, at + 2, to, true);
    }
    /** A result whose fields are up to four numbers, from the first digit. */
    #numberResult(bytes, view, from, to) {
        const numbers = this.#numbers;
        numbers[1] = numbers[2] = numbers[3] = 0;
        let at = from;
        for (let i = 0; i < 4; i++) {
            let value = 0;
            const first = at;
            let byte = bytes[at];
            while (byte >= 48 && byte <= 57) {
                value = (value * 10 + byte - 48) | 0;
                byte = bytes[++at];
            }
            // A longer one may be no small integer; there are few.
            if (at === first || at > first + 9 || at >= to)
                return -1;
            numbers[i] = value;
            if (byte === CLOSE)
                return this.#idAndType(bytes, view, at + 1, to, false);
            if (byte !== COMMA)
                return -1;
            at++;
        }
        return -1;
    }
    /** `,"id":N,"type":N}` and the end of the line; then the record is told. */
    #idAndType(bytes, view, at, to, isText) {
        if (to - at < 22 || view.getInt32(at, true) !== ID_0)
            return -1;
        if (view.getInt16(at + 4, true) !== ID_4)
            return -1;
        const id = this.#ids.read(bytes, view, at + 6);
        if (id < 0)
            return -1;
        const idTo = this.#skipSession(bytes, view, this.#ids.end, to);
        if (to - idTo < 12 || view.getFloat64(idTo, true) !== TYPE)
            return -1;
        let end = idTo + 8;
        let type = 0;
        const four = view.getInt32(end, true);
        if (four === PROGRESS)
            type = 105;
        else if (four === LINE)
            type = 101;
        if (type !== 0)
            end += 3;
        else {
            for (let byte = bytes[end]; isDigit(byte); byte = bytes[++end]) {
                type = type * 10 + byte - 48;
            }
            if (end === idTo + 8 || end > idTo + 17 || bytes[end] !== BRACE)
                return -1;
        }
        if (bytes[end + 1] === RETURN)
            end++;
        if (bytes[end + 1] !== NEWLINE)
            return -1;
        if (isText)
            this.#records.text(id, type, this.#text);
        else
            this.#tellNumbers(id, type);
        return end + 2;
    }
    /** The place behind a session, if there is one. */
    #skipSession(bytes, view, at, to) {
        if (to - at < SESSION + 9 || view.getFloat64(at, true) !== SID)
            return at;
        // What it is does not matter; a quote in it would leave a line that is not as the rest has to be.
        const end = at + 8 + SESSION;
        if (bytes[end] !== QUOTE)
            return at;
        return end + 1;
    }
    #tellNumbers(id, type) {
        const n = this.#numbers;
        this.#records.numbers(id, type, n[0], n[1], n[2], n[3]);
    }
    #slow(bytes, from, to) {
        const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to;
        this.#tell(bytes.toString('utf8', from, end));
    }
    #tell(whole) {
        const line = whole.replace(INTERRUPTED, '');
        if (line === '' && whole !== '')
            return;
        const isTold = line.startsWith('@nix {') &&
            tellRecord(line.slice(5), digits => this.#ids.of(digits), this.#records);
        if (!isTold)
            this.#records.plain(line);
    }
}
function isDigit(byte) {
    return byte >= 48 && byte <= 57;
}
/** The high bit of each byte that ends a text or is special in it; above the first one there may be wrong ones. */
function marks(four) {
    const quote = four ^ 0x22222222;
    const slash = four ^ 0x5c5c5c5c;
    const found = ((quote - 0x01010101) & ~quote) |
        ((slash - 0x01010101) & ~slash) |
        ((four - 0x20202020) & ~four);
    return found & HIGH;
}
function isResult(view, at) {
    return (view.getFloat64(at, true) === HEAD_0 &&
        view.getFloat64(at + 8, true) === HEAD_8 &&
        view.getFloat64(at + 16, true) === HEAD_16 &&
        view.getFloat64(at + 24, true) === HEAD_24 &&
        view.getInt16(at + 32, true) === HEAD_32);
}

// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
;// CONCATENATED MODULE: ./build/nix/log/bounds.js


/** Characters of an error that are kept. */
const bounds_LONGEST = 65_536;
/** Of a long one these, with what went wrong, tell it from others: the trace begins with the attribute. */
const TELLING = 4096;
/** Frames that are kept of the traces of all errors. */
const MOST_FRAMES = 50_000;
/** Keeps what a log says of errors within bounds. */
class Bounds {
    #frames = 0;
    /** Of a text that is too long the trace goes first, of which the innermost frames are kept apart. */
    of(error) {
        const trace = error.trace?.slice(0, MOST_FRAMES - this.#frames);
        this.#frames += trace?.length ?? 0;
        const { text } = error;
        const short = text.length > bounds_LONGEST ? (0,log_trace/* shortTrace */.iZ)(text, () => false).slice(0, bounds_LONGEST) : text;
        const raw = error.raw === undefined ? {} : { raw: error.raw.slice(0, bounds_LONGEST) };
        return { ...error, text: short, ...raw, ...(0,object/* defined */.s)({ trace }) };
    }
}
/** What is the same of an error that comes again. */
function keyOf({ kind, derivation, text, raw = '' }) {
    if (derivation)
        return `${kind} ${derivation}`;
    return text.length > bounds_LONGEST ? text.slice(0, TELLING) + raw.slice(0, bounds_LONGEST) : text;
}

;// CONCATENATED MODULE: ./build/nix/log/build.js

/** A build on its way. */
class BuildState {
    derivation;
    name;
    machine;
    start;
    end = undefined;
    isEndGuessed = false;
    isCut = false;
    hookStart = undefined;
    hook = 0;
    status = 'running';
    /** Whether an error of Nix names it. */
    isNamed = false;
    phases = [];
    keptFolder;
    /** The numbers of the records of its beginning, of its last sign of life, and of its stop. */
    startRecord;
    lastRecord;
    stopRecord = undefined;
    /** When the last sign of life and the stop came. */
    lastAt;
    stopAt = undefined;
    /** The stop came with those of everything else, and says nothing of the build. */
    isStopLate = false;
    #ring;
    #tail = [];
    constructor(derivation, machine, at, record) {
        this.derivation = derivation;
        this.name = derivationName(derivation);
        this.machine = machine;
        this.start = at;
        this.lastAt = at;
        this.startRecord = record;
        this.lastRecord = record;
    }
    line(text, at, record) {
        this.lastAt = at;
        this.lastRecord = record;
        this.#ring ??= new TailBuffer();
        this.#ring.push(text);
    }
    phase(name, at, record) {
        this.lastAt = at;
        this.lastRecord = record;
        const last = this.phases.at(-1);
        if (last)
            last.end = at;
        this.phases.push({ name, start: at, end: undefined });
    }
    finish(status, end, isGuessed = false) {
        if (this.end === undefined)
            this.end = Math.max(this.start, end);
        this.isEndGuessed = isGuessed;
        // An error that names it has told more.
        if (!this.isNamed)
            this.status = status;
        const last = this.phases.at(-1);
        if (last && last.end === undefined)
            last.end = Math.max(last.start, this.end);
        if (this.status !== 'built')
            this.#tail = this.tail();
        this.#ring = undefined;
    }
    /** Keeps less of the lines, where there are very many failed builds. */
    shorten(lines) {
        this.#tail = this.#tail.slice(-lines);
    }
    tail() {
        return this.#ring?.lines() ?? this.#tail;
    }
}
const NAME = /\/nix\/store\/[0-9a-df-np-sv-z]{32}-([^'\s^!]+)\.drv/;
/** The name of a derivation: what stands between the hash and `.drv`. */
function derivationName(path) {
    return NAME.exec(path)?.[1] ?? path;
}

;// CONCATENATED MODULE: ./build/nix/log/build-ends.js
/** Records within which a stop or an error still belongs to an end. */
const NEAR = 8;
/** Ends that may be left open at a time. */
const OPEN_ENDS = 64;
/** Milliseconds within which a build has just shown a sign of life. */
const LIVELY = 50;
/** Milliseconds by which the store's registration times, the middle of whole seconds, may differ. */
const REGISTRATION = 1500;
/**
 * Finds out when builds ended. Before 2.30 Nix says of top-level builds that they stopped when everything has, so that
 * the counters of running builds are read instead: they say at once that one ended, but not which. One that goes on
 * printing was not it; neither is one that ended otherwise. What is left open is settled at the end.
 */
class BuildEnds {
    /** Builds whose end is not known, in the order of their start. */
    open = [];
    #ends = [];
    /** Builds that have stopped, in an unbroken row of stops. */
    #stops = [];
    /** Builds whose end is known from elsewhere, and whose count is still to come. */
    #uncounted = new Set();
    /** Whether a build has ended, and the log does not tell which. */
    get isUnsure() {
        return this.#ends.length > 0;
    }
    add(build) {
        this.open.push(build);
    }
    /** The counter of running builds fell by one. */
    counted(end) {
        const [known] = end.ok === false ? [] : this.#uncounted;
        if (known) {
            this.#uncounted.delete(known);
            return;
        }
        this.#ends.push(end);
        this.#eliminate();
        if (this.#ends.length > OPEN_ENDS)
            this.#settleFirst(new Map());
    }
    /** @returns whether no end of it was seen: it began in vain */
    forget(build) {
        const isOpen = this.open.includes(build);
        this.#remove(build);
        return isOpen;
    }
    /** The build is known to have ended now: its post-build hook began. */
    ended(build, at, record) {
        if (!this.open.includes(build))
            return;
        if (this.#near(build, record, true))
            return;
        this.#remove(build);
        this.#uncounted.add(build);
        build.finish('built', at);
    }
    /** An error names the build. */
    failed(build, record) {
        if (this.open.includes(build))
            this.#near(build, record, false);
    }
    stopped(build) {
        this.#uncounted.delete(build);
        if (this.open.includes(build))
            this.#stops.push(build);
    }
    /** What stopped before was the end of everything. */
    allStopped() {
        for (const build of this.#stops)
            build.isStopLate = true;
        this.#stops = [];
    }
    /** Something else than a stop came: what stopped before did so for itself. To be called often. */
    wentOn() {
        if (this.#stops.length === 0)
            return;
        const stops = this.#stops;
        this.#stops = [];
        for (const build of stops) {
            if (this.open.includes(build))
                this.#near(build, build.stopRecord ?? 0, undefined);
        }
    }
    /**
     * Nothing more comes.
     * @param registered when the store registered a derivation's outputs, where that was asked
     */
    settle(registered) {
        this.wentOn();
        while (this.#ends.length > 0)
            this.#settleFirst(registered);
    }
    /** Gives the build the last open end, if it came just before. */
    #near(build, record, ok) {
        const end = this.#ends.findLast(it => isPossible(build, it));
        if (!end || record - end.record > NEAR)
            return false;
        if (ok !== undefined && end.ok !== undefined && end.ok !== ok)
            return false;
        this.#resolve(build, end, false);
        this.#eliminate();
        return true;
    }
    /** Ends that only one build can have had. */
    #eliminate() {
        for (let i = 0; i < this.#ends.length; i++) {
            const end = this.#ends[i];
            const possible = this.open.filter(build => isPossible(build, end));
            if (possible.length > 1)
                continue;
            const [only] = possible;
            if (only)
                this.#resolve(only, end, false);
            else
                this.#ends.splice(i, 1);
            i = -1;
        }
    }
    #settleFirst(registered) {
        const [end, next] = this.#ends;
        if (!end)
            return;
        const possible = this.open.filter(build => isPossible(build, end));
        const build = likeliest(possible, end, next?.record ?? Number.POSITIVE_INFINITY, registered);
        if (build)
            this.#resolve(build, end, possible.length > 1);
        else
            this.#ends.shift();
        this.#eliminate();
    }
    #resolve(build, end, isGuessed) {
        this.#ends.splice(this.#ends.indexOf(end), 1);
        this.#remove(build);
        const status = end.ok === undefined ? 'cancelled' : end.ok ? 'built' : 'failed';
        build.finish(status, end.at, isGuessed);
    }
    #remove(build) {
        const at = this.open.indexOf(build);
        if (at >= 0)
            this.open.splice(at, 1);
    }
}
/** Nothing comes from a build after its end; what an error names did not end well. */
function isPossible(build, { record, ok }) {
    if (build.startRecord > record || build.lastRecord > record)
        return false;
    if (!build.isStopLate && (build.stopRecord ?? Number.POSITIVE_INFINITY) < record)
        return false;
    return !(build.isNamed && ok === true);
}
function likeliest(builds, end, nextEnd, registered) {
    const named = end.ok === false ? builds.filter(({ isNamed }) => isNamed) : [];
    const from = named.length > 0 ? named : builds;
    const stopped = from.find(it => !it.isStopLate && (it.stopRecord ?? nextEnd) < nextEnd);
    return stopped ?? nearestRegistered(from, end, registered) ?? quietest(from, end);
}
function nearestRegistered(builds, { at }, registered) {
    let best;
    let distance = REGISTRATION;
    for (const build of builds) {
        const time = registered.get(build.derivation);
        if (time === undefined || Math.abs(time - at) >= distance)
            continue;
        best = build;
        distance = Math.abs(time - at);
    }
    return best;
}
/**
 * Builds tend to print until they end: the one that printed or began last. Of those that are silent for the same time,
 * the one that began first.
 */
function quietest(builds, { at }) {
    let [best] = builds;
    for (const build of builds) {
        if (!best)
            break;
        const [silence, least] = [at - build.lastAt, at - best.lastAt];
        const isLater = least < LIVELY && build.lastRecord > best.lastRecord;
        if (silence < least * 0.95 || (silence < LIVELY && isLater))
            best = build;
    }
    return best;
}

;// CONCATENATED MODULE: ./build/nix/log/builds.js


/** Characters of the last lines of failed builds that are kept in all, and lines of a build beyond that. */
const TAILS = 16 << 20;
const SHORT_TAIL = 3;
const KEPT = /^note: keeping build directory ['"](\/[^'"\n]+)['"]$/;
/** Every build of a log. */
class Builds {
    all = [];
    #byDerivation = new Map();
    #byHook = new Map();
    #ends = new BuildEnds();
    #counters = new Map();
    #hasCounts = false;
    #hasNamelessTimeout = false;
    #tails = 0;
    /** Folders that were kept, of builds whose stop is still to come. */
    #kept = [];
    /** @returns the build, and whether it is a new one: a remote builder tells of its own build of the same derivation. */
    start({ fields }, at, record) {
        const [derivation, machine] = fields;
        if (typeof derivation !== 'string')
            return undefined;
        this.#ends.wentOn();
        const known = this.#byDerivation.get(derivation);
        if (known && known.end === undefined && known.stopAt === undefined) {
            return { build: known, isNew: false };
        }
        if (known)
            this.#forgetUnbuilt(known);
        const build = new BuildState(derivation, typeof machine === 'string' ? machine : '', at, record);
        this.all.push(build);
        this.#byDerivation.set(derivation, build);
        this.#ends.add(build);
        return { build, isNew: true };
    }
    stop(build, at, record) {
        build.stopAt = at;
        build.stopRecord = record;
        build.keptFolder ??= this.#kept.shift();
        this.#ends.stopped(build);
    }
    /**
     * A message of Nix: `note: keeping build directory '…'` names the derivation in the folder (before 2.30), or comes just
     * before the stop of its build.
     */
    message(text) {
        const folder = KEPT.exec(text)?.[1];
        if (folder === undefined)
            return;
        const name = /\/nix-build-([^/]+)\.drv-\d+(?:\/|$)/.exec(folder)?.[1];
        const named = this.all.find(build => build.name === name && !build.keptFolder);
        if (named)
            named.keptFolder = folder;
        else if (name === undefined)
            this.#kept.push(folder);
    }
    /** Progress of a Builds activity. */
    count(id, done, running, failed, at, record) {
        this.#ends.wentOn();
        const last = this.#counters.get(id) ?? { done: 0, running: 0, failed: 0 };
        let [built, broken] = [done - last.done, failed - last.failed];
        const ended = Math.min(last.running - running, this.all.length);
        this.#hasCounts ||= running > 0 || ended > 0;
        for (let i = 0; i < ended; i++) {
            const ok = built-- > 0 ? true : broken-- > 0 ? false : undefined;
            this.#ends.counted({ at, record, ok });
        }
        this.#counters.set(id, { done, running, failed });
    }
    /** A Builds activity stops, and with it everything that stopped just before. */
    allStopped() {
        this.#ends.allStopped();
    }
    /** A record that is no stop. */
    wentOn() {
        this.#ends.wentOn();
    }
    hookStart(id, derivation, at, record) {
        const build = typeof derivation === 'string' ? this.#byDerivation.get(derivation) : undefined;
        if (!build)
            return;
        build.hookStart = at;
        this.#byHook.set(id, build);
        this.#ends.ended(build, at, record);
    }
    hookStop(id, at) {
        const build = this.#byHook.get(id);
        if (build?.hookStart !== undefined)
            build.hook += at - build.hookStart;
        this.#byHook.delete(id);
    }
    /** An error of Nix. */
    error(error, at, record) {
        const status = statusOf(error);
        if (!status)
            return;
        if (error.derivation === undefined) {
            this.#hasNamelessTimeout ||= status === 'timeout';
            return;
        }
        const build = this.#byDerivation.get(error.derivation) ?? this.#unstarted(error.derivation, at, record);
        build.isNamed = true;
        build.status = status;
        this.#ends.failed(build, record);
    }
    get(derivation) {
        return this.#byDerivation.get(derivation);
    }
    /** The builds that run, by what is known so far. */
    get running() {
        return this.#ends.open;
    }
    /** Whether a build has ended, and the log does not tell which. */
    get isUnsure() {
        return this.#ends.isUnsure;
    }
    finish({ at, cancelled, timedOut, registered }, wasInterrupted) {
        this.#ends.settle(registered ?? new Map());
        const isEnded = cancelled || timedOut || wasInterrupted || this.#hasCounts;
        for (const build of [...this.#ends.open]) {
            const isOver = build.stopAt !== undefined && !isEnded;
            const status = isOver ? 'built' : timedOut ? 'timeout' : 'cancelled';
            build.isCut = (cancelled || timedOut || false) && !isOver && !build.isNamed;
            build.finish(status, build.stopAt ?? at);
        }
        this.#ends.open.length = 0;
        const hasNamedAll = this.#hasNamedAll();
        for (const build of this.all)
            this.#close(build, hasNamedAll);
    }
    /** Determinate Nix begins a build before there is a slot for it, stops it without a word, and begins it again. */
    #forgetUnbuilt(build) {
        const isUnbuilt = build.end === undefined && build.lastRecord === build.startRecord;
        if (!isUnbuilt || !this.#ends.forget(build))
            return;
        this.all.splice(this.all.lastIndexOf(build), 1);
    }
    /** One that never began: it lacks a dependency, or a machine. */
    #unstarted(derivation, at, record) {
        const build = new BuildState(derivation, '', at, record);
        build.end = at;
        this.all.push(build);
        this.#byDerivation.set(derivation, build);
        return build;
    }
    /** Whether errors name as many builds as the counters say have failed. */
    #hasNamedAll() {
        const counted = [...this.#counters.values()].reduce((sum, { failed }) => sum + failed, 0);
        const named = this.all.filter(it => it.isNamed && it.status !== 'dependency-failed');
        return named.length >= counted;
    }
    #close(build, hasNamedAll) {
        // From 2.34 on the error does not say which build it was.
        if (this.#hasNamelessTimeout && build.status === 'failed' && !build.isNamed) {
            build.status = 'timeout';
        }
        else if (hasNamedAll && build.status === 'failed' && !build.isNamed) {
            // Of builds that ended at the same time the wrong one was taken for the one that failed.
            build.status = 'built';
        }
        for (const line of build.tail())
            this.#tails += line.length;
        if (this.#tails > TAILS)
            build.shorten(SHORT_TAIL);
    }
}
function statusOf({ kind }) {
    if (kind === 'dependency')
        return 'dependency-failed';
    if (kind === 'timeout')
        return 'timeout';
    return kind === 'build' || kind === 'hash-mismatch' || kind === 'system' ? 'failed' : undefined;
}

// EXTERNAL MODULE: ./build/nix/log/cache-faults.js
var cache_faults = __webpack_require__(8961);
// EXTERNAL MODULE: ./build/nix/log/errors.js
var errors = __webpack_require__(2118);
// EXTERNAL MODULE: ./build/nix/attribute.js
var attribute = __webpack_require__(6852);
;// CONCATENATED MODULE: ./build/nix/log/evaluation.js


/** From 2.20 on the attributes of a flake check stand in quotes or not, by what they are; no name begins with one. */
const CHECKING = /^checking (derivation|flake output|[A-Za-z][A-Za-z ]*?) (?:'(.+)'|([^' ].*))$/s;
const EVALUATING = /^evaluating derivation '(.+)'$/s;
/** Of Determinate Nix: an output, what it has for a system, or one attribute. */
const LOOKING_AT = /^evaluating '(.+)'$/s;
/** How it ended there: an error comes behind a cross. (flake.cc, CmdFlakeCheck) */
const CROSSED = /^❌ (.+)$/s;
const PASSED_OVER = /^✅ (.+) \(build skipped\)$/s;
const EVALUATED_TO = /^derivation evaluated to (\/nix\/store\/\S+\.drv)$/;
/** Of a name in an output where Nix expects a system, it says no more. (flake.cc, checkSystemName) */
const NO_SYSTEM = /^error(?: \(ignored\))?:(?: error:)? '([^'\n]+)' is not a valid system type/;
/** From 2.35 on a source is hashed, and copied only where something needs it. */
const SOURCE = /^(?:fetching|downloading|unpacking|hashing '|copying '[^']*' to the store|getting Git)/;
/** What evaluation took: as a whole, and of each attribute. */
class Evaluation {
    all = [];
    sources = [];
    /** What Determinate Nix looked at and did not evaluate to a derivation. */
    passedOver = [];
    #looked = new Set();
    /** Whose error is still to come. */
    #crossed = [];
    #isMuddled = false;
    #began;
    #open = new Map();
    #stack = [];
    #whole;
    /** When Nix began to ask and build, where no activity tells of the evaluation. */
    #work;
    /** @param began when Nix was started */
    constructor(began) {
        this.#began = began;
    }
    /** A type 0 activity, which is known by its text alone, or one that fetches a source. */
    start({ id, text }, now) {
        if (text === 'evaluating flake') {
            this.#whole ??= span(now);
            this.#begin(id, this.#whole);
            return;
        }
        if (text === 'querying info about missing paths')
            this.worked(now);
        const looked = LOOKING_AT.exec(text)?.[1];
        if (looked) {
            const kind = looked.includes('.') ? 'attribute' : 'flake output';
            const evaluated = { kind, name: looked, ...span(now), derivation: undefined };
            this.all.push(evaluated);
            this.#looked.add((0,errors/* withoutColours */.mU)(looked));
            this.#begin(id, evaluated);
            return;
        }
        const installable = EVALUATING.exec(text)?.[1];
        const [, what, quoted, bare] = CHECKING.exec(text) ?? [];
        const kind = installable ? 'derivation' : what;
        const name = installable ?? (0,attribute/* plainAttribute */.bb)(quoted ?? bare ?? '');
        if (kind && name) {
            const evaluated = { kind, name, ...span(now), derivation: undefined };
            this.all.push(evaluated);
            this.#stack.push(evaluated);
            this.#begin(id, evaluated);
        }
        else if (SOURCE.test(text))
            this.source(id, text, now);
    }
    source(id, text, now) {
        const source = { text, ...span(now) };
        this.sources.push(source);
        this.#begin(id, source);
    }
    /** Nix begins to ask for paths or to build. */
    worked(now) {
        this.#work ??= now;
    }
    stop(id, now) {
        const open = this.#open.get(id);
        if (!open)
            return;
        open.end = now;
        this.#open.delete(id);
        const at = this.#stack.indexOf(open);
        if (at >= 0)
            this.#stack.splice(at, 1);
    }
    message(text) {
        const passed = PASSED_OVER.exec((0,errors/* withoutColours */.mU)(text))?.[1];
        if (passed)
            this.passedOver.push(passed);
        const derivation = EVALUATED_TO.exec(text)?.[1];
        const evaluated = this.#stack.at(-1);
        if (derivation && evaluated)
            evaluated.derivation = derivation;
    }
    /** A message that is no error, though of its level. */
    cross(text) {
        const name = CROSSED.exec(text)?.[1];
        // `nix build` puts installables there.
        if (name && this.#looked.has(name))
            this.#crossed.push(name);
    }
    /**
     * The attribute that an error is about, by the line before it. Where several such lines came before their errors
     * nobody knows which belongs to which.
     */
    crossed() {
        this.#isMuddled ||= this.#crossed.length > 1;
        const name = this.#isMuddled ? undefined : this.#crossed[0];
        this.#crossed.shift();
        if (this.#crossed.length === 0)
            this.#isMuddled = false;
        return name;
    }
    /**
     * The attribute whose evaluation ends with an error that does not name it: the one that is looked at, or the last one
     * where it did not evaluate.
     */
    endedBy({ kind, text }) {
        if (kind !== 'other')
            return undefined;
        const output = this.#stack.findLast(it => it.kind === 'flake output')?.name;
        const system = NO_SYSTEM.exec(text)?.[1];
        if (output !== undefined && system !== undefined)
            return `${output}.${system}`;
        const at = this.#stack.findLast(it => it.kind !== 'flake output') ?? this.all.at(-1);
        return at?.kind === 'derivation' && !at.derivation ? at.name : undefined;
    }
    /** From the first to the last moment of evaluation. @param now the end of the log */
    whole(now) {
        if (this.#whole)
            return { start: this.#whole.start, end: this.#whole.end ?? now };
        const installables = this.all.filter(({ kind }) => /^(?:derivation|attribute)$/.test(kind));
        if (installables.length === 0)
            return { start: this.#began, end: this.#work ?? now };
        return {
            start: Math.min(...installables.map(({ start }) => start)),
            end: Math.max(...installables.map(({ end }) => end ?? now)),
        };
    }
    #begin(id, span) {
        this.#open.set(id, span);
    }
}
function span(start) {
    return { start, end: undefined };
}

;// CONCATENATED MODULE: ./build/nix/log/fetches.js

/** Bytes by which the last progress of a whole download may be short. */
const PIECE = 1 << 16;
/**
 * Downloads by the activities Substitute, CopyPath and FileTransfer. From 2.18 on they name their parents; before, a
 * copy belongs to the download of the same path, and a transfer to the copy that began last and has none.
 */
class Fetches {
    all = [];
    /** The one that came to an end last, well or not. */
    ended;
    #open = new Map();
    #byPath = new Map();
    #counters = new Map();
    /** Copies that wait for their transfer. */
    #bare = new Map();
    /** Whether a download is under way. */
    get running() {
        return [...new Set(this.#byPath.values())];
    }
    /** @returns whose progress the activity's is, if any. */
    start(record, now) {
        if (record.type === ACTIVITY.substitute)
            this.#substitute(record, now);
        if (record.type === ACTIVITY.copyPath)
            return this.#copy(record, now);
        if (record.type === ACTIVITY.fileTransfer)
            return this.#transfer(record);
        return undefined;
    }
    stop(id, now) {
        const counter = this.#counters.get(id);
        if (counter)
            this.#count(id, counter);
        const fetch = this.#open.get(id);
        if (!fetch)
            return;
        this.#open.delete(id);
        // A copy inside of a download ends before it.
        if (counter && [...this.#open.values()].includes(fetch))
            return;
        fetch.end = now;
        this.ended = fetch;
        this.#byPath.delete(fetch.path);
    }
    #substitute({ id, fields }, now) {
        const [path, cache] = fields;
        if (typeof path !== 'string')
            return;
        this.#open.set(id, this.#begin(path, typeof cache === 'string' ? cache : '', now));
    }
    #copy({ id, parent, fields }, now) {
        const [path, from, to] = fields;
        if (typeof path !== 'string' || typeof from !== 'string' || !isDownload(from, to))
            return;
        const known = (parent === undefined ? undefined : this.#open.get(parent)) ?? this.#byPath.get(path);
        const fetch = known ?? this.#begin(path, from, now);
        this.#open.set(id, fetch);
        this.#bare.set(id, fetch);
        return this.#counter(id, 'copy', fetch);
    }
    #transfer({ id, parent, fields }) {
        const [url] = fields;
        if (typeof url !== 'string')
            return;
        const copy = this.#counters.get(parent ?? -1);
        if (copy)
            return this.#transferOf(copy.fetch, id, url);
        if (parent !== undefined || !url.includes('/nar/'))
            return;
        const last = [...this.#bare].findLast(([, fetch]) => url.startsWith(fetch.cache));
        if (!last)
            return;
        this.#bare.delete(last[0]);
        return this.#transferOf(last[1], id, url);
    }
    #transferOf(fetch, id, url) {
        fetch.nar = url;
        return this.#counter(id, 'transfer', fetch);
    }
    #begin(path, cache, now) {
        const fetch = {
            path,
            cache,
            start: now,
            end: undefined,
            bytes: 0,
            narBytes: 0,
            isWhole: false,
        };
        this.all.push(fetch);
        this.#byPath.set(path, fetch);
        return fetch;
    }
    #counter(id, kind, fetch) {
        const counter = { kind, fetch, done: 0, expected: 0 };
        this.#counters.set(id, counter);
        return counter;
    }
    #count(id, { kind, fetch, done, expected }) {
        this.#counters.delete(id);
        this.#bare.delete(id);
        if (kind === 'transfer')
            fetch.bytes += done;
        else {
            // The last piece is often not told of, and old versions tell nothing of a small path.
            fetch.isWhole = expected - done <= PIECE;
            fetch.narBytes = fetch.isWhole ? expected : done;
        }
    }
}
function isDownload(from, to) {
    return from !== 'local' && from !== 'daemon' && (to === 'local' || to === 'daemon' || to === '');
}

;// CONCATENATED MODULE: ./build/nix/log/heard.js

/** Lines that are kept until an error comes, and characters of each. */
const MOST = 12;
const heard_LONGEST = 300;
/** What Nix says of a download before it gives up or goes on without. (filetransfer.cc, parser.y) */
const WARNING = /unable to download '|Nix search path entry '[^']*' cannot be downloaded/;
/**
 * What came before an error and may be its reason: what git and ssh print past the log of Nix that called them, and the
 * warnings of downloads. The error itself often says no more than that fetching failed.
 */
class Heard {
    #lines = [];
    /** A line that is no record: a program that Nix called printed it. */
    plain(line) {
        if (line.trim() !== '')
            this.#keep(line);
    }
    warning(coloured) {
        const text = (0,errors/* withoutColours */.mU)(coloured);
        if (WARNING.test(text))
            this.#keep(text.replace(/^warning: (?:error: )?/, '').split('\n')[0] ?? '');
    }
    /** What there is before an error, oldest first; the next one begins anew. */
    before() {
        const heard = this.#lines;
        this.#lines = [];
        return heard.length > 0 ? { heard } : {};
    }
    #keep(line) {
        this.#lines.push((0,errors/* withoutColours */.mU)(line).slice(0, heard_LONGEST));
        if (this.#lines.length > MOST)
            this.#lines.shift();
    }
}

// EXTERNAL MODULE: ./build/host/process/lines.js
var lines = __webpack_require__(5222);
;// CONCATENATED MODULE: ./build/nix/log/hooks.js


const LINES = 40;
const PROGRAM = /^running post-build-hook '([^\n]+)'$/;
const FAILED = /^error: program ['"]?([^\n]+?)['"]? (?:failed with exit code|failed due to signal|died)/;
/** The hook that ran last: an error of Nix says no more of it than the name of its program. */
class Hooks {
    #last;
    start(text, derivation) {
        const program = PROGRAM.exec((0,errors/* withoutColours */.mU)(text))?.[1] ?? '';
        this.#last = { program, derivation, tail: new lines/* Tail */.P(LINES) };
    }
    line(text) {
        this.#last?.tail.push((0,errors/* withoutColours */.mU)(text));
    }
    /** The hook of which an error speaks; none where it speaks of something else. */
    failed(text) {
        const last = this.#last;
        if (!last || FAILED.exec(text)?.[1] !== last.program)
            return {};
        const { program, derivation, tail } = last;
        const of = typeof derivation === 'string' ? { derivation } : {};
        return { hook: { program, ...of, lines: tail.lines() } };
    }
}

// EXTERNAL MODULE: ./build/nix/log/messages.js
var messages = __webpack_require__(3113);
;// CONCATENATED MODULE: ./build/nix/log/resolved.js
/** Derivations of this kind that are remembered: builders can print records in Nix's name. */
const resolved_MOST = 10_000;
/**
 * Content-addressed inputs are put into a derivation when they are known, which makes another one of it: Nix builds that
 * one, and names it in its errors. Everybody else knows the first.
 */
class Resolved {
    #originals = new Map();
    /** By the derivations that were evaluated. */
    byOriginal = new Map();
    /** @returns whether it was Nix telling of one */
    start({ text, fields }) {
        const [original, resolved] = fields;
        if (!text.startsWith('resolved derivation:'))
            return false;
        if (typeof original === 'string' && typeof resolved === 'string') {
            const isNew = !this.#originals.has(resolved) && this.#originals.size < resolved_MOST;
            if (isNew)
                this.#originals.set(resolved, original);
            if (this.byOriginal.size < resolved_MOST)
                this.byOriginal.set(original, resolved);
        }
        return true;
    }
    /** The derivation that was evaluated, of a field of a record. */
    original(field) {
        return this.#originals.get(field) ?? field;
    }
    /** A message with the derivations that were evaluated. */
    inMessage(message) {
        if (this.#originals.size === 0)
            return message;
        const { text, raw } = message;
        return {
            ...message,
            text: this.#inText(text),
            ...(raw === undefined ? {} : { raw: this.#inText(raw) }),
        };
    }
    #inText(text) {
        return text.replace(/\/nix\/store\/[\w+.?=-]+\.drv/g, it => this.#originals.get(it) ?? it);
    }
}

;// CONCATENATED MODULE: ./build/nix/log/waits.js
/** Waits by the activity BuildWaiting, in the order of their start. */
class Waits {
    all = [];
    #open = new Map();
    #most;
    /** @param most how many are kept */
    constructor(most) {
        this.#most = most;
    }
    start(id, text, now) {
        const wait = { text, start: now, end: undefined };
        this.#open.set(id, wait);
        if (this.all.length < this.#most)
            this.all.push(wait);
    }
    stop(id, now) {
        const wait = this.#open.get(id);
        if (wait)
            wait.end = now;
        this.#open.delete(id);
    }
}

;// CONCATENATED MODULE: ./build/nix/log/run-model.js













/** Of each of these at most so many are kept, whatever Nix says. */
const run_model_MOST = 10_000;
/** What the collector of the evaluator, and C++, print where there is no more memory: plain lines. */
const MEMORY = /^(?:GC Warning: Out of Memory!.* Returning NULL|Exception: std::bad_alloc|terminate called after throwing an instance of 'std::bad_alloc'|Too many heap sections)/;
/** Makes a picture of the run from the records of its log. Pure: the time comes with {@link now}. */
class RunModel {
    /** When the records come that are told next. */
    now;
    errors = [];
    builds = new Builds();
    fetches = new Fetches();
    #dryRun = new messages/* DryRun */.jA();
    retries = new retries/* Retries */.f();
    #cacheTroubles = new messages/* CacheTroubles */.tW();
    #start;
    #evaluation;
    #waits = new Waits(run_model_MOST);
    #bounds = new Bounds();
    /** By the number of the activity. */
    #activities = [];
    #known = new Map();
    #early = new messages/* StartupError */.YZ();
    #heard = new Heard();
    #hooks = new Hooks();
    #resolved = new Resolved();
    #lacksMemory = false;
    #record = 0;
    #end;
    /** @param began when Nix was started: milliseconds of a clock that never goes back */
    constructor(began) {
        this.now = began;
        this.#start = began;
        this.#evaluation = new Evaluation(began);
    }
    start(record) {
        this.#record++;
        this.builds.wentOn();
        const activity = this.#begin(record);
        if (!activity)
            return;
        while (this.#activities.length < record.id)
            this.#activities.push(undefined);
        this.#activities[record.id] = activity;
    }
    stop(id) {
        this.#record++;
        const activity = this.#activities[id];
        this.#activities[id] = undefined;
        if (activity?.kind === 'build') {
            if (!activity.isNested)
                this.builds.stop(activity.build, this.now, this.#record);
        }
        else if (activity?.kind === 'builds')
            this.builds.allStopped();
        else if (activity?.kind === 'hook')
            this.builds.hookStop(id, this.now);
        else if (activity?.kind === 'wait')
            this.#waits.stop(id, this.now);
        else if (activity?.kind === 'evaluation')
            this.#evaluation.stop(id, this.now);
        else
            this.fetches.stop(id, this.now);
    }
    text(id, type, text) {
        this.#record++;
        this.builds.wentOn();
        const activity = this.#activities[id];
        if (type === RESULT.postBuildLogLine)
            this.#hooks.line(text.toString());
        if (activity?.kind !== 'build')
            return;
        if (type === RESULT.buildLogLine)
            activity.build.line(text, this.now, this.#record);
        else if (type === RESULT.setPhase) {
            activity.build.phase(text.toString(), this.now, this.#record);
        }
    }
    numbers(id, type, done, expected, running, failed) {
        this.#record++;
        this.builds.wentOn();
        const activity = this.#activities[id];
        if (activity === undefined || type !== RESULT.progress)
            return;
        if (activity.kind === 'builds') {
            this.builds.count(id, done, running, failed, this.now, this.#record);
        }
        else if (activity.kind === 'copy' || activity.kind === 'transfer') {
            activity.done = done;
            activity.expected = expected;
        }
    }
    result() {
        this.#record++;
        this.builds.wentOn();
    }
    /** @returns whether it is an error of Nix, new or not */
    message(message) {
        this.#record++;
        this.builds.wentOn();
        this.#dryRun.message(message.text);
        this.retries.begun = undefined;
        if (message.level <= LEVEL.warn) {
            const said = message.raw ?? message.text;
            const failed = this.#cacheTroubles.message(said, this.fetches, this.now);
            if (failed)
                failed.hasFailed = true;
            this.retries.message((0,errors/* withoutColours */.mU)(message.text), this.now);
            this.#heard.warning(message.text);
            this.builds.message(message.text);
        }
        if (message.level === 0)
            return this.#error(message);
        this.#evaluation.message(message.text);
        return false;
    }
    plain(line) {
        this.#lacksMemory ||= MEMORY.test(line);
        this.#heard.plain(line);
        if (this.#record === 0)
            this.#early.line(line);
    }
    /** A build by the number of its activity. */
    buildOf(id) {
        const activity = this.#activities[id];
        return activity?.kind === 'build' ? activity.build : undefined;
    }
    /** Nothing more comes. The first call counts. */
    finish(finish) {
        if (this.#end !== undefined)
            return;
        this.#end = finish.at;
        const early = this.#early.text;
        const isSaid = this.errors.length > 0 || early === undefined;
        if (!isSaid)
            this.errors.push({ kind: 'early', text: early, at: finish.at, isIgnored: false });
        const wasInterrupted = this.errors.some(({ kind }) => kind === 'interrupted');
        this.builds.finish(finish, wasInterrupted);
    }
    /** The picture so far; whole after {@link finish}. */
    run() {
        const end = this.#end ?? this.now;
        const builds = this.builds.all;
        const fetches = this.fetches.all.filter(({ hasFailed }) => !hasFailed);
        const fetched = fetches.filter(({ isWhole }) => isWhole);
        return {
            start: this.#start,
            end,
            evaluation: this.#evaluation.whole(end),
            evaluated: this.#evaluation.all,
            passedOver: this.#evaluation.passedOver,
            sources: this.#evaluation.sources,
            builds,
            fetches,
            waits: this.#waits.all,
            errors: this.errors,
            resolved: this.#resolved.byOriginal,
            toBuild: this.#dryRun.derivations,
            cacheTroubles: this.#cacheTroubles.all(this.retries.long(end)),
            asked: this.#cacheTroubles.samples,
            waiting: this.retries.waiting(end),
            lacksMemory: this.#lacksMemory,
            totals: {
                built: builds.filter(({ status }) => status === 'built').length,
                failed: builds.filter(({ status }) => status === 'failed' || status === 'timeout').length,
                fetched: new Set(fetched.map(({ path }) => path)).size,
                fetchedBytes: fetches.reduce((sum, { bytes }) => sum + bytes, 0),
            },
        };
    }
    #begin(record) {
        const { id, type, fields } = record;
        if (type === ACTIVITY.build)
            return this.#beginBuild(record);
        if (type === ACTIVITY.builds)
            return { kind: this.#isNested(record) ? 'nested' : 'builds' };
        if (type === ACTIVITY.realise)
            this.#evaluation.worked(this.now);
        if (type === ACTIVITY.postBuildHook) {
            const of = this.#resolved.original(fields[0]);
            this.builds.hookStart(id, of, this.now, this.#record);
            this.#hooks.start(record.text, of);
            return { kind: 'hook' };
        }
        if (type === ACTIVITY.buildWaiting) {
            if (!this.#resolved.start(record))
                this.#waits.start(id, record.text, this.now);
            return { kind: 'wait' };
        }
        if (type === ACTIVITY.queryPathInfo)
            this.#cacheTroubles.asks(fields[0], fields[1]);
        if (type === ACTIVITY.unknown) {
            this.#evaluation.start(record, this.now);
            return { kind: 'evaluation' };
        }
        if (type === ACTIVITY.fetchTree || type === ACTIVITY.fetchToStore) {
            this.#evaluation.source(id, record.text, this.now);
            return { kind: 'evaluation' };
        }
        return this.fetches.start(record, this.now);
    }
    #beginBuild(record) {
        const [derivation, ...rest] = record.fields;
        const fields = [this.#resolved.original(derivation), ...rest];
        const found = this.builds.start({ ...record, fields }, this.now, this.#record);
        return found && { kind: 'build', build: found.build, isNested: !found.isNew };
    }
    /** A remote builder tells of its own counters too. */
    #isNested({ parent }) {
        return parent !== undefined && this.#activities[parent]?.kind === 'build';
    }
    /** The same error comes up to three times: from the daemon, from Nix itself, and at the end. */
    #error(message) {
        const said = (0,errors/* readError */.lS)(this.#resolved.inMessage(message), this.now);
        if (!said) {
            this.#evaluation.cross((0,errors/* withoutColours */.mU)(message.text));
            return false;
        }
        const crossed = this.#evaluation.crossed();
        const error = crossed === undefined ? said : { ...said, attribute: crossed };
        const build = error.derivation === undefined ? undefined : this.builds.get(error.derivation);
        const text = build?.tail().length ? (0,errors/* withoutQuotedLog */.$w)(error.text) : error.text;
        const key = keyOf({ ...error, text });
        const known = this.#known.get(key);
        if (known) {
            (0,errors/* nameAlso */.zH)(known, error);
            return true;
        }
        const attribute = error.attribute ?? this.#evaluation.endedBy(error);
        const hasFailed = (path) => this.fetches.all.some(it => it.path === path && it.hasFailed === true);
        const isCache = error.kind === 'other' && (0,cache_faults/* isOfCache */.uB)(error.raw ?? error.text, hasFailed);
        const kept = {
            ...this.#bounds.of({ ...error, text }),
            ...(attribute ? { attribute } : {}),
            ...(isCache ? { isCache } : {}),
            ...(error.kind === 'other' ? { ...this.#heard.before(), ...this.#hooks.failed(text) } : {}),
        };
        this.#known.set(key, kept);
        if (this.errors.length < run_model_MOST)
            this.errors.push(kept);
        this.builds.error(kept, this.now, this.#record);
        return true;
    }
}

;// CONCATENATED MODULE: ./build/nix/log/log.js






/** Names that are remembered because they look as if Nix coloured them. */
const MOST_COLOURED = 100;
/**
 * Takes Nix's standard error under `--log-format internal-json`: shows the lines that a reader of the log wants, and
 * keeps what Nix did and what it called an error, apart from what builders print.
 */
class NixLog {
    #reader = new LogReader(this);
    #model;
    #live;
    #built;
    #clock;
    #shorten;
    /** See {@link MOST_COLOURED}. */
    #coloured = new Set();
    /**
     * @param show told of each line for the live log
     * @param built told of each derivation whose build begins
     * @param clock milliseconds, never going back
     * @param shorten leaves out of an error what a reader of the live log does not need
     */
    constructor(show, built = () => { }, clock = () => performance.now(), shorten = text => text) {
        this.#clock = clock;
        this.#shorten = shorten;
        this.#built = built;
        this.#model = new RunModel(clock());
        this.#live = new LiveLog(show, clock());
    }
    /** Takes bytes of the stream; never throws, whatever they are. */
    write(chunk) {
        this.#tick();
        this.#reader.write(chunk);
    }
    /** Takes one line. */
    accept(line) {
        this.write(Buffer.from(`${line}\n`));
    }
    /** The stream has ended: shows what is left. */
    end() {
        this.#tick();
        this.#reader.end();
        this.#live.flush();
    }
    /** To be called every few seconds while Nix runs: see {@link LiveLog.heartbeat}. */
    heartbeat() {
        const { builds, fetches, retries } = this.#model;
        const now = this.#clock();
        this.#live.heartbeat(now, builds.running, fetches.running, retries.waiting(now));
    }
    /** Nix's own errors, without colours, each once. */
    get errors() {
        return this.#model.errors.map(({ text }) => text);
    }
    /** The builders that failed, in the order in which Nix said so. */
    failedBuilds() {
        return this.#model.errors.flatMap(({ kind, derivation }) => kind === 'build' && derivation
            ? [{ derivation, log: this.#model.builds.get(derivation)?.tail() ?? [] }]
            : []);
    }
    /** Derivations of which one has ended that the log does not name; none where it names each. */
    get unsure() {
        const { isUnsure, running } = this.#model.builds;
        return isUnsure ? running.map(({ derivation }) => derivation) : [];
    }
    /** Told how Nix ended; what still ran did so then. The first call counts. */
    finish(how = {}) {
        this.#model.finish({ at: this.#clock(), ...how });
    }
    /** What Nix did, and when: milliseconds of the clock. Whole after {@link finish}. */
    run() {
        return this.#model.run();
    }
    start(record) {
        this.#model.start(record);
        this.#settled();
        if (record.type === ACTIVITY.build && typeof record.fields[0] === 'string') {
            this.#built(record.fields[0]);
        }
        if (record.text.includes('\x1b'))
            this.#keepName(record.text);
        this.#live.atLevel(record.level, (0,lib_text/* escapeInvisibleText */.Us)(record.text));
    }
    stop(id) {
        this.#model.stop(id);
        this.#live.ended();
    }
    text(id, type, text) {
        this.#model.text(id, type, text);
        if (type === RESULT.postBuildLogLine)
            this.#live.logger(`post-build-hook> ${text}`);
        if (type !== RESULT.buildLogLine)
            return;
        const build = this.#model.buildOf(id);
        if (build)
            this.#live.line(build, text);
        else
            this.#live.logger(`build> ${text}`);
    }
    numbers(id, type, a, b, c, d) {
        this.#model.numbers(id, type, a, b, c, d);
    }
    result() {
        this.#model.result();
    }
    message(message) {
        const before = this.#model.errors.length;
        const isError = this.#model.message(message);
        this.#settled();
        if (!isError || this.#model.errors.length > before) {
            const text = isError ? this.#shorten(message.text) : message.text;
            this.#live.atLevel(message.level, (0,lib_text/* escapeInvisibleText */.Us)(this.#plainNames(text), true));
        }
        const { begun } = this.#model.retries;
        if (begun)
            this.#live.logger((0,lib_text/* escapeInvisible */.ts)((0,retries/* waitText */.L)(begun, this.#model.now)));
    }
    plain(line) {
        this.#model.plain(line);
        this.#live.logger(line);
    }
    /** What stands between quotes is the part of an attribute path that has the escape character. */
    #keepName(text) {
        const name = text.slice(text.indexOf('"') + 1, text.lastIndexOf('"'));
        if (name !== '' && this.#coloured.size < MOST_COLOURED)
            this.#coloured.add(name);
    }
    #plainNames(text) {
        let plain = text;
        for (const name of this.#coloured)
            plain = plain.replaceAll(name, (0,lib_text/* escapeInvisible */.ts)(name));
        return plain;
    }
    #tick() {
        this.#model.now = this.#live.now = this.#clock();
    }
    #settled() {
        if (this.#model.builds.isUnsure)
            this.#live.flush();
        else
            this.#live.ended();
    }
}


/***/ }),

/***/ 3113:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R1: () => (/* binding */ mergeTroubles),
/* harmony export */   YZ: () => (/* binding */ StartupError),
/* harmony export */   ii: () => (/* binding */ isAt),
/* harmony export */   jA: () => (/* binding */ DryRun),
/* harmony export */   tW: () => (/* binding */ CacheTroubles)
/* harmony export */ });
/* harmony import */ var _cache_faults_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8961);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2118);


const MAX_MESSAGE_LENGTH = 300;
/** Builders can print messages in Nix's name. */
const MOST = 20;
const MOST_FILES = 1000;
/** Milliseconds after the end of a download in which an error without a name is its own. */
const NEAR = 2000;
/** What Nix says of its caches while it goes on. */
class CacheTroubles {
    #entries = [];
    /** By the hash in the path: the cache that was asked for it last. */
    #asked = new Map();
    /** Of each cache the hash of one path that it was asked for. */
    samples = new Map();
    /** A cache is asked for a path. */
    asks(path, cache) {
        if (typeof path !== 'string' || typeof cache !== 'string')
            return;
        if (this.#asked.size >= MOST_FILES)
            this.#asked.clear();
        this.#asked.set(hashOf(path), cache);
        if (this.samples.size < MOST)
            this.samples.set(cache, hashOf(path));
    }
    /**
     * @returns the download that came to nothing, if it is one
     */
    message(coloured, fetches, now) {
        const text = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutColours */ .mU)(coloured);
        if (text.includes('; retrying in ') || text.includes('; retrying from '))
            return undefined;
        const said = (0,_cache_faults_js__WEBPACK_IMPORTED_MODULE_0__/* .faultOf */ .Kl)(text) ?? ofFetch(text, fetches);
        if (!said)
            return undefined;
        const fetch = fetchOf(said, fetches, now);
        const url = said.url ?? fetch?.cache ?? this.#asked.get(hashOf(said.file));
        if (url)
            this.#add(url, said.file === '' && fetch ? { ...said, file: fetch.path } : said);
        return fetch;
    }
    /** @param waits for what Nix waited long */
    all(waits) {
        const unused = new Map(waits.map(wait => [wait.url, wait]));
        const told = this.#entries.map(({ url, fault, said, files }) => {
            const wait = unused.get(url);
            unused.delete(url);
            return { url, fault, said, files: [...files], ...waitOf(wait) };
        });
        const slow = [...unused.values()].filter(({ isCache }) => isCache);
        return [
            ...told,
            ...slow.map(wait => ({
                ...{ url: wait.url, fault: 'slow', said: wait.said, files: [] },
                ...waitOf(wait),
            })),
        ];
    }
    #add(url, { fault, said, file, isEcho = false }) {
        const line = said.slice(0, MAX_MESSAGE_LENGTH);
        const known = this.#entries.find(it => it.fault === fault && isSame(it.url, url));
        if (!known && this.#entries.length >= MOST)
            return;
        const entry = known ?? { url, fault, said: line, isEcho, files: new Set() };
        if (!known)
            this.#entries.push(entry);
        // One message names the host alone, another leaves it out, and which comes first is left to chance.
        if (url.length > entry.url.length)
            entry.url = url;
        if (entry.isEcho && !isEcho)
            Object.assign(entry, { said: line, isEcho });
        if (file !== '' && entry.files.size < MOST_FILES)
            entry.files.add(file);
    }
}
function waitOf(wait) {
    return { waited: (wait?.waited ?? 0) / 1000, retries: wait?.count ?? 0 };
}
/** Pure: those of one call of Nix added to those of earlier ones. */
function mergeTroubles(before, more) {
    const all = [...before];
    for (const one of more) {
        const at = all.findIndex(it => it.url === one.url && it.fault === one.fault);
        const known = all[at];
        if (!known)
            all.push(one);
        else {
            const files = [...new Set([...known.files, ...one.files])].slice(0, MOST_FILES);
            all[at] = {
                ...known,
                files,
                waited: known.waited + one.waited,
                retries: known.retries + one.retries,
            };
        }
    }
    return all;
}
function isSame(one, other) {
    return one === other || isHostOf(one, other) || isHostOf(other, one);
}
/** Whether `url`, made of a host alone, is that of a store: `ssh-ng://USER@HOST:PORT`, or without all of that. */
function isHostOf(url, store) {
    const host = /^ssh:\/\/(.+)$/.exec(url)?.[1];
    return host !== undefined && (/^ssh(?:-ng)?:\/\/$/.test(store) || isAt(store, host));
}
/** Whether a store lies behind SSH at a host. */
function isAt(store, host) {
    const [, authority = ''] = /^ssh(?:-ng)?:\/\/([^/?]+)/.exec(store) ?? [];
    return authority === host || authority.replace(/^.*@|:\d+$/g, '') === host;
}
/** The download that the message names; where it names none, the one that runs or has just ended. */
function fetchOf({ url, file, fault }, { all, ended }, now) {
    const named = all.findLast(it => it.path === file || it.nar?.endsWith(`/${file}`));
    if (named)
        return named;
    const isDownload = fault === 'missing' || (fault === 'damaged' && file === '');
    // Nix tells why at once, after the end.
    const isEnd = ended !== undefined && now - (ended.end ?? now) < NEAR && !ended.hasFailed;
    const last = isEnd ? ended : all.findLast(({ end }) => end === undefined);
    return isDownload && (url === undefined || last?.cache === url) ? last : undefined;
}
/** Not every cache has its NARs where others have them. */
function ofFetch(text, { all }) {
    const [, address, said = ''] = /unable to download '([^']+)': ([^\n]*)/.exec(text) ?? [];
    const fetch = address && all.findLast(({ nar }) => nar === address);
    return fetch ? { fault: 'down', url: fetch.cache, file: fetch.path, said } : undefined;
}
/** The hash in a store path, or in the name of a file of a cache. */
function hashOf(name) {
    return name.replace(/^.*\//, '').slice(0, 32);
}
/** Characters of it that are kept. */
const MAX_ERROR_LENGTH = 65536;
/** What follows it of every program. */
const ADVICE = /^Try '[^']*--help' for more information\.$/;
/**
 * The error with which a program of Nix ends before its log begins: its settings or arguments are wrong. It comes as plain
 * lines, and so does what builders and scripts write past the log; so only what stands before the first record is looked
 * at, when nothing of the project has run.
 */
class StartupError {
    #text = '';
    /** A plain line before the first record. */
    line(line) {
        const text = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutColours */ .mU)(line);
        const isPart = this.#text === '' ? text.startsWith('error:') : !ADVICE.test(text);
        if (isPart && this.#text.length < MAX_ERROR_LENGTH)
            this.#text += `${text}\n`;
    }
    /** From `error:` on; undefined where there is none. */
    get text() {
        return this.#text === '' ? undefined : this.#text.trimEnd();
    }
}
/** One line before the list, which has a line each. (printMissing in shared.cc) */
const HEADING = /^(?:this derivation|these \d+ derivations) will be built:$/;
const ENTRY = /^ {2}(\/nix\/store\/\S+\.drv)$/;
/** Reads from Nix's messages which derivations would have to be built: what `--dry-run` is asked for. */
class DryRun {
    derivations = [];
    #isList = false;
    message(text) {
        const derivation = this.#isList ? ENTRY.exec(text)?.[1] : undefined;
        if (derivation)
            this.derivations.push(derivation);
        else
            this.#isList = HEADING.test(text);
    }
}


/***/ }),

/***/ 5851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ waitText),
/* harmony export */   f: () => (/* binding */ Retries)
/* harmony export */ });
/* harmony import */ var _cache_faults_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8961);

/** A download that Nix tries again after a while. */
const RETRY = /unable to [a-z]+ '([^']+)': ([^\n]*); retrying (?:from offset \d+ )?in (\d+) ms(?: \(attempt \d+\/\d+\))?/;
/** Milliseconds from which on a wait is told. */
const LONG = 5000;
/** Builders can print messages in Nix's name. */
const MOST = 100;
const LONGEST = 300;
/** What Nix waits for before it asks again: 60 s and more after each HTTP 429, from 2.31 on. */
class Retries {
    /** The long wait that the last message began, if it did. */
    begun;
    #all = new Map();
    message(text, now) {
        this.begun = undefined;
        const [, address, said = '', digits] = RETRY.exec(text.slice(0, _cache_faults_js__WEBPACK_IMPORTED_MODULE_0__/* .LONGEST_TEXT */ .xG)) ?? [];
        if (!address)
            return;
        const [, cache] = _cache_faults_js__WEBPACK_IMPORTED_MODULE_0__/* .OF_CACHE */ .xm.exec(address) ?? [];
        const url = cache ?? address;
        const known = this.#all.get(url);
        if (!known && this.#all.size >= MOST)
            return;
        const retry = known ?? {
            url,
            isCache: cache !== undefined,
            said,
            count: 0,
            waited: 0,
            until: now,
        };
        this.#all.set(url, retry);
        const before = retry.until;
        retry.until = Math.max(before, now + Number(digits));
        retry.waited += retry.until - Math.max(before, now);
        retry.said = said.slice(0, LONGEST);
        retry.count++;
        if (before <= now && retry.until - now >= LONG)
            this.begun = retry;
    }
    /** For what it waits long. */
    waiting(now) {
        return [...this.#all.values()].filter(({ until, waited }) => until > now && waited >= LONG);
    }
    /** What took long in all, without what was still to come at the end. */
    long(end) {
        return [...this.#all.values()]
            .map(it => ({ ...it, waited: it.waited - Math.max(0, it.until - end) }))
            .filter(({ waited }) => waited >= LONG);
    }
}
/** A wait in words, as it is told while it lasts. */
function waitText({ url, said, until }, now) {
    return `waiting ${Math.round((until - now) / 1000)} s for ${url}: ${said.replace('HTTP error', 'HTTP')}`;
}


/***/ }),

/***/ 5562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D4: () => (/* binding */ decode),
/* harmony export */   EY: () => (/* binding */ Text),
/* harmony export */   j8: () => (/* binding */ unescapeJson)
/* harmony export */ });
/**
 * The text of a record, still as bytes of the stream: most lines of a build are never looked at, so they are decoded
 * only by who wants them. Valid during the call that hands it over.
 */
class Text {
    bytes = Buffer.alloc(0);
    from = 0;
    to = 0;
    /** Whether it holds escapes of JSON. */
    isEscaped = false;
    /** Whether every byte is a character. */
    isAscii = true;
    /** A text that is a string already. */
    static of(text) {
        const made = new Text();
        made.bytes = Buffer.from(text);
        made.to = made.bytes.length;
        made.isAscii = false;
        return made;
    }
    toString() {
        return decode(this.bytes, this.from, this.to, this.isEscaped, this.isAscii);
    }
}
/** Bytes of a JSON string, without its quotes, as text; what is cut or invalid is left out. */
function decode(bytes, from, to, isEscaped, isAscii) {
    const raw = bytes.toString(isAscii ? 'latin1' : 'utf8', from, to);
    return isEscaped ? unescapeJson(raw) : raw;
}
/** Turns the escapes of JSON into what they stand for; an escape that is cut off at the end is left out. */
function unescapeJson(raw) {
    // The longest is a pair of \uXXXX.
    for (let cut = 0; cut <= 12 && cut <= raw.length; cut++) {
        try {
            return JSON.parse(`"${cut === 0 ? raw : raw.slice(0, -cut)}"`);
        }
        catch { }
    }
    return raw;
}


/***/ }),

/***/ 9044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   __: () => (/* binding */ cutTrace),
/* harmony export */   fC: () => (/* binding */ traceOf),
/* harmony export */   iZ: () => (/* binding */ shortTrace)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5562);

/** Items of one trace that are kept: a module system makes thousands. */
const MOST_ITEMS = 1000;
/** Characters of what an item says. */
const LONGEST_ITEM = 500;
/** The `trace` of a record, innermost first; what is no item is left out. */
function traceOf(value) {
    if (!Array.isArray(value))
        return [];
    return value.slice(0, MOST_ITEMS).flatMap((item) => {
        const { raw_msg, file, line, column } = item ?? {};
        if (typeof raw_msg !== 'string')
            return [];
        return [
            {
                raw_msg: raw_msg.slice(0, LONGEST_ITEM),
                file: typeof file === 'string' ? file : null,
                line: typeof line === 'number' ? line : null,
                column: typeof column === 'number' ? column : null,
            },
        ];
    });
}
const STRING = String.raw `"((?:[^"\\]|\\.)*)"`;
const ITEM = new RegExp(String.raw `\{"column":(null|\d+),"file":(?:null|${STRING}),"line":(null|\d+),"raw_msg":${STRING}\}`, 'g');
/** The items that are whole in the beginning of a `trace` that was cut. */
function cutTrace(json) {
    const number = (digits = 'null') => (digits === 'null' ? null : Number(digits));
    return traceOf([...json.matchAll(ITEM)].map(([, column, file, line, said = '']) => ({
        raw_msg: (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .unescapeJson */ .j8)(said),
        file: file === undefined ? null : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .unescapeJson */ .j8)(file),
        line: number(line),
        column: number(column),
    })));
}
/** So many frames are shown whole. */
const FEW = 6;
/** Of more: the outermost, those of the reader's own files, the innermost. */
const OUTERMOST = 1;
const OWN = 5;
const ANSI = String.raw `(?:\x1b\[[0-9;]*m)*`;
const FRAME = new RegExp(`^\\s+${ANSI}…`);
const HEAD = new RegExp(`^\\s+${ANSI}error:`);
const PLACE = new RegExp(`^\\s+${ANSI}(?:at|whose name attribute is located at) ${ANSI}(.+?)${ANSI}:?$`);
const DUPLICATES = /^\s+\(\d+ duplicate frames omitted\)/;
/**
 * An error of Nix with the frames of its trace that a reader needs; how many were left out stands in their place.
 * @param text as Nix writes it, with colours or without
 * @param isOwn whether the reader has a file in the repository
 */
function shortTrace(text, isOwn) {
    const lines = text.split('\n');
    const first = lines.findIndex(line => FRAME.test(line));
    if (first < 0)
        return text;
    const head = lines.findIndex((line, at) => at > first && HEAD.test(line));
    // Until 2.12 the message comes first, and the innermost frame next to it.
    const isOutermostFirst = head > 0 && lines.slice(1, first).every(line => line.trim() === '');
    const end = isOutermostFirst ? head : lines.length;
    const frames = framesOf(lines.slice(first, end));
    if (frames.length <= FEW)
        return text;
    const fromOutside = isOutermostFirst ? frames : frames.toReversed();
    const own = fromOutside.filter(frame => isOfOwn(frame, isOwn)).slice(-OWN);
    const kept = new Set([...fromOutside.slice(0, OUTERMOST), ...own, ...fromOutside.slice(-1)]);
    return [...lines.slice(0, first), ...told(frames, kept), ...lines.slice(end)].join('\n');
}
function framesOf(lines) {
    const frames = [];
    for (const line of lines) {
        if (FRAME.test(line))
            frames.push([line]);
        else
            frames.at(-1)?.push(line);
    }
    return frames;
}
function isOfOwn(frame, isOwn) {
    const said = frame.map(line => PLACE.exec(line)?.[1]).find(it => it !== undefined);
    const file = said?.replace(new RegExp(ANSI, 'g'), '').replace(/:\d+(?::\d+)?$/, '');
    return file !== undefined && isOwn(file);
}
function told(frames, kept) {
    const lines = [];
    let left = 0;
    for (const frame of frames) {
        const isKept = kept.has(frame);
        if (isKept && left > 0)
            lines.push(leftOut(left), '');
        left = isKept ? 0 : left + 1;
        if (isKept)
            lines.push(...frame.filter(line => !DUPLICATES.test(line)));
    }
    return left > 0 ? [...lines, leftOut(left)] : lines;
}
function leftOut(frames) {
    return `       … (${frames} frames of the trace left out; args: --show-trace shows them)`;
}


/***/ }),

/***/ 7311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   Zv: () => (/* binding */ decideNixPath),
/* harmony export */   hB: () => (/* binding */ searchPathOf),
/* harmony export */   pu: () => (/* binding */ splitNixPath),
/* harmony export */   zU: () => (/* binding */ fitsNixPath)
/* harmony export */ });
/* unused harmony export absolutePath */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_plain_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7094);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4869);
/* harmony import */ var _pinned_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4852);




/**
 * Decides on NIX_PATH.
 * @param asked the input `nix-path`: `auto`, or the value itself
 * @param workspace what relative entries are relative to
 * @param project where the files with pins are
 */
async function decideNixPath(asked, workspace, project, env, use) {
    if (asked !== 'auto')
        return { value: absolutePath(asked, workspace) };
    const isUsed = use.inFiles || use.inScripts;
    if (env.NIX_PATH || !isUsed)
        return { value: undefined };
    const nothing = { value: undefined };
    const unusable = [];
    for (const file of (0,_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .pinFiles */ .z4)(env)) {
        const json = parse((await (0,_host_plain_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readPlain */ .r)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(project, file), true)) ?? '');
        const pinned = (0,_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .readPinned */ .r6)(file, json, env);
        if (pinned?.place !== undefined) {
            const decided = ofPin(pinned, pinned.place, file, project);
            return use.isPossible || fitsNixPath(decided.value) ? decided : nothing;
        }
        const unknown = (0,_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .unknownVersion */ .VN)(file, json);
        if (unknown)
            unusable.push(`${file} ${unknown}`);
        else if (pinned)
            unusable.push(`${file} pins it as ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_2__/* .toOneLine */ .GX)(pinned.kind, 40)}, which NIX_PATH cannot hold`);
    }
    if (!use.inStep)
        return nothing;
    const why = unusable.length > 0
        ? unusable.join('; ')
        : `neither ${_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .PIN_FILES */ .mm.slice(0, -1).join(', ')} nor ${_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .PIN_FILES */ .mm.at(-1)} pins it and NIX_PATH is not set`;
    return {
        value: undefined,
        notice: `<nixpkgs> is used, but ${why}. Give the input nix-path, such as nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz.`,
    };
}
function ofPin({ hash, by }, place, file, project) {
    return {
        value: absolutePath(`nixpkgs=${place}`, project),
        ...(hash ? { hash } : {}),
        info: by
            ? `<nixpkgs> is ${place}, because ${by} is set`
            : `<nixpkgs> is the one that ${file} pins: ${place}`,
    };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** Resolves the relative entries of a NIX_PATH. */
function absolutePath(nixPath, base) {
    return splitNixPath(nixPath)
        .map(entry => {
        const [prefix, place] = partsOf(entry);
        return `${prefix}${/^(\/|~|flake:)/.test(place) || isUrl(place) ? place : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(base, place)}`;
    })
        .join(':');
}
/** The name of an entry of a NIX_PATH with its `=`, which may be empty, and the place behind it. */
function partsOf(entry) {
    const [, prefix = '', place = ''] = /^([^=:/]*=)?([\s\S]*)$/.exec(entry) ?? [];
    return [prefix, place];
}
/** A scheme, a host, and a port, which is no entry of its own. */
const URL_START = String.raw `[a-z][a-z\d+.-]*:\/\/(?:\[[\da-f:]+\]|[^:/?#]*)(?::\d+(?=[/?#:]|$))?`;
const REFERENCE = `flake:(?:${URL_START}|(?:github|gitlab|sourcehut|path|tarball|file|git):)?`;
const ENTRY = new RegExp(`(?:[^=:/]*=)?(?:${REFERENCE}|${URL_START}|channel:)?[^:]*(?::|$)`, 'giy');
/**
 * Splits at colons, but not at those of URLs with their ports, `channel:` and `flake:`. Nix itself cuts at the second
 * colon of an entry (eval-settings.cc, parseNixPath).
 */
function splitNixPath(text) {
    const entries = [...text.matchAll(ENTRY)].map(([entry]) => entry.replace(/:$/, ''));
    return entries.filter(entry => entry !== '');
}
/** Whether each entry stays whole where Nix reads it in NIX_PATH, and is something that it looks `<…>` up in. */
function fitsNixPath(nixPath) {
    return splitNixPath(nixPath).every(entry => {
        const [, place] = partsOf(entry);
        const [, rest = place] = /^(?:channel:|flake:|(?:https?|file|git|s3|ssh):)([\s\S]*)$/.exec(place) ?? [];
        return !rest.includes(':');
    });
}
/** The entries that the `-I` arguments of a call of Nix put before NIX_PATH. */
function searchPathOf(args) {
    return args.flatMap((arg, index) => arg === '-I' ? [args[index + 1] ?? ''] : arg.startsWith('-I') ? [arg.slice(2)] : []);
}
function isUrl(text) {
    return /^(channel:|[a-z][a-z\d+.-]*:\/\/)/i.test(text);
}


/***/ }),

/***/ 4852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VN: () => (/* binding */ unknownVersion),
/* harmony export */   mm: () => (/* binding */ PIN_FILES),
/* harmony export */   r6: () => (/* binding */ readPinned),
/* harmony export */   z4: () => (/* binding */ pinFiles)
/* harmony export */ });
/* unused harmony export lockNode */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4869);


/** Where a project pins nixpkgs, the first one first. */
const PIN_FILES = [
    ...['nix/sources.json', 'npins/sources.json', 'lon.lock', 'nix/lon.lock'],
    ...['flake.lock', '_sources/generated.json'],
];
/**
 * Pure: the {@link PIN_FILES}, and before them those in the folders that the job names to npins and lon.
 * @returns relative to the project, or absolute
 */
function pinFiles({ NPINS_DIRECTORY, LON_DIRECTORY }) {
    const named = [
        ...(NPINS_DIRECTORY ? [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(NPINS_DIRECTORY, 'sources.json')] : []),
        ...(LON_DIRECTORY ? [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(LON_DIRECTORY, 'lon.lock')] : []),
    ];
    return [...new Set([...named, ...PIN_FILES])];
}
/**
 * Pure: the nixpkgs that one of the {@link pinFiles} pins; undefined where it pins none.
 * @param env may have NPINS_OVERRIDE_nixpkgs, which the code that npins writes goes by, and the like of lon
 */
function readPinned(file, json, env) {
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file) === 'flake.lock')
        return ofLock(json);
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file) === 'lon.lock')
        return unknownVersion(file, json) ? undefined : ofLon(json, env);
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file) === 'generated.json')
        return ofNvfetcher(json);
    return ofNiv(json) ?? ofNpins(json, env);
}
/** The formats of npins that are known go up to this one. */
const NPINS = 8;
/**
 * Pure: what to say of the version of a file of npins or lon that is none of those that are known. One of npins is read
 * all the same: its versions differ little.
 */
function unknownVersion(file, json) {
    const version = json?.version;
    const isLon = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file) === 'lon.lock';
    const isNpins = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file) === 'sources.json' && typeof version === 'number';
    const isKnown = isLon ? !json || version === '1' : !isNpins || version <= NPINS;
    if (isKnown)
        return undefined;
    const isPlain = typeof version === 'string' || typeof version === 'number';
    return isPlain
        ? `has version ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .toOneLine */ .GX)(`${version}`, 20)}, which is not known`
        : 'has no version that is known';
}
function ofNiv(json) {
    const pin = json?.nixpkgs;
    const [url, repo, rev] = [asText(pin?.url), asText(pin?.repo), asText(pin?.rev)];
    const kind = asText(pin?.type) ?? 'tarball';
    if (kind === 'git' && repo && rev) {
        const branch = asText(pin?.branch);
        const ref = asText(pin?.ref) ?? (branch ? `refs/heads/${branch}` : undefined);
        return { kind, place: gitPlace(repo, rev, ref) };
    }
    if (url)
        return { kind, place: url, ...hashOf(pin?.sha256) };
    return pin ? { kind } : undefined;
}
/** As the default.nix of npins reads it, in its formats 0 to 8. */
function ofNpins(json, env) {
    const pin = json?.pins?.nixpkgs;
    if (!pin)
        return undefined;
    const kind = asText(pin.type) ?? 'an unknown source';
    const own = overridden('NPINS_OVERRIDE_nixpkgs', kind, env);
    if (own)
        return own;
    const submodules = isTrue(pin.submodules);
    const url = asText(pin.locked_url) ?? asText(pin.url);
    if (url && !submodules)
        return { kind, place: url, ...hashOf(pin.hash) };
    const rev = asText(pin.revision);
    const forge = pin.repository;
    const [owner, repo] = [asText(forge?.owner), asText(forge?.repo)];
    if (asText(forge?.type) === 'GitHub' && !submodules) {
        const place = githubUrl(owner, repo, rev);
        return { kind, ...(place ? { place } : {}) };
    }
    const git = repositoryOf(forge);
    const branch = asText(pin.branch);
    if (!git || !rev)
        return { kind };
    const ref = branch ? `refs/heads/${branch}` : undefined;
    return { kind, place: gitPlace(git, rev, ref, { submodules }) };
}
function overridden(name, kind, env) {
    return env[name] ? { kind, place: env[name], by: name } : undefined;
}
/** As the lon.nix of lon reads it. */
function ofLon(json, env) {
    const pin = json?.sources?.nixpkgs;
    if (!pin)
        return undefined;
    const kind = asText(pin.type) ?? 'an unknown source';
    const own = overridden('LON_OVERRIDE_nixpkgs', kind, env);
    if (own)
        return own;
    const [url, rev, branch] = [asText(pin.url), asText(pin.revision), asText(pin.branch)];
    const how = asText(pin.fetchType);
    if (how === 'tarball' && url)
        return { kind, place: url, ...hashOf(pin.hash) };
    if (how !== 'git' || !url || !rev)
        return { kind };
    const flags = { submodules: isTrue(pin.submodules), shallow: pin.lastModified !== undefined };
    return { kind, place: gitPlace(url, rev, branch && `refs/heads/${branch}`, flags) };
}
const REVISION = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** Tags move: of git only a revision is taken. */
function ofNvfetcher(json) {
    const src = json?.nixpkgs?.src;
    if (!src)
        return undefined;
    const kind = asText(src.type) ?? 'an unknown source';
    const [url, rev] = [asText(src.url), asText(src.rev)];
    const [owner, repo] = [asText(src.owner), asText(src.repo)];
    // The hash of a `url` is that of the archive itself.
    if (kind === 'url' && url)
        return { kind, place: url };
    if (kind === 'tarball' && url)
        return { kind, place: url, ...hashOf(src.sha256) };
    const submodules = isTrue(src.fetchSubmodules);
    const repository = url ?? repositoryOf({ type: 'GitHub', owner, repo });
    if (!rev || !REVISION.test(rev) || !repository)
        return { kind };
    const archive = kind === 'github' && !submodules ? githubUrl(owner, repo, rev) : undefined;
    return { kind, place: archive ?? gitPlace(repository, rev, undefined, { submodules }) };
}
function isTrue(value) {
    return value === true;
}
function repositoryOf(forge) {
    const [server, owner, repo] = [asText(forge?.server), asText(forge?.owner), asText(forge?.repo)];
    const path = asText(forge?.repo_path);
    const type = asText(forge?.type);
    if (type === 'Git')
        return asText(forge?.url);
    if (type === 'GitHub' && owner && repo)
        return `https://github.com/${owner}/${repo}.git`;
    if (type === 'GitLab' && server && path)
        return `${server.replace(/\/$/, '')}/${path}.git`;
    if (type === 'Forgejo' && server && owner && repo)
        return `${server.replace(/\/$/, '')}/${owner}/${repo}.git`;
    return undefined;
}
function ofLock(json) {
    const name = lockNode(json, ['nixpkgs']) ?? 'nixpkgs';
    const locked = json?.nodes?.[name]?.locked;
    const kind = asText(locked?.type);
    if (!locked || !kind)
        return undefined;
    const place = placeOf(kind, locked);
    return { kind, ...(place ? { place } : {}), ...hashOf(locked.narHash) };
}
function placeOf(kind, locked) {
    const text = (key) => asText(locked[key]);
    const [owner, repo, rev, host] = [text('owner'), text('repo'), text('rev'), text('host')];
    if (kind === 'tarball')
        return text('url');
    if (kind === 'path')
        return text('path');
    if (kind === 'github')
        return githubUrl(owner, repo, rev, host);
    const url = text('url');
    const flags = { submodules: isTrue(locked.submodules), shallow: isTrue(locked.shallow) };
    if (kind === 'git' && url && rev)
        return gitPlace(url, rev, text('ref'), flags);
    if (kind === 'gitlab' && owner && repo && rev) {
        const project = encodeURIComponent(`${owner.replaceAll('%2F', '/')}/${repo}`);
        return `https://${host ?? 'gitlab.com'}/api/v4/projects/${project}/repository/archive.tar.gz?sha=${rev}`;
    }
    return kind === 'sourcehut' && owner && repo && rev
        ? `https://${host ?? 'git.sr.ht'}/${owner}/${repo}/archive/${rev}.tar.gz`
        : undefined;
}
/**
 * The node at a path of inputs; an input that follows another one is such a path, from the root on.
 * @param steps that are left in all
 */
function lockNode(json, path, steps = { left: 1000 }) {
    let name = asText(json?.root) ?? 'root';
    for (const input of path) {
        if (typeof input !== 'string' || steps.left-- <= 0)
            return undefined;
        const next = json?.nodes?.[name]?.inputs?.[input];
        const node = Array.isArray(next) ? lockNode(json, next, steps) : asText(next);
        if (node === undefined)
            return undefined;
        name = node;
    }
    return name;
}
/** A revision of a git repository, as flakes write it. */
function gitPlace(url, rev, ref, { submodules = false, shallow = false } = {}) {
    // `git@host:path` has no scheme.
    const whole = url.includes('://') ? url : `ssh://${url.replace(':', '/')}`;
    const query = [
        ...(ref ? [`ref=${encodeURIComponent(ref)}`] : []),
        `rev=${rev}`,
        ...(submodules ? ['submodules=1'] : []),
        ...(shallow ? ['shallow=1'] : []),
    ];
    return `git+${whole.replace(/^git\+/, '')}${whole.includes('?') ? '&' : '?'}${query.join('&')}`;
}
function githubUrl(owner, repo, revision, host = 'github.com') {
    return owner && repo && revision
        ? `https://${host}/${owner}/${repo}/archive/${revision}.tar.gz`
        : undefined;
}
/** SHA-256 as Nix writes it: SRI, in base 32 or in base 16. */
function hashOf(value) {
    const text = asText(value) ?? '';
    return /^(?:sha256-[A-Za-z0-9+/]{43}=|[0-9a-z]{52}|[0-9a-f]{64})$/.test(text)
        ? { hash: text }
        : {};
}
function asText(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 1823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ sourcePath)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _hash_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3314);


/** Bytes of the hash in a store path. */
const SHORT = 20;
/**
 * The store path of a source tree, which Nix names by its content. (Nix manual, "Store Path Specification": type
 * `source`, without references; the name of fetched trees is `source`)
 * @param narHash of the tree, in any form that Nix writes
 * @returns undefined where that is no SHA-256
 */
function sourcePath(narHash) {
    const hash = (0,_hash_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSha256 */ .tz)(narHash);
    if (!hash)
        return undefined;
    const fingerprint = `source:sha256:${hash.toString('hex')}:/nix/store:source`;
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(fingerprint).digest();
    const short = Buffer.alloc(SHORT);
    for (const [index, byte] of digest.entries())
        short[index % SHORT] = (short[index % SHORT] ?? 0) ^ byte;
    return `/nix/store/${(0,_hash_js__WEBPACK_IMPORTED_MODULE_1__/* .toNixBase32 */ .$k)(short)}-source`;
}


/***/ }),

/***/ 2334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ BuildStats)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);
/* harmony import */ var _nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(219);
/* harmony import */ var _nix_log_messages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3113);



/** Derivations whose references are looked up: a chart shows far fewer. */
const MOST_LOOKED_UP = 2000;
/** What all calls of Nix of a run built and fetched. */
class BuildStats {
    derivations = [];
    fetches = [];
    counts = { built: 0, fetched: 0, fetchedBytes: 0 };
    /** Derivations that dry runs would build, each once. */
    toBuild = new Set();
    /** What the calls said of caches that did not deliver, one entry a cache and fault. */
    cacheTroubles = [];
    /** Of each cache that was asked the hash of a path. */
    asked = new Map();
    #origin;
    /** @param origin when main began, in milliseconds of the clock of the logs */
    constructor(origin) {
        this.#origin = origin;
    }
    /** @returns what the call itself built and fetched */
    async add(log) {
        const { fetched, fetchedBytes } = log.totals;
        const built = await countOutputs(log.builds.filter(({ status }) => status === 'built'));
        this.counts.built += built;
        this.counts.fetched += fetched;
        this.counts.fetchedBytes += fetchedBytes;
        this.cacheTroubles = (0,_nix_log_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .mergeTroubles */ .R1)(this.cacheTroubles, log.cacheTroubles);
        for (const [cache, hash] of log.asked)
            this.asked.set(cache, hash);
        for (const derivation of log.toBuild)
            this.toBuild.add(derivation);
        this.derivations.push(...log.builds.flatMap(build => this.#derivation(build, log.end)));
        for (const { path, cache, bytes, start, end } of log.fetches) {
            this.fetches.push({ path, cache, bytes, ...this.#times(start, end ?? log.end) });
        }
        return { built, fetched, fetchedBytes };
    }
    /** The derivations with what each of them waited for, by what their files in the store name. */
    async withReferences() {
        const looked = this.derivations.slice(0, MOST_LOOKED_UP);
        const found = await Promise.all(looked.map(async (one) => ({ ...one, after: await inputsOf(one.drv) })));
        return [...found, ...this.derivations.slice(MOST_LOOKED_UP)];
    }
    #derivation(build, endOfCall) {
        const { derivation, name, start, end, status, phases } = build;
        const times = this.#times(start, end ?? endOfCall);
        const timed = phases.map(phase => ({
            name: phase.name,
            ...this.#times(phase.start, phase.end ?? endOfCall),
        }));
        return [
            {
                drv: derivation,
                name,
                // What still ran when its call ended was ended with it.
                status: status === 'running' ? 'cancelled' : status,
                ...times,
                ...(timed.length > 0 ? { phases: timed } : {}),
            },
        ];
    }
    #times(start, end) {
        return {
            start: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)((start - this.#origin) / 1000),
            seconds: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)(Math.max(0, end - start) / 1000),
        };
    }
}
/** How many store paths builds that went well made: each its outputs. */
async function countOutputs(builds) {
    const derivations = await Promise.all(builds.map(it => (0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__/* .readDerivation */ .Gw)(it.derivation)));
    // Nobody knows beforehand where outputs lie that are addressed by their content.
    return derivations.reduce((sum, { outputs }) => sum + Math.max(1, outputs.length), 0);
}
async function inputsOf(path) {
    return (await (0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__/* .readDerivation */ .Gw)(path)).inputs;
}


/***/ }),

/***/ 4442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ collect),
/* harmony export */   r: () => (/* binding */ noCommandResults)
/* harmony export */ });
/** Bytes of the output `step-outputs`; a job's outputs may have 1 MiB. */
const LARGEST = 900 * 1024;
/** Before the first step. */
function noCommandResults() {
    return { outputs: {}, summaries: [], annotations: [], unheard: 0 };
}
/** Adds what the last attempt at a step left, if it came to a command. */
function collect(leavings, name, left, logger) {
    if (!isOfCommand(left))
        return;
    const outputs = { ...leavings.outputs, ...left.outputs };
    const size = Buffer.byteLength(JSON.stringify(outputs));
    if (size <= LARGEST)
        Object.assign(leavings.outputs, left.outputs);
    else
        logger.notice(`${name}: with its GITHUB_OUTPUT step-outputs would have ${size} bytes, and GitHub takes 1 MiB; it is not taken over. Write large results to files.`);
    if (left.summary.trim() !== '')
        leavings.summaries.push({ step: name, text: left.summary });
    leavings.annotations.push(...left.annotations);
    leavings.unheard += left.unheard;
}
function isOfCommand(outcome) {
    return 'outputs' in outcome;
}


/***/ }),

/***/ 6449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ silenceOf),
/* harmony export */   G0: () => (/* binding */ deadlineOf),
/* harmony export */   bl: () => (/* binding */ refuseLate),
/* harmony export */   r_: () => (/* binding */ leavesNoTime),
/* harmony export */   tm: () => (/* binding */ stepsEnd)
/* harmony export */ });
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8088);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1469);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(177);



/** When a step that begins now has to end: its own time, or what the job leaves. Pure. */
function deadlineOf(step, { timeout, jobTimeout }, origin, now) {
    const job = {
        at: stepsEnd(origin, jobTimeout),
        said: `was ended because ${leavesNoTime(jobTimeout)}`,
    };
    const seconds = step.timeout ?? timeout;
    if (seconds === undefined || now + seconds * 1000 > job.at)
        return job;
    const whose = step.timeout === undefined ? 'the input timeout' : 'its timeout';
    return { at: now + seconds * 1000, said: `ran for ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .limitText */ .PW)(seconds)}, ${whose}` };
}
/** When the last step has to end, in milliseconds of the clock. */
function stepsEnd(origin, jobTimeout) {
    return origin + (jobTimeout - _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .RESERVE */ .BP) * 1000;
}
/** Why a step is not run, or was ended. */
function leavesNoTime(jobTimeout) {
    return `the job-timeout of ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .limitText */ .PW)(jobTimeout)} leaves no more time`;
}
/**
 * Steps that were not run for want of time are no success.
 * @throws Failure naming them
 */
function refuseLate({ steps }, jobTimeout) {
    const late = steps.filter(({ reason }) => reason === leavesNoTime(jobTimeout));
    if (late.length === 0)
        return;
    const names = late.map(({ name }) => name).join(', ');
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l(`Not run, because ${leavesNoTime(jobTimeout)}: ${names}.`, "Give job-timeout the value of the job's timeout-minutes, raise both, or spread the steps over jobs.");
}
/** How long a step may print nothing. */
function silenceOf({ silence }) {
    return silence === undefined
        ? undefined
        : { seconds: silence, said: `printed nothing for ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .limitText */ .PW)(silence)} (silence)` };
}


/***/ }),

/***/ 9487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e0: () => (/* binding */ keepFlakeInputs),
/* harmony export */   tn: () => (/* binding */ flakeFolders)
/* harmony export */ });
/* unused harmony export lockedSources */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _inputs_steps_shell_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4258);
/* harmony import */ var _nix_source_path_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1823);





/**
 * On a store that others use too, keeps the inputs of a step's flakes for the rest of the job, as the lock file names
 * them. Only what is in the store: nothing is fetched for it, and no process is started.
 */
async function keepFlakeInputs(run) {
    const { roots, workspace } = run.context;
    if (!roots.isShared)
        return;
    const locks = flakeFolders(run.step, run.cwd, workspace).map(it => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(it, 'flake.lock'));
    const texts = await Promise.all(locks.map(lock => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(lock, 'utf8').catch(() => '')));
    await roots.keep(texts.flatMap(lockedSources));
}
/** The folders of the local flakes that a step in a directory reads, each once. */
function flakeFolders(step, cwd, workspace) {
    const folders = flakesOf(step).flatMap(reference => localFolder(reference, cwd));
    return [...new Set(folders.flatMap(folder => flakeAround(folder, workspace) ?? []))];
}
/** Pure: the paths of all inputs that a lock file names by their hash; none where it is no lock file. */
function lockedSources(text) {
    return [...text.matchAll(/"narHash": *"(sha256-[^"]+)"/g)].flatMap(([, hash = '']) => (0,_nix_source_path_js__WEBPACK_IMPORTED_MODULE_4__/* .sourcePath */ .Z)(hash) ?? []);
}
/** The references of the flakes that a step reads. */
function flakesOf(step) {
    if (step.kind === 'flake-check')
        return [step.argument.trim() || '.'];
    if (step.kind === 'develop')
        return [flakeOf(step.shell ?? '.')];
    if (step.kind !== 'build' && step.kind !== 'eval')
        return [];
    const references = (0,_inputs_steps_shell_words_js__WEBPACK_IMPORTED_MODULE_3__/* .expandWords */ .AK)(step.argument).map(flakeOf);
    return references.length > 0 ? references : ['.'];
}
function flakeOf(installable) {
    return installable.split('#')[0] || '.';
}
/** Where a reference to a flake of this machine leads. */
function localFolder(reference, cwd) {
    const path = /^(?:path:|git\+file:)?(\.{0,2}(?:\/[^?]*)?)(?:\?.*)?$/.exec(reference)?.[1];
    return path ? [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(cwd, path.replace(/^\/\/(?=\/)/, ''))] : [];
}
/** Of the flake of a folder, which may be one of the folders above, as for Nix. */
function flakeAround(folder, top) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'flake.nix')))
        return folder;
    return folder === top || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder) === folder
        ? undefined
        : flakeAround((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(folder), top);
}


/***/ }),

/***/ 5112:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ StepOutput)
});

// EXTERNAL MODULE: ./build/host/process/lines.js
var lines = __webpack_require__(5222);
// EXTERNAL MODULE: ./build/host/process/output-limit.js
var output_limit = __webpack_require__(390);
;// CONCATENATED MODULE: ./build/host/process/repeated-lines.js
/** Lines of the longest cycle that is seen: a loop that prints so many lines each time. */
const CYCLE = 8;
/** Repeats after which the same lines are folded, and at least so many cycles. */
const SAME = 9;
const CYCLES = 3;
/** The same for lines that differ in their digits only: a list of numbers is not a loop at once. */
const LIKE = 100;
/** A longer line (characters) is only like itself. */
const LONGEST = 500;
/**
 * Folds lines that repeat: the same line, or a cycle of some lines, again and again, also where counters and times in
 * them differ. Some are shown first; then they are counted until something else comes. Pure.
 */
class Fold {
    #show;
    /** Rings of the last lines and of what they are like. */
    #lines = new Array(CYCLE).fill('');
    #likes = new Array(CYCLE).fill('');
    #at = 0;
    /** For each length of a cycle, how many lines in a row were the same as, or like, the one a cycle before. */
    #same = new Int32Array(CYCLE + 1);
    #like = new Int32Array(CYCLE + 1);
    /** The length of the cycle that is being folded; 0 where none is. */
    #cycle = 0;
    #isSame = false;
    #folded = 0;
    constructor(show) {
        this.#show = show;
    }
    /** Lines that were not shown since the last word on them. */
    get folded() {
        return this.#folded;
    }
    push(line) {
        if (this.#cycle > 0) {
            if (this.#goesOn(line)) {
                this.#keep(line, this.#isSame ? line : likeness(line));
                this.#folded++;
                return;
            }
            this.#tell();
            this.#cycle = 0;
            this.#same.fill(0);
            this.#like.fill(0);
        }
        this.#count(line, likeness(line));
        this.#show(line);
        this.#begin();
    }
    /** Says how many were folded so far, with the last of them where they differ. */
    flush() {
        this.#tell();
    }
    #goesOn(line) {
        const before = (this.#at + CYCLE - this.#cycle) % CYCLE;
        if (this.#lines[before] === line)
            return true;
        return !this.#isSame && this.#likes[before] === likeness(line);
    }
    #count(line, like) {
        for (let cycle = 1; cycle <= CYCLE; cycle++) {
            const before = (this.#at + CYCLE - cycle) % CYCLE;
            const isSame = this.#lines[before] === line;
            const isLike = isSame || this.#likes[before] === like;
            this.#same[cycle] = isSame ? this.#same[cycle] + 1 : 0;
            this.#like[cycle] = isLike ? this.#like[cycle] + 1 : 0;
        }
        this.#keep(line, like);
    }
    #keep(line, like) {
        this.#lines[this.#at] = line;
        this.#likes[this.#at] = like;
        this.#at = (this.#at + 1) % CYCLE;
    }
    #begin() {
        for (let cycle = 1; cycle <= CYCLE; cycle++) {
            const least = CYCLES * cycle;
            const isSame = (this.#same[cycle] ?? 0) >= Math.max(SAME, least);
            if (!isSame && (this.#like[cycle] ?? 0) < Math.max(LIKE, least))
                continue;
            this.#cycle = cycle;
            this.#isSame = isSame;
            return;
        }
    }
    #tell() {
        if (this.#folded === 0)
            return;
        // The last ones of a loop that counts say how far it came.
        const last = this.#isSame ? 0 : Math.min(this.#cycle, this.#folded);
        const count = this.#folded - last;
        if (count > 0)
            this.#show(`… ${count.toLocaleString('en-US')} more like this`);
        for (let back = last; back > 0; back--) {
            this.#show(this.#lines[(this.#at + CYCLE - back) % CYCLE] ?? '');
        }
        this.#folded = 0;
    }
}
/** A line without what counts up in it. */
function likeness(line) {
    return line.length <= LONGEST && /\d/.test(line) ? line.replace(/\d+/g, '0') : line;
}

// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
;// CONCATENATED MODULE: ./build/steps/output.js




/** Milliseconds between looks at whether folded lines should be told of. */
const TICK = 5000;
/** Milliseconds without a line after which one says what is running. Nix's own, which knows what it builds, comes before. */
const SILENCE = 35_000;
/** Milliseconds after which a loop that goes on is told of again. */
const AGAIN = 30_000;
/**
 * What a step prints on its way to the live log: repeats are folded, and beyond 64 MiB only the last lines are shown, so
 * that the page of the log can still be opened.
 */
class StepOutput {
    #write;
    #name;
    #most;
    #begin = performance.now();
    #fold = new Fold(line => this.#show(line));
    #timer;
    /** What is written at the end of this turn: a write for each line would be slow. */
    #waiting = [];
    #shown = 0;
    #tail = new lines/* Tail */.P();
    #left = { lines: 0, characters: 0 };
    #lines = 0;
    #linesAtTick = 0;
    #toldAt = performance.now();
    #shownAt = performance.now();
    /**
     * @param write takes text of one or more lines, without the end of the last one
     * @param name of the step
     * @param most bytes that are shown
     */
    constructor(write, name, most = output_limit/* WHOLE */.E) {
        this.#write = write;
        this.#name = name;
        this.#most = most;
        this.#timer = setInterval(() => this.tick(), TICK);
        this.#timer.unref();
    }
    /** A line, or a message of several lines, that a build or a command printed. */
    line(text) {
        this.#lines++;
        if (!text.includes('\n'))
            this.#fold.push(text);
        else
            for (const line of text.split('\n'))
                this.#fold.push(line);
    }
    flooded(bytes) {
        this.#fold.flush();
        this.#show(`… These were ${(0,format/* bytesText */.pV)(bytes)} of output. What follows is not shown but for its last lines; write what you need whole into a file.`);
    }
    passedOver(bytes) {
        this.#fold.flush();
        this.#show(`… ${(0,format/* bytesText */.pV)(bytes)} were not shown. The last lines:`);
    }
    /**
     * To be called every few seconds: tells of what is folded when the loop pauses, or goes on for long, and that the step
     * runs when it prints nothing.
     */
    tick(now = performance.now()) {
        const isQuiet = this.#lines === this.#linesAtTick;
        this.#linesAtTick = this.#lines;
        if (this.#fold.folded > 0 && (isQuiet || now - this.#toldAt >= AGAIN)) {
            this.#toldAt = now;
            this.#fold.flush();
        }
        if (this.#waiting.length > 0 || now - this.#shownAt < SILENCE)
            return;
        this.#shownAt = now;
        this.#write(`… ${this.#name} is running (${Math.round((now - this.#begin) / 1000)} s)`);
    }
    /** Shows what waits, and the last lines of what was too much. */
    end() {
        clearInterval(this.#timer);
        this.#fold.flush();
        const { lines, characters } = this.#left;
        if (lines > 0) {
            const last = this.#tail.lines();
            const count = (lines - last.length).toLocaleString('en-US');
            this.#waiting.push(`… ${count} lines (${(0,format/* bytesText */.pV)(characters)} in all) were not shown: a step shows ${(0,format/* bytesText */.pV)(this.#most)}. The last lines:`, ...last);
            this.#left = { lines: 0, characters: 0 };
        }
        this.#flush();
    }
    #show(line) {
        if (this.#shown >= this.#most) {
            this.#left.lines++;
            this.#left.characters += line.length + 1;
            this.#tail.push(line);
            return;
        }
        this.#shown += line.length + 1;
        if (this.#waiting.push(line) === 1)
            queueMicrotask(() => this.#flush());
    }
    #flush() {
        if (this.#waiting.length === 0)
            return;
        const text = this.#waiting.join('\n');
        this.#waiting = [];
        this.#shownAt = performance.now();
        this.#write(text);
    }
}


/***/ }),

/***/ 9115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runSteps: () => (/* binding */ runSteps),
  warnOfNoneRun: () => (/* binding */ warnOfNoneRun),
  withSpace: () => (/* binding */ withSpace)
});

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/model/errors-in.js
var errors_in = __webpack_require__(8319);
// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/nix/diagnostics/fetching.js

/** What Nix says where git did not fetch; before 2.27 it often goes on and finds that what it wanted is not there. */
const OF_GIT = /^(?:failed to fetch git|program '(?:git|ssh)' failed|resolving git reference|cannot find git revision|getting (?:git object|hash)|object not found|executing 'git|fetching '?git)/i;
/** What git, ssh and forges say to whom they do not know, or do not let in; "not found" is said of private repositories. */
const REFUSED = [
    /could not read (?:username|password) for /i,
    /authentication failed/i,
    /repository (?:'[^']*' )?not found|repository not found/i,
    /permission denied \(/i,
    /host key verification failed|no \S+ host key is known/i,
    /returned error: 40[134]\b/i,
    /(?:access denied|invalid username or|permission to \S+ denied|support for password authentication was removed)/i,
    /the project you were looking for could not be found/i,
];
/** What git and ssh say where the network, or the other end of it, is to blame. */
const BROKEN = /(?:could(?:n't| not) (?:resolve|connect)|failed to connect|timed out|temporary failure in name resolution|connection (?:refused|reset|closed)|network is unreachable|no route to host|returned error: (?:408|429|5\d\d)|ssl|tls|early eof|rpc failed|hung up|empty reply)/i;
/** A forge of which Nix takes an archive, or asks its API. */
const FORGE = /^https?:\/\/(?:api\.github\.com\/|codeload\.github\.com\/|[^/]+\/api\/v[34]\/|[^/]+\/[^/]+\/[^/]+\/archive\/)/;
const FORGE_INPUT = /^while fetching the input '(?:github|gitlab|sourcehut):/;
/** What a binary cache refuses is the concern of who names the cache. */
const OF_CACHE = /\.narinfo$|\/nar\/|\/nix-cache-info$/;
const DOWNLOAD = /unable to download '([^'\n]+)': HTTP error (\d{3})([\s\S]*)/;
/**
 * Why a source could not be fetched, where a program that Nix called or the answer of the host tells.
 * @param heard what came before the error
 */
function fetchFailure(message, heard) {
    return ofGit(message, heard) ?? ofDownload(message) ?? ofSearchPath(message, heard);
}
function ofGit({ text, frames }, heard) {
    if (!OF_GIT.test(text))
        return undefined;
    const url = urlOf(frames) ?? /'((?:[a-z+]+:\/\/|[^'@\s]+@)[^']+)'/.exec(text)?.[1] ?? '';
    // Older versions do not say what they were fetching.
    const said = (line) => (url === '' || text.includes(url) ? line : `${url}: ${line}`);
    const refused = heard.findLast(line => REFUSED.some(it => it.test(line)));
    if (refused) {
        const source = url || (/'([a-z+]+:\/\/[^']+)'/.exec(refused)?.[1] ?? '');
        return { kind: 'credentials', hint: [said(refused), gitAdvice(refused, source)].join('\n') };
    }
    const broken = heard.findLast(line => BROKEN.test(line));
    if (broken)
        return { kind: 'network', hint: said(broken) };
    const fatal = heard.findLast(line => /^(?:fatal|error): /.test(line));
    return fatal ? { kind: 'evaluation', hint: said(fatal) } : undefined;
}
/** Forges whose own kind of input takes the tokens of the action. */
const INPUT_KINDS = {
    'github.com': 'github',
    'gitlab.com': 'gitlab',
};
function gitAdvice(said, url) {
    const host = hostOf(url) || 'HOST';
    if (/host key/i.test(said))
        return `Add the host key in an earlier step: ssh-keyscan ${host} >> ~/.ssh/known_hosts`;
    if (/permission denied \(/i.test(said) || /^(?:git\+)?ssh:|^[^/:]+@/.test(url))
        return 'Load a key that may read it into an SSH agent in an earlier step (SSH_AUTH_SOCK): the action lets Nix use the agent.';
    const kind = INPUT_KINDS[host];
    const path = /^[a-z+]+:\/\/[^/]+\/([^/]+\/[^/?#]+?)(?:\.git)?(?:[?#]|$)/.exec(url)?.[1];
    const rewrite = kind && path ? `Write it as ${kind}:${path}, which takes them, or give` : 'Give';
    const scheme = /^(?:git\+)?http:/.test(url) ? 'http' : 'https';
    const base = (login) => `"${scheme}://${login}${host}/"`;
    return `git has no credential that ${host} accepts; github-token and access-tokens are only for github: and gitlab: inputs. ${rewrite} git one in an earlier step: git config --global url.${base('x-access-token:TOKEN@')}.insteadOf ${base('')}`;
}
function ofDownload({ text, frames }) {
    const [, url = '', code = '', rest = ''] = DOWNLOAD.exec(text) ?? [];
    if (url === '' || OF_CACHE.test(url))
        return undefined;
    const isForge = FORGE.test(url) || frames.some(frame => FORGE_INPUT.test(frame.text));
    const isRefused = code === '401' || code === '403' || code === '407';
    if (!isRefused && !(isForge && code === '404'))
        return undefined;
    return { kind: 'credentials', hint: downloadAdvice(url, isForge, /rate limit/i.test(rest)) };
}
function downloadAdvice(url, isForge, isLimit) {
    const host = hostOf(url).replace(/^(?:api|codeload)\.(?=github\.com$)/, '');
    if (isLimit)
        return `${host} limits how often it is asked without a token. Pass github-token, or ${host}=TOKEN in access-tokens.`;
    if (!isForge)
        return `${host} wants a login. Name a netrc file for it (netrc-file) in the user's nix.conf in an earlier step.`;
    return `A private repository needs a token that may read it, in github-token (the default one reads only this repository) or as ${host}=TOKEN in access-tokens (gitlab: ${host}=PAT:TOKEN). If it is public, check its name and revision.`;
}
/** An entry of NIX_PATH that could not be downloaded is passed over with a warning only. */
function ofSearchPath({ text }, heard) {
    if (!/^file '[^'\n]+' was not found in the Nix search path/.test(text))
        return undefined;
    const warning = heard.find(line => /search path entry '.*cannot be downloaded/.test(line));
    if (!warning)
        return undefined;
    const url = /entry '([^']+)'/.exec(warning)?.[1] ?? '';
    const why = heard.findLast(line => line.includes(`unable to download '${url}'`));
    const said = why?.replace(/; retrying in .*$/, '');
    const hint = [warning, text].join('\n');
    return {
        kind: 'network',
        said: said ?? warning,
        ...(said ? { hint } : { hint: text }),
        isPlaceless: true,
    };
}
/** The input that was being fetched, as Nix names it. */
function inputUrl({ frames }) {
    return urlOf(frames);
}
function urlOf(frames) {
    for (const { text } of frames) {
        const url = /^while fetching the input '([^'\n]+)'/.exec(text)?.[1];
        if (url)
            return url;
    }
    return undefined;
}
function hostOf(url) {
    return /^[a-z+]+:\/\/(?:[^/@]*@)?([^/?#]+)/.exec(url)?.[1] ?? '';
}
/** A log line that says that a source could not be fetched. */
const UNREACHED = /could(?:n't| not) resolve|name resolution|name or service not known|no such host|enotfound|eai_again|(?:could(?:n't| not)|failed to) connect|connection (?:timed out|refused|reset)|etimedout|econnre(?:set|fused)|network is unreachable|(?:operation|request) timed out|HTTP error \d{3}|returned error: \d{3}|curl: \(\d+\)|ssl connect error/i;
const UNREACHED_AT_LAST = /cannot download .* from any mirror|unable to download|unable to access/i;
/** The line that says that a source could not be reached. */
function unreached(lines) {
    const plain = lines.map(line => (0,external_node_util_.stripVTControlCharacters)(line).trim());
    return (plain.findLast(it => UNREACHED.test(it)) ?? plain.findLast(it => UNREACHED_AT_LAST.test(it)));
}

;// CONCATENATED MODULE: ./build/steps/causes.js

/**
 * What an exit code says of a command, if not that it failed. (bash(1), EXIT STATUS; timeout(1); 128 + the signals by
 * which others end it)
 */
const CODES = {
    124: 'timeout',
    126: 'no-command',
    127: 'no-command',
    129: 'other',
    130: 'other',
    137: 'out-of-memory',
    143: 'other',
};
/** Another attempt would come to the same. */
const FIXED = [
    'evaluation',
    'missing-attribute',
    'hash-mismatch',
    'credentials',
    'checkout',
    'conflict',
    'wrong-system',
    'cancelled',
    'no-command',
];
/** An answer that is meant: only 408 and 429 ask to come again. */
const REFUSAL = /(?:HTTP error|returned error:) 4(?!08|29)\d\d\b/;
/** The causes of a call of Nix that failed. @param explained without what failed only because of another */
function causesOf(explained) {
    return explained.map(({ kind, reason }) => ({ kind, said: reason }));
}
/** Why a command outside the sandbox failed, also by what its exit code stands for. */
function causeOfCommand({ kind, reason }, code) {
    return { kind: kind === 'test' ? (CODES[code ?? 0] ?? kind) : kind, said: reason };
}
/** Whether another attempt may come to something else. */
function canDiffer({ status, causes = [] }) {
    if (status === 'timeout')
        return true;
    return status === 'failure' && causes.length > 0 && causes.every(isPassing);
}
/** Whether only the network failed, of which a step's own tests are not to blame. */
function isNetworkFailure({ status, causes = [] }) {
    const isNetwork = (cause) => cause.kind === 'network' && isPassing(cause);
    return status === 'failure' && causes.length > 0 && causes.every(isNetwork);
}
function isPassing({ kind, said }) {
    return !FIXED.includes(kind) && !(kind === 'network' && REFUSAL.test(said));
}
/** The first line of what was said; of the network the one that names the host. */
function inShort({ causes: [cause] = [], error, status }) {
    const lines = (cause?.said ?? error?.message ?? status).split('\n');
    return (cause?.kind === 'network' ? unreached(lines) : undefined) ?? lines[0] ?? '';
}

// EXTERNAL MODULE: ./build/inputs/steps/shell-words.js
var shell_words = __webpack_require__(4258);
// EXTERNAL MODULE: ./build/nix/attribute.js
var nix_attribute = __webpack_require__(6852);
// EXTERNAL MODULE: ./build/nix/diagnostics/paths.js
var diagnostics_paths = __webpack_require__(4339);
;// CONCATENATED MODULE: ./build/steps/flake/each/arguments.js
/** Flags of `nix flake check` that other commands do not know, and the words after each; most are Determinate Nix's. */
const OF_CHECK = new Map([
    ['--all-systems', 0],
    ['--no-build', 0],
    ['--build-all', 0],
    ['--print-out-paths', 0],
    ['--out-link', 1],
    ['-o', 1],
    ['--default-flake-schemas', 1],
]);
/** Flags about the inputs of a flake, and the words after each. */
const OF_INPUTS = new Map([
    ['--override-input', 2],
    ['--update-input', 1],
    ['--no-update-lock-file', 0],
]);
/** Settings of Nix that say how it builds, and the words after each. */
const OF_BUILDS = new Map([
    ['--option', 2],
    ['--max-jobs', 1],
    ['-j', 1],
    ['--cores', 1],
    ['--timeout', 1],
    ['--max-silent-time', 1],
    ['--builders', 1],
    ['--substituters', 1],
    ['--keep-going', 0],
    ['-k', 0],
    ['--no-keep-going', 0],
    ['--keep-failed', 0],
    ['-K', 0],
    ['--fallback', 0],
    ['--no-fallback', 0],
]);
/** Those of a step's arguments that `nix-store --realise` takes too. */
function buildArguments(args) {
    const taken = [];
    for (let at = 0; at < args.length; at++) {
        const count = OF_BUILDS.get(args[at] ?? '');
        if (count === undefined)
            continue;
        taken.push(...args.slice(at, at + 1 + count));
        at += count;
    }
    return taken;
}
/** Whether a step's arguments keep `nix flake check` from building. */
function keepsFromBuilding(args) {
    return args.includes('--no-build');
}
/** A step's arguments for a command that only asks of the same flake. */
function questionArguments(args) {
    const asked = [];
    for (let at = 0; at < args.length; at++) {
        const count = OF_CHECK.get(args[at] ?? '');
        if (count === undefined)
            asked.push(args[at] ?? '');
        else
            at += count;
    }
    return asked;
}
/** Flags that say how a flake is read, and the words after each. */
const OF_READING = new Map([
    ...OF_INPUTS,
    ...['--extra-experimental-features', '--experimental-features', '--inputs-from'].map(flag => [flag, 1]),
    ['--option', 2],
    ['--impure', 0],
    ['--offline', 0],
    ['--no-registries', 0],
    ['--accept-flake-config', 0],
]);
/** Of a step's arguments those with which any command reads the same flake. */
function inputArguments(args) {
    return args.flatMap((flag, at) => {
        const count = OF_READING.get(flag);
        return count === undefined ? [] : args.slice(at, at + 1 + count);
    });
}
/**
 * A step's arguments for a flake that has the step's flake as an input: inputs are named from there. Whether the lock
 * file may be changed was found out on the flake itself.
 * @param name of that input
 */
function wrappedArguments(args, name) {
    return mapInputs(args, (flag, [input, ...rest]) => input === undefined ? [] : [flag, `${name}/${input}`, ...rest]);
}
/** A step's arguments for a flake without inputs. */
function inputlessArguments(args) {
    return mapInputs(args, () => []);
}
function mapInputs(args, change) {
    const changed = [];
    for (let at = 0; at < args.length; at++) {
        const flag = args[at] ?? '';
        const count = OF_INPUTS.get(flag);
        if (count === undefined)
            changed.push(flag);
        else
            changed.push(...change(flag, args.slice(at + 1, at + 1 + count)));
        at += count ?? 0;
    }
    return changed;
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
// EXTERNAL MODULE: ./build/nix/diagnostics/message.js
var diagnostics_message = __webpack_require__(4124);
;// CONCATENATED MODULE: ./build/steps/definitions.js





/** What a build that failed is worth waiting for. */
const PATIENCE_MS = 15_000;
/** So many failures are looked up. */
const MOST_ASKED = 50;
/** Nix text: what is told of a derivation, and of those in a value that nix-build would build. */
const LOOK = `
  try = value:
    let it = builtins.tryEval (builtins.deepSeq value value); in if it.success then it.value else null;
  at = name: set: try (builtins.unsafeGetAttrPos name set);
  isDerivation = value: builtins.isAttrs value && (value.type or null) == "derivation";
  look = self: value: {
    inherit self;
    drv = try (builtins.unsafeDiscardStringContext value.drvPath);
    name = at "name" value;
    pname = at "pname" value;
    src = at "src" value;
    meta = try (value.meta.position or null);
  };
  walk = isTop: self: value:
    if !(builtins.tryEval (builtins.isAttrs value)).success then [ ]
    else if isDerivation value then [ (look self value) ]
    else if builtins.isList value then builtins.concatMap (walk false null) value
    else if builtins.isAttrs value && (isTop || (value.recurseForDerivations or false) == true) then
      builtins.concatMap (name: walk false (at name value) value.\${name}) (builtins.attrNames value)
    else [ ];
`;
/**
 * Asks, in one evaluation, where checks are defined.
 * @param attributes derivation -> outputs of the flake that are this derivation
 */
function checkDefinitions(run, reference, attributes) {
    return async (derivations) => {
        const known = derivations.flatMap(derivation => {
            const check = attributes.get(derivation)?.find(name => name.startsWith('checks.'));
            return check ? [(0,nix_attribute/* partsOf */.CI)(check)] : [];
        });
        if (known.length === 0)
            return new Map();
        const looks = known.slice(0, MOST_ASKED).map(([, system = '', name = '']) => {
            const set = `checks.\${${(0,nix_attribute/* nixString */.z7)(system)}}`;
            return `(look (at ${(0,nix_attribute/* nixString */.z7)(name)} ${set}) ${set}.\${${(0,nix_attribute/* nixString */.z7)(name)}})`;
        });
        const apply = `checks: let ${LOOK} in [ ${looks.join(' ')} ]`;
        return askFlake(run, [`${reference}#checks`], apply);
    };
}
/**
 * Asks where the derivations of a call of `nix build` are defined: of each installable in an evaluation of its own.
 * @param words installables and flags
 */
function installableDefinitions(run, words, system) {
    return async () => {
        const file = words.findIndex(word => word === '-f' || word === '--file');
        const ofFile = file < 0 ? [] : words.slice(file, file + 2);
        const others = file < 0 ? words : words.toSpliced(file, 2);
        if (others.some(word => /^(?:-E|--expr)$/.test(word)))
            return new Map();
        const named = others.filter(word => !word.startsWith('-')).map(it => it.replace(/\^.*$/s, ''));
        const installables = named.length > 0 || file >= 0 ? named : ['.'];
        const apply = `value: let ${LOOK} in walk true null value`;
        const asked = await Promise.all(installables.slice(0, 4).map(it => askFlake(run, [...ofFile, ...system, it], apply)));
        return new Map(asked.flatMap(it => [...it]));
    };
}
/** Asks where the derivations of a call of nix-build are defined. */
function fileDefinitions(run, words) {
    return async () => {
        const read = readWords(words);
        if (!read)
            return new Map();
        const { file, attributes, args } = read;
        const path = (0,nix_attribute/* nixString */.z7)((0,external_node_path_.resolve)(run.cwd, file));
        const values = attributes.map(path => path.split('.').map(nix_attribute/* nixString */.z7).join(' '));
        const select = (names) => `(builtins.foldl' (set: name: (call set).\${name}) value [ ${names} ])`;
        const all = values.length > 0 ? values.map(select) : ['value'];
        const text = `{ ... }@args: let ${LOOK}
      call = value: if builtins.isFunction value
        then value (builtins.intersectAttrs (builtins.functionArgs value) args) else value;
      value = call (import ${path});
    in builtins.concatMap (it: walk true null (call it)) [ ${all.join(' ')} ]`;
        const question = ['--eval', '--strict', '--json', '--expr', text];
        // A function is called only where there is something to call it with.
        return ask(run, ['nix-instantiate', ...question, ...args, '--arg', 'nixCiLook', 'null']);
    };
}
/** How many words follow a flag of nix-build. */
const WITH_VALUES = {
    ...{ '-A': 1, '--attr': 1, '-I': 1, '--arg': 2, '--argstr': 2, '--option': 2 },
    ...{ '-o': 1, '--out-link': 1, '-j': 1, '--max-jobs': 1, '--cores': 1, '--builders': 1 },
    ...{ '--timeout': 1, '--max-silent-time': 1, '--store': 1, '--add-root': 1, '--log-format': 1 },
};
/** Of these, what the value depends on. */
const OF_VALUE = ['-I', '--arg', '--argstr', '--option'];
/** The words of a call of nix-build; undefined where they are more than a file and attributes with plain names. */
function readWords(words) {
    const files = [];
    const attributes = [];
    const args = [];
    for (let at = 0; at < words.length; at++) {
        const word = words[at] ?? '';
        if (/^(?:-E|--expr|-p|--packages)$/.test(word))
            return undefined;
        const count = WITH_VALUES[word] ?? 0;
        const values = words.slice(at + 1, at + 1 + count);
        if (!word.startsWith('-'))
            files.push(word);
        else if (word === '-A' || word === '--attr')
            attributes.push(values[0] ?? '');
        else if (OF_VALUE.includes(word))
            args.push(word, ...values);
        at += count;
    }
    const [file = 'default.nix', ...more] = files;
    const isPlain = attributes.every(name => /^[A-Za-z_][\w'-]*(?:\.[A-Za-z_][\w'-]*)*$/.test(name));
    if (more.length > 0 || !isPlain || /^<|:/.test(file))
        return undefined;
    return { file, attributes, args };
}
async function askFlake(run, words, apply) {
    const flags = [...inputArguments(run.step.args), '--no-write-lock-file'];
    return ask(run, ['nix', 'eval', '--json', ...words, '--apply', apply, ...flags]);
}
/** Nothing where Nix takes too long or cannot say. */
async function ask({ context, step, cwd }, [program, ...words]) {
    const env = { ...context.env, ...step.env };
    const cancel = AbortSignal.any([context.ctx.cancel, AbortSignal.timeout(PATIENCE_MS)]);
    try {
        const argv = [(0,external_node_path_.join)(context.nix.bin, program), ...words];
        const { code, stdout } = await (0,spawn/* capture */.Fg)(argv, { env, cwd, cancel });
        return code === 0 ? definitionsIn(JSON.parse(stdout)) : new Map();
    }
    catch {
        return new Map();
    }
}
function definitionsIn(answer) {
    const found = new Map();
    for (const one of Array.isArray(answer) ? answer : []) {
        if (typeof one.drv !== 'string' || found.has(one.drv))
            continue;
        const positions = ['self', 'name', 'pname', 'src', 'meta'].flatMap(key => {
            const position = positionIn(one[key]);
            return position ? [[key, position]] : [];
        });
        found.set(one.drv, Object.fromEntries(positions));
    }
    return found;
}
/** A position as `unsafeGetAttrPos` gives it, or `meta.position`: `FILE:LINE`. */
function positionIn(value) {
    if (typeof value === 'string') {
        const [, file = '', line = ''] = /^(.*):(\d+)$/s.exec(value) ?? [];
        return (0,diagnostics_message/* positionOf */.d)({ file, line: Number(line) });
    }
    const { file, line, column } = (value ?? {});
    const isPosition = typeof file === 'string' && typeof line === 'number';
    return isPosition ? (0,diagnostics_message/* positionOf */.d)({ file, line, ...(column ? { column } : {}) }) : undefined;
}

// EXTERNAL MODULE: ./build/nix/derivation.js
var nix_derivation = __webpack_require__(219);
;// CONCATENATED MODULE: ./build/nix/diagnostics/command-hints.js
/** Lines of a command's output that have a well-known reason, and what to do. */
const KNOWN = [
    [
        // sudo(8): its secure_path replaces PATH.
        /^sudo: (nix(?:-[a-z]+)*): command not found$/m,
        ([, program]) => `sudo searches its own PATH (secure_path), which has no Nix: write sudo env "PATH=$PATH" ${program} ..., or sudo "$(command -v ${program})" ...`,
    ],
    [
        /detected dubious ownership in repository at '|is not owned by current user/,
        () => 'git refuses a repository of another user: git config --global --add safe.directory "$GITHUB_WORKSPACE" in a step before this one.',
    ],
];
/** What may help with a command, from the last lines that it printed. */
function commandHints(output) {
    const text = output.join('\n');
    return KNOWN.flatMap(([pattern, hint]) => {
        const match = pattern.exec(text);
        return match ? [hint(match)] : [];
    });
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/describe.js



/** How many lines of a log an annotation shows; the runner cuts it at 4096 characters. */
const LOG_LINES = 20;
const LABELS = {
    evaluation: 'does not evaluate',
    'missing-attribute': 'missing attribute',
    build: 'build failed',
    dependency: 'a dependency failed',
    'hash-mismatch': 'hash mismatch',
    timeout: 'timed out',
    'disk-full': 'disk full',
    'out-of-memory': 'out of memory',
    network: 'network',
    credentials: 'no access',
    checkout: 'incomplete checkout',
    conflict: 'merge conflict',
    hook: 'post-build-hook failed',
    daemon: 'Nix daemon lost',
    'wrong-system': 'wrong system',
    test: 'failed',
    cancelled: 'cancelled',
    other: 'failed',
};
/** Writes a failure of Nix down. */
function describe(known) {
    const { found, attributes, log, place, reproduce, reproduceAll, consequences } = known;
    const reason = reasonOf(known);
    const isGuess = found.isGuess ?? false;
    return {
        kind: found.kind,
        isGuess,
        title: `${subject(known)}: ${isGuess ? 'likely ' : ''}${found.label ?? LABELS[found.kind]}`,
        message: withLog(reason, log, reproduce),
        reason,
        ...place,
        ...(found.derivation ? { derivation: found.derivation } : {}),
        attributes,
        log,
        reproduce,
        reproduceAll,
        said: saidOf((0,diagnostics_message/* parseMessage */.v)(known.error)),
        isConsequence: found.kind === 'dependency',
        ...(found.isCut ? { isCut: true } : {}),
        ...(known.keptFolder ? { keptFolder: known.keptFolder } : {}),
        consequences,
    };
}
/** What happened, the last lines, and the command. */
function withLog(reason, log, reproduce) {
    const tail = log.slice(-LOG_LINES);
    const lines = tail.length > 0 ? [`The last lines of its log:\n${tail.join('\n')}`] : [];
    return [reason, ...lines, `Reproduce: ${reproduce}`].join('\n');
}
/** The same failure with another reason. */
function reworded(one, reason) {
    return { ...one, reason, message: withLog(reason, one.log, one.reproduce) };
}
function subject({ found, attributes }) {
    return shown(attributes[0]) ?? (found.derivation ? (0,diagnostics_paths/* nameOf */.Vb)(found.derivation) : 'Nix');
}
function shown(attribute) {
    return attribute === undefined ? undefined : (0,lib_text/* escapeInvisible */.ts)(attribute);
}
function reasonOf(known) {
    const { error, found, keptFolder } = known;
    const message = (0,diagnostics_message/* parseMessage */.v)(error);
    const hash = found.got ? [...hashLines(found)] : [];
    const derivation = found.derivation ? [`Derivation: ${found.derivation}`] : [];
    const hint = found.hint ? [(0,lib_text/* escapeInvisibleText */.Us)(found.hint)] : [];
    const kept = keptFolder ? [`Its files were kept: ${(0,lib_text/* escapeInvisible */.ts)(keptFolder)}`] : [];
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
    const it = same.length > 0 ? [`It is also ${listed(same)}.`] : [];
    return others.length > 0 ? [...it, alsoAffected(others)] : it;
}
/** What fails for the same reason, in a line. */
function alsoAffected(names) {
    return `Also affected: ${listed(names)}.`;
}
/** Names of a list that a reader looks at. */
const MOST_NAMES = 20;
function listed(names) {
    const told = names.slice(0, MOST_NAMES).map(lib_text/* escapeInvisible */.ts).join(', ');
    const more = names.length - MOST_NAMES;
    return more > 0 ? `${told} and ${more} more` : told;
}
/** What failed, in words: of a build what became of it, else what Nix says. */
function headline({ found, attributes }, message) {
    const what = shown(attributes[0]);
    const { words, derivation, kind } = found;
    if (words && derivation) {
        const build = `${buildOf(kind)}${(0,diagnostics_paths/* nameOf */.Vb)(derivation)} ${words}`;
        return what ? `${what}: ${build}.` : `${(0,diagnostics_paths/* sentence */.em)(build)}.`;
    }
    const said = found.said ? (0,lib_text/* escapeInvisibleText */.Us)(found.said) : saidOf(message);
    if (kind === 'evaluation' || kind === 'missing-attribute')
        return what ? `${what} does not evaluate: ${said}` : `Nix could not evaluate: ${said}`;
    if (kind === 'timeout' && words && !what)
        return `A build ${words}.`;
    return what ? `${what}: ${said}` : (0,diagnostics_paths/* sentence */.em)(said);
}
function saidOf({ text, hint }) {
    return (0,lib_text/* escapeInvisibleText */.Us)([text, hint].filter(it => it).join('\n'));
}
function buildOf(kind) {
    if (kind === 'dependency')
        return '';
    return kind === 'hash-mismatch' ? 'the result of ' : 'the build of ';
}
function hashLines({ specified, got }) {
    return [
        `specified: ${specified}`,
        `got:       ${got}`,
        'If what came is right, the new hash belongs where the old one is.',
    ];
}
/** Where Nix noticed it, if that is not a file of the repository. */
function foreign({ isForeign, found }, { position }) {
    if (!position || !isForeign || found.isPlaceless)
        return [];
    const { file, line, column } = position;
    return [`Nix noticed it outside the repository, at ${file}:${line}${column ? `:${column}` : ''}.`];
}
function because({ consequences, isOnlyCause }) {
    if (consequences.length === 0)
        return [];
    const cause = isOnlyCause ? 'it' : 'it or another failed build';
    return [`Also failed because of ${cause}: ${consequences.map(lib_text/* escapeInvisible */.ts).join(', ')}.`];
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/tool-lines.js
const PATH = String.raw `(?<path>(?:file:\/\/)?[^\s:()'"<>|*]+)`;
const LINE = String.raw `(?<line>\d+)`;
const COLUMN = String.raw `(?<column>\d+)`;
const LINE_COLUMN = `:${LINE}(?::${COLUMN})?`;
const tool_lines_form = (words, source) => ({
    pattern: new RegExp(source),
    words,
});
/** A frame of JavaScript; the innermost stands first: `    at f (file:///x/y.js:12:5)`. */
const FRAME = new RegExp(String.raw `^\s+(?:at (?:.*\()?|\S+ \((?=file:\/\/))${PATH}:${LINE}:${COLUMN}\)?$`);
/** A frame of Go, below the line of its function; the innermost stands first: `	/x/y.go:12 +0x1d`. */
const GO_FRAME = new RegExp(String.raw `^\t(?<path>[^\s:]+\.go):${LINE}(?: \+0x[\da-f]+)?$`);
/** In the order in which they are tried. */
const FORMS = [
    // bash and busybox: `./x.sh: line 12: foo: command not found`
    tool_lines_form('error', String.raw `^(?<path>[^:\n]+): line ${LINE}: (?<said>.*)$`),
    // Python: `  File "x.py", line 12, in test`
    tool_lines_form('error', String.raw `^\s*File "(?<path>[^"\n]+)", line ${LINE}`),
    // bats: `# (in test file test/a.bats, line 4)`; assert of macOS: `file x.c, line 12.`
    tool_lines_form('error', String.raw `\bfile (?<path>[^\s,]+), line ${LINE}\b`),
    // shellcheck: `In x.sh line 12:`
    tool_lines_form('error', String.raw `^In (?<path>\S+) line ${LINE}:$`),
    // Rust: `panicked at src/lib.rs:12:5:`, before 1.73 `panicked at 'no', src/lib.rs:12:5`
    tool_lines_form('error', `panicked at (?:'.*', )?${PATH}${LINE_COLUMN}:?$`),
    // rustc, with its words in the line before: `  --> src/main.rs:2:5`
    tool_lines_form('before', String.raw `^\s*--> ${PATH}${LINE_COLUMN}$`),
    { pattern: FRAME, words: 'error' },
    { pattern: GO_FRAME, words: 'error' },
    // Nix: `       at /x/y.nix:12:5:`
    tool_lines_form('error', String.raw `^\s+at ${PATH}:${LINE}:${COLUMN}:$`),
    // Vitest: ` ❯ test/a.test.ts:12:5`
    tool_lines_form('error', String.raw `^\s*❯ (?:.* )?${PATH}:${LINE}:${COLUMN}$`),
    // RSpec: `     # ./spec/a_spec.rb:12:in 'block'`
    tool_lines_form('error', String.raw `^\s*# ${PATH}:${LINE}:in `),
    // What Node could not parse: `file:///x/y.js:12`
    tool_lines_form('error', String.raw `^(?<path>(?:file:\/\/)?\/[^\s:]+):${LINE}$`),
    // Maven: `[ERROR] /x/Y.java:[12,5] cannot find symbol`
    tool_lines_form('error', String.raw `^\[ERROR\] ${PATH}:\[${LINE},${COLUMN}\]`),
    // PHP: `PHP Fatal error: no in /x/y.php on line 12`
    tool_lines_form('error', String.raw `\bin ${PATH}(?: on line |:)${LINE}$`),
    // TypeScript: `x.ts(12,5): error TS2322: …`
    tool_lines_form('behind', String.raw `^(?<path>[^\s():]+)\(${LINE},${COLUMN}\): (?<said>.*)$`),
    // make, which only ran what failed: `make: *** [Makefile:12: test] Error 1`
    tool_lines_form('outer', String.raw `^\S*make(?:\[\d+\])?: \*\*\* \[${PATH}:${LINE}: (?<said>.*)$`),
    // Perl: `no at x.pl line 12.`; CMake: `CMake Error at x.txt:12 (message):`
    tool_lines_form('error', String.raw `\bat ${PATH} line ${LINE}\b`),
    tool_lines_form('error', String.raw `^CMake Error at ${PATH}:${LINE}\b`),
    // dash: `x.sh: 12: foo: not found`; gcc, pytest, go and most others: `x.c:12:5: error: …`; assert: `a.out: x.c:12: …`
    tool_lines_form('behind', String.raw `^\s*(?:[^\s:]+: )??${PATH}: ?${LINE}(?::${COLUMN})?: ?(?<said>.*)$`),
];
/** A file on a line of its own, whose faults follow. (ESLint) */
const FILE_ABOVE = /^(?<path>\.{0,2}\/?[^\s:()'"<>|*]+\.\w+)$/;
const BELOW_FILE = new RegExp(String.raw `^\s+${LINE}:${COLUMN}\s+error\s`);

;// CONCATENATED MODULE: ./build/nix/diagnostics/script-line.js


const WRONG = /\b(?:errors?|fatal|panic(?:ked)?|fail(?:ed|ure|ures|s)?|exception|assert\w*|unbound variable|not found|no such file|permission denied|not permitted|cannot|undefined|unexpected|parameter not set|bad substitution|segmentation fault|killed|aborted)\b|(?:Error|Exception)\b/i;
const HARMLESS = /(?:\b|[a-z])(?:warning|note|info|hint|debug|help)\b *[:[]/i;
/** Of what says no error. */
const FINE = /\b(?:ok|pass(?:ed|es)?|success(?:ful(?:ly)?)?|fine|done|skip(?:ped)?|ran)\b/i;
/** What bash shows of a command before it runs it; a line that a diff adds. */
const ECHOED = /^\+/;
const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
/**
 * The line of the repository that a shell or a tool named when a command failed: of those that say an error the last one.
 * @param output the last lines that the command printed
 * @param folder of the command, relative to the top
 * @returns undefined where no line names a file that the repository has
 */
async function scriptLine(output, folder, roots, repository) {
    const lines = output.map(line => line.replace(ANSI, '').slice(0, 2000).trimEnd());
    const named = lines.flatMap((line, at) => readLine(line, lines.slice(0, at)) ?? []);
    const of = (rank) => named.filter(it => it.rank === rank);
    // Of those that ran each other, the last to end is the outermost.
    const all = [...of('error').toReversed(), ...of('other').toReversed(), ...of('outer')];
    for (const { path, line, column, folder: own } of all) {
        const base = own === undefined ? folder : (0,diagnostics_paths/* inRepository */.yJ)(own, roots);
        const file = base !== undefined && (await fileOf(path, base, roots, repository, !own));
        if (file)
            return { file, line, ...(column ? { column } : {}) };
    }
    return undefined;
}
function readLine(text, before) {
    if (ECHOED.test(text))
        return undefined;
    const listed = BELOW_FILE.exec(text)?.groups;
    const above = listed && before.findLast(line => !/^\s/.test(line));
    const file = above && FILE_ABOVE.exec(above)?.groups?.path;
    if (file)
        return named(file, listed, 'error');
    for (const { pattern, words } of FORMS) {
        const groups = pattern.exec(text)?.groups ?? {};
        const { path, line, said } = groups;
        if (!path || !line || Number(line) === 0)
            continue;
        const context = words === 'before' ? (before.at(-1) ?? '') : (said ?? '');
        if (HARMLESS.test(context) || isOuterFrame(pattern, before))
            return undefined;
        if (words === 'outer')
            return ofMake(named(path, groups, 'outer'), text, before);
        const isError = words === 'error' || WRONG.test(context);
        if (!isError && FINE.test(context))
            return undefined;
        return named(path, groups, isError ? 'error' : 'other');
    }
    return undefined;
}
function named(path, { line, column }, rank) {
    return { path, line: Number(line), ...(column ? { column: Number(column) } : {}), rank };
}
/** A make that another one called names its folder. */
function ofMake(one, text, before) {
    const level = /make(\[\d+\])/.exec(text)?.[1];
    if (!level)
        return one;
    const entered = before.findLast(line => line.includes(`${level}: Entering directory`));
    const folder = /directory ['`](.*)'$/.exec(entered ?? '')?.[1];
    return folder ? { ...one, folder } : undefined;
}
/** Whether a frame of the project's own stands above. */
function isOuterFrame(pattern, before) {
    const isGo = pattern === GO_FRAME;
    if (!isGo && pattern !== FRAME)
        return false;
    for (const line of before.toReversed()) {
        const path = pattern.exec(line)?.groups?.path;
        if (isGo ? /^goroutine |^$/.test(line) : !/^\s+(?:at |\S+ \()/.test(line))
            return false;
        if (path && !/^node:|\/node_modules\/|\/src\/(?:runtime|testing)\//.test(path))
            return true;
    }
    return false;
}
async function fileOf(path, folder, roots, repository, mayBeOfTop) {
    const plain = path.trim().replace(/^file:\/\//, '');
    const names = plain.startsWith('/')
        ? [(0,diagnostics_paths/* inRepository */.yJ)(plain, roots)]
        : [(0,diagnostics_paths/* within */.ux)(folder, plain), ...(mayBeOfTop ? [(0,diagnostics_paths/* within */.ux)('', plain)] : [])];
    for (const name of names)
        if (name && (await repository.has(name)))
            return name;
    return undefined;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/command.js



/** Explains why a command failed; the place is the line that the shell or a tool named, else the script. */
async function explainCommand(command, scene) {
    const { name, end, output, folder, reproduce } = command;
    const kind = kindOf(end);
    const isGuess = kind === 'out-of-memory';
    const killed = isGuess || end.code === 137
        ? ['Likely out of memory; that is a guess, from the signal alone.']
        : [];
    const reason = [
        `${name} ${howItEnded(end)}.`,
        ...killed,
        ...(command.hints ?? []),
        ...commandHints(output),
        ...whatRan(end),
    ].join('\n');
    const place = kind === 'cancelled'
        ? undefined
        : ((await scriptLine(output, folder, scene.roots, scene.repository)) ??
            (await scriptPlace(command, scene.repository)));
    return {
        kind,
        isGuess,
        title: `${name}: ${kind === 'test' ? 'failed' : kind.replaceAll('-', ' ')}`,
        message: withLog(reason, output, reproduce),
        reason,
        ...place,
        attributes: [],
        log: output,
        reproduce,
        isConsequence: false,
        consequences: [],
    };
}
function kindOf({ timedOut, cancelled, signal }) {
    if (cancelled)
        return 'cancelled';
    if (timedOut)
        return 'timeout';
    return signal === 'SIGKILL' ? 'out-of-memory' : 'test';
}
function howItEnded({ code, signal, timedOut, cancelled, expiry }) {
    if (cancelled)
        return 'was cancelled';
    if (timedOut)
        return expiry?.said ?? 'ran out of time';
    return signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
}
/** What ran when a limit was reached. */
function whatRan({ expiry }) {
    if (!expiry || expiry.running.length === 0)
        return [];
    return ['What ran then, and was ended:', ...expiry.running];
}
/** None where the shell did not find the script: a shellHook may have left the folder. */
async function scriptPlace({ script, output }, repository) {
    const isSought = (line) => /(\S+): (?:No such file or directory|(?:command )?not found)$/.exec(line)?.[1];
    if (script && output.some(line => script.endsWith(isSought(line)?.replace(/^\.\//, '') ?? '/')))
        return undefined;
    return script && (await repository.has(script)) ? { file: script, line: 1 } : undefined;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/unreadable.js


/** What Nix says of a text that it cannot read: of Nix, JSON or TOML. A pointer of Git LFS reads as `version https:…`. */
const UNREADABLE = /syntax error|parse error|could not parse|json\.exception|while parsing (?:a )?TOML|undefined variable 'version'/i;
const LFS = 'version https://git-lfs.github.com/spec/';
const OF_DATA = /\.(?:json|lock|toml|ya?ml)$/;
/** A file that cannot be read because of marks of a merge conflict, or because it is only a pointer of Git LFS. */
async function brokenFile(message, scene) {
    if (!UNREADABLE.test(message.text))
        return undefined;
    for (const file of await candidates(message, scene)) {
        const text = (await scene.repository.read(file)) ?? '';
        if (text.startsWith(LFS))
            return {
                kind: 'checkout',
                hint: `${(0,lib_text/* escapeInvisible */.ts)(file)} is a pointer of Git LFS, not the file: set lfs: true at actions/checkout.`,
            };
        const line = conflictLine(text);
        if (line)
            return {
                kind: 'conflict',
                hint: conflictHint((0,lib_text/* escapeInvisible */.ts)(file), line),
                place: { file, line },
            };
    }
    const place = (await lockPlace(message, scene)) ?? (await jsonPlace(message, scene));
    return place && { place };
}
function conflictHint(file, line) {
    const how = file.endsWith('flake.lock')
        ? `take one side (git checkout --ours ${file}) and run nix flake lock`
        : 'keep one side and remove the marks';
    return `${file} has marks of a merge conflict (<<<<<<<) from line ${line} on: ${how}.`;
}
/** The first line of the first conflict that has both ends. */
function conflictLine(text) {
    const lines = text.split(/\r?\n/);
    const start = lines.findIndex(line => /^<{7}(?: |$)/.test(line));
    const isEnded = start >= 0 && lines.slice(start).some(line => /^>{7}(?: |$)/.test(line));
    return isEnded ? start + 1 : undefined;
}
/** Of a text that was read as JSON Nix says the line, not the file: the only one that is none. */
async function jsonPlace(message, scene) {
    const [, line, column] = /json\.exception\.parse_error[^\n]* at line (\d+), column (\d+)/i.exec(message.text) ?? [];
    if (!line)
        return undefined;
    const broken = [];
    for (const file of await candidates(message, scene))
        if (file.endsWith('.json') && !isJson((await scene.repository.read(file)) ?? '{}'))
            broken.push(file);
    const [file] = broken;
    if (!file || broken.length > 1)
        return undefined;
    return { file, line: Number(line), column: Number(column) };
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
/** The files that an error may speak of: named ones first, then those that the lines of its trace name, then all data. */
async function candidates(message, scene) {
    const found = new Set();
    const { position, frames, text } = message;
    const named = [...text.matchAll(/['"]((?:\/|«)[^'"\n]+)['"]/g)].map(([, path = '']) => path);
    for (const path of [...named, ...(position ? [position.file] : [])]) {
        const file = (0,diagnostics_paths/* inRepository */.yJ)(path, scene.roots);
        if (file)
            found.add(file);
    }
    for (const at of frames.slice(0, 5).flatMap(frame => frame.position ?? [])) {
        const file = (0,diagnostics_paths/* inRepository */.yJ)(at.file, scene.roots);
        for (const it of file ? await pathsOn(file, at.line, scene.repository) : [])
            found.add(it);
    }
    if (lockOf(scene))
        found.add(lockOf(scene));
    // Whom nothing names: a JSON or TOML text that was read.
    if (/json|toml/i.test(text))
        for (const file of await scene.repository.files())
            if (OF_DATA.test(file))
                found.add(file);
    return found;
}
/** The files that the paths on a line name. */
async function pathsOn(file, line, repository) {
    const text = ((await repository.read(file)) ?? '').split('\n')[line - 1] ?? '';
    const folder = file.split('/').slice(0, -1).join('/');
    const paths = [...text.matchAll(/\.\/[\w./+-]+/g)];
    return paths.flatMap(([path]) => (0,diagnostics_paths/* within */.ux)(folder, path) ?? []);
}
function lockOf({ entry }) {
    return /(?:^|\/)flake\.nix$/.test(entry) ? entry.replace(/flake\.nix$/, 'flake.lock') : '';
}
/** The line of a lock file that is no JSON. */
async function lockPlace({ text }, scene) {
    const [, line, column] = /^could not parse '[^'\n]+\/flake\.lock'[\s\S]*?parse error at line (\d+), column (\d+)/i.exec(text) ?? [];
    const file = lockOf(scene);
    if (!line || !file || !(await scene.repository.has(file)))
        return undefined;
    return { file, line: Number(line), column: Number(column) };
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/checkout.js




/**
 * Why Nix does not find, or cannot read, what the repository seems to have: a submodule, history or files that were not
 * checked out, a file of Git LFS, marks of a merge conflict, a file that git does not know.
 */
async function checkoutCause(error, { kind }, build, scene) {
    if (kind === 'build')
        return ofBuild(build?.log ?? [], scene);
    if (kind !== 'evaluation' && kind !== 'missing-attribute' && kind !== 'other')
        return undefined;
    const message = (0,diagnostics_message/* parseMessage */.v)(error);
    return ((await brokenFile(message, scene)) ??
        (await missingFile(message, scene)) ??
        (await missingHistory(message, scene)));
}
const MISSING = /^(?:path|getting status of|opening file|reading directory) ['"]?([^'"\n]+?)['"]?(?: in the repository [^\n]* is not tracked| does not exist|: No such file)/i;
/** Nix sees only files that git knows, and of a flake no submodules. */
async function missingFile(message, scene) {
    const path = MISSING.exec(message.text)?.[1];
    const file = path && (path.startsWith('/') ? (0,diagnostics_paths/* inRepository */.yJ)(path, scene.roots) : (0,diagnostics_paths/* within */.ux)('', path));
    if (!file)
        return undefined;
    const { repository } = scene;
    const submodule = (await submodulesOf(repository)).find(it => isIn(file, it));
    // What Nix advises git refuses.
    const said = message.text.split('\n')[0] ?? '';
    if (submodule) {
        const hint = await submoduleHint(submodule, scene);
        return hint ? { kind: 'checkout', said, hint } : undefined;
    }
    if (await repository.has(file)) {
        if (message.text.includes('To make it visible to Nix'))
            return undefined;
        const hint = `${file} is there, but git does not know it, and so Nix does not see it: git add ${file}`;
        return { hint };
    }
    const { isSparse } = (await scene.checkout?.()) ?? {};
    if (!isSparse)
        return undefined;
    const hint = `The checkout is sparse. If ${file} is in the repository, add its folder to sparse-checkout at actions/checkout, or leave that option out.`;
    return { kind: 'checkout', hint };
}
const FLAKES = 'set inputs.self.submodules = true; in flake.nix (Nix 2.27 or newer), or write the flake as .?submodules=1';
/** @returns undefined where it is checked out and Nix reads the checkout itself */
async function submoduleHint(submodule, { repository, entry }) {
    const isThere = (await repository.entries(submodule)).length > 0;
    const isFlake = (0,external_node_path_.basename)(entry) === 'flake.nix';
    if (isThere)
        return isFlake
            ? `${submodule} is a git submodule, which Nix leaves out of a flake: ${FLAKES}.`
            : undefined;
    const checkout = `${submodule} is a git submodule that is not checked out: set submodules: true at actions/checkout.`;
    return isFlake ? `${checkout} Nix also leaves submodules out of a flake: ${FLAKES}.` : checkout;
}
async function submodulesOf(repository) {
    const text = (await repository.read('.gitmodules')) ?? '';
    const paths = [...text.matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)];
    return paths.flatMap(([, path = '']) => (0,diagnostics_paths/* within */.ux)('', path) ?? []);
}
function isIn(file, folder) {
    return file === folder || file.startsWith(`${folder}/`);
}
const HISTORY = /^attribute '(revCount|rev|shortRev)' missing/;
const SHALLOW = /\bis a shallow git repository\b|\bshallow\b[^\n]*\brevCount\b/i;
const DEPTH = 'set fetch-depth: 0 at actions/checkout';
/** The number of commits needs all of them; a revision needs files as they were committed. */
async function missingHistory({ text }, { checkout }) {
    if (SHALLOW.test(text))
        return {
            kind: 'checkout',
            hint: `The checkout has one commit, not the history: ${DEPTH}, or use what does not need it (lastModified, rev).`,
        };
    const attribute = HISTORY.exec(text)?.[1];
    const known = attribute && (await checkout?.());
    if (!known)
        return undefined;
    const { isShallow, isSparse, changed } = known;
    if (isSparse)
        return {
            kind: 'checkout',
            hint: `The checkout is sparse, so Nix takes it for changed and gives no ${attribute}: leave sparse-checkout out at actions/checkout, or write self.${attribute} or a default.`,
        };
    if (changed.length > 0)
        return {
            kind: 'checkout',
            hint: `Tracked files differ from the commit (${shortList(changed)}), so there is no ${attribute}: write self.${attribute} or a default, or let no earlier step change them.`,
        };
    if (!isShallow || attribute !== 'revCount')
        return undefined;
    return {
        kind: 'checkout',
        hint: `The checkout is shallow, so there is no revCount: ${DEPTH}, or use what does not need the history (lastModified, or self.revCount or 0).`,
    };
}
function shortList(names) {
    const more = names.length - 3;
    return names.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
const ABSENT = /no such file|not found|does not exist|cannot (?:open|stat|find|access)|can't open/i;
/** A build that misses files of a submodule, by its log. */
async function ofBuild(log, scene) {
    const absent = log.filter(line => ABSENT.test(line));
    if (absent.length === 0)
        return undefined;
    const submodules = await submodulesOf(scene.repository);
    const submodule = submodules.find(it => absent.some(line => names(line, it)));
    const hint = submodule && (await submoduleHint(submodule, scene));
    return hint ? { hint: `Perhaps: ${hint} That is a guess, from its log.` } : undefined;
}
/** Whether a line names a path: whole, or behind that of a source. */
function names(line, path) {
    return line
        .split(/[\s'"`:,;()]+/)
        .some(word => isIn(word, path) || `${word}/`.includes(`/${path}/`));
}

// EXTERNAL MODULE: ./build/nix/checked.js
var checked = __webpack_require__(3209);
// EXTERNAL MODULE: ./build/nix/diagnostics/rules.js
var rules = __webpack_require__(3140);
;// CONCATENATED MODULE: ./build/nix/diagnostics/classify.js





/** What concerns this machine or the command line, not the project; none of these has a position. */
const ELSEWHERE = new RegExp([
    'opening|reading|writing|creating|removing|locking|renaming|executing|changing|unable to fork',
    'cannot (?:open|connect to socket)|could not set permissions|operation not permitted|permission denied',
    String.raw `error \(ignored\)|(?:aborting|committing) transaction`,
    'SQLite|binary cache|store path|repository path|the user|failed to start',
    `experimental Nix feature|unrecognised flag|unknown setting|not a recognised|path '[^']*\\.drv' is not valid`,
    String.raw `getting status of '?\/(?!nix\/store\/\S+\.nix)`,
]
    .map(it => `^(?:${it})`)
    .join('|'), 'i');
const ATTRIBUTE_FAILED = /^failed to build attribute '(.+?)', build of '(\/nix\/store\/[^'^!\n]+)[^'\n]*' failed:\s*/s;
/**
 * The kind of an error of Nix. What a builder prints gives hints only: it never decides the kind, but for one that only
 * fetches.
 * @param build the one that failed, with the last lines that it printed
 */
function classify(error, build = {}) {
    if (error.isEarly)
        return { kind: 'other', hint: rules/* SETTINGS */.yy };
    if (error.hook)
        return ofHook(error, error.hook);
    const message = (0,diagnostics_message/* parseMessage */.v)(error);
    const found = ofMessage(message, error.heard);
    const isOfText = found.kind === 'evaluation' || found.kind === 'missing-attribute';
    return {
        ...(isOfText ? {} : (0,rules/* derivation */.K)(error.derivation)),
        ...(0,rules/* named */.KT)(error.attribute ?? (0,checked/* checkedAttribute */.i)(message.frames.map(it => it.text).reverse())),
        ...withHint(found, message, build),
        ...droppedSystem(message),
    };
}
/** What helps where nixpkgs throws because it no longer builds for a system, as of Intel Macs since 26.11. */
function droppedSystem({ text }) {
    const match = /^Nixpkgs (\d\d)\.(05|11) has dropped support for ([\w-]+)\./.exec(text);
    if (!match)
        return {};
    const [, year = '', month, system] = match;
    const last = month === '11' ? `${year}.05` : `${Number(year) - 1}.11`;
    return { hint: `Remove ${system} from the systems of the flake, or stay on nixpkgs ${last}.` };
}
/** The build went well; only what ran after it failed, and with it the call. */
function ofHook({ text }, hook) {
    const how = /(?:failed with|failed due to|died)[^\n]*$/m.exec(text)?.[0] ?? 'failed';
    const after = hook.derivation ? ` after the build of ${(0,diagnostics_paths/* nameOf */.Vb)(hook.derivation)}` : '';
    const valid = hook.derivation
        ? `${(0,diagnostics_paths/* nameOf */.Vb)(hook.derivation)} is built and valid: Nix does not build it, or run the hook for it, again.`
        : 'What was built before it is valid: Nix does not build it, or run the hook for it, again.';
    return {
        kind: 'hook',
        said: `The post-build-hook ${hook.program} ${how}${after}.`,
        hint: valid,
        isPlaceless: true,
    };
}
function ofMessage(message, heard = []) {
    const { text, position, frames } = message;
    // The text of a `throw` is the project's: any words, also Nix's.
    const isThrown = /^while calling the '(?:throw|abort)' builtin/.test(frames[0]?.text ?? '');
    if (isThrown)
        return { kind: 'evaluation' };
    const outer = ATTRIBUTE_FAILED.exec(text);
    if (outer) {
        const inner = (0,rules/* byRule */.k2)(text.slice(outer[0].length)) ?? { kind: 'build' };
        return { ...(0,rules/* derivation */.K)(outer[2]), ...inner, ...(0,rules/* named */.KT)(outer[1]) };
    }
    const fetching = fetchFailure(message, heard);
    if (fetching)
        return fetching;
    const isElsewhere = !position && frames.length === 0 && ELSEWHERE.test(text);
    return (0,rules/* byRule */.k2)(text) ?? { kind: isElsewhere ? 'other' : 'evaluation' };
}
const NOTE = 'note: build failure may have been caused by lack of free disk space';
const SAID = [
    [/no space left on device/i, 'the disk was full'],
    [/disk quota exceeded/i, 'a disk quota was used up'],
    [/\b(?:out of memory|cannot allocate memory|std::bad_alloc)\b/i, 'memory ran out'],
    [
        /could not resolve host|temporary failure in name resolution/i,
        'it has no network: builds in the sandbox have none',
    ],
];
/** Of a failed builder only: what Nix's note and its own last lines make likely. */
function withHint(found, { text }, { log = [], isFixed }) {
    if (found.kind !== 'build')
        return found;
    const line = isFixed ? unreached(log) : undefined;
    if (line)
        return { ...found, kind: 'network', hint: `It could not fetch its source: ${line}` };
    if (text.includes(`\n${NOTE}`))
        return { ...found, kind: 'disk-full', isGuess: true, hint: `Nix saw little space. ${rules/* DISK */.KK}` };
    const said = SAID.find(([pattern]) => log.some(line => pattern.test(line)))?.[1];
    return said ? { ...found, hint: `Perhaps ${said}; that is a guess, from its log.` } : found;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/attribute-line.js

/** Comments, strings, computed and plain names, and the signs that open, close, bind or part. */
const TOKEN = /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"|\$\{[^{}]*\}|[A-Za-z_][\w'-]*|[=!<>]=|[{}()[\]=;.,:]|\n/g;
const COMPUTED = '*';
/** Of a flake. */
const OUTPUTS = new Set([
    ...nix_attribute/* BY_SYSTEM */.wp,
    ...['formatter', 'overlays', 'nixosModules', 'nixosConfigurations', 'hydraJobs', 'templates'],
    ...['lib', 'legacyPackages', 'defaultPackage', 'devShell', 'defaultApp', 'overlay'],
]);
/**
 * The line that binds an attribute, by a light search: no evaluation, so a name that is computed is not found.
 * @param text of a Nix file
 * @param name a path such as `checks.x86_64-linux.lint`, as reports or Nix write it; parts that the text computes (`${system}`) may be missing in it
 * @param isWhole only a line where each part of the path is found, in the order of the path
 * @returns a line from 1: of the attribute, else of the innermost set around it, else of what has only its last name;
 * undefined without any
 */
function attributeLine(text, name, isWhole = false) {
    return attributeExtent(text, name, isWhole)?.line;
}
/** As {@link attributeLine}, with the end of its value. */
function attributeExtent(text, name, isWhole = false) {
    const all = bindings(text);
    const parts = name.startsWith('checks.') ? (0,nix_attribute/* partsOf */.CI)((0,nix_attribute/* plainAttribute */.bb)(name)) : splitAttribute(name);
    const whole = bestLine(all, parts, isWhole ? parts.length : Math.min(2, parts.length));
    if (whole || isWhole)
        return whole;
    return setExtent(all, parts) ?? bestLine(all, parts, 1);
}
/** The line of the innermost set that would hold an attribute which is not there. */
function setLine(text, name) {
    return setExtent(bindings(text), splitAttribute(name))?.line;
}
function setExtent(all, parts) {
    const sets = all.flatMap(({ path, ...lines }) => path.map((_, at) => ({ path: path.slice(0, at + 1), ...lines })));
    for (let length = parts.length - 1; length > 0; length--) {
        const set = bestLine(sets, parts.slice(0, length), length, length > 1);
        if (set)
            return { ...set, isSet: true };
    }
    return undefined;
}
/** The attribute that a line binds. */
function extentAt(text, line) {
    return bindings(text).find(it => it.line === line);
}
function bestLine(all, wanted, least, isSet = false) {
    const fits = all.flatMap(({ path, line, end }) => {
        const fit = match(path, wanted, isSet);
        return fit && fit.parts >= least ? [{ line, end, ...fit }] : [];
    });
    return fits.toSorted((a, b) => b.score - a.score || a.line - b.line)[0];
}
/** The parts of a path as Nix writes it; quotes around a part may hold dots. */
function splitAttribute(name) {
    return [...name.matchAll(/"((?:[^"\\]|\\.)*)"|[^."]+/g)].map(([part, quoted]) => quoted ?? part);
}
/**
 * How well a path fits: from its last part on, which has to be there; more is better, undefined is not at all.
 * @param isSet the last part may be computed, because it is only a set around what is looked for
 */
function match(path, wanted, isSet) {
    const [output = ''] = wanted;
    // The same name in another output is another thing.
    if (OUTPUTS.has(output) && !path.includes(output) && path.some(it => OUTPUTS.has(it)))
        return undefined;
    const last = path.at(-1);
    if (last !== wanted.at(-1) && !(isSet && path.length > 1 && last === COMPUTED))
        return undefined;
    let parts = 1;
    let score = 1;
    let end = path.length - 1;
    for (const part of wanted.slice(0, -1).reverse()) {
        const at = path.slice(0, end).findLastIndex(it => it === part || it === COMPUTED);
        if (at < 0)
            continue;
        parts += 1;
        score += path[at] === COMPUTED ? 0.9 : 1;
        end = at;
    }
    // Of two that fit as well, the one with less around it.
    return { parts, score: score - path.length / 1000 };
}
/** Every `a.b =` and `inherit a` with the sets that it stands in. */
function bindings(text) {
    const found = [];
    const open = [];
    let names = [];
    /** The path of the value that is being read. */
    let value = [];
    let isInherit = false;
    let previous = '';
    let line = 1;
    let unended = [];
    const bind = (path) => {
        const binding = { path: [...open.flatMap(set => set.path), ...path], line, end: line };
        found.push(binding);
        if (!isInherit)
            unended.push(binding);
    };
    for (const [token] of text.matchAll(TOKEN)) {
        if (token === '=') {
            if (names.length > 0)
                bind(names);
            value = names;
        }
        else if ('{(['.includes(token)) {
            open.push({ path: value, isInherit, unended });
            value = [];
            unended = [];
            isInherit = false;
        }
        else if ('})]'.includes(token)) {
            const set = open.pop();
            value = set?.path ?? [];
            isInherit = set?.isInherit ?? false;
            unended = set?.unended ?? [];
        }
        else if (token === ';') {
            const ended = isInherit ? undefined : unended.pop();
            if (ended)
                ended.end = line;
            value = [];
            isInherit = false;
        }
        else if (token === 'with' || token === 'assert')
            unended.push(undefined);
        else if (token === 'inherit')
            isInherit = true;
        const name = nameOf(token);
        if (name && isInherit && token !== 'inherit')
            bind([name]);
        if (name)
            names = previous === '.' ? [...names, name] : [name];
        else if (token !== '.' && !isBlank(token))
            names = [];
        if (!isBlank(token))
            previous = token;
        line += token.split('\n').length - 1;
    }
    return found;
}
function nameOf(token) {
    if (token.startsWith('$') || /^".*\$\{/s.test(token))
        return COMPUTED;
    if (token.startsWith('"'))
        return (0,nix_attribute/* plainAttribute */.bb)(token);
    return /^[A-Za-z_]/.test(token) ? token : undefined;
}
function isBlank(token) {
    return token === '\n' || token.startsWith('#') || token.startsWith('/*');
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/definition.js



/** An attribute whose value is only a name for something else. */
const REFERENCE = /^\s*inherit\b|=\s*[A-Za-z_][\w.'"-]*;\s*(?:#.*)?$/;
/**
 * The line where a reader repairs a derivation that does not build: where it gets its name, unless that is inside of the
 * attribute that it is known by, or in a function that makes many.
 * @param derivation its path in the store
 * @param attribute the output of the flake that it is
 */
async function definedAt(definition, derivation, attribute, scene) {
    const own = async (position) => position && (await (0,diagnostics_paths/* placeOf */.$t)(position, scene.roots, scene.repository));
    const check = await checkOf(await own(definition.self), attribute, scene);
    const name = (0,diagnostics_paths/* nameOf */.Vb)(derivation);
    const named = [await own(definition.pname), await own(definition.name)].flatMap(it => it ?? []);
    for (const place of [...named, await namingLine(name, scene)])
        if (place && (await namesItself(place, name, scene)))
            return check && (isInside(place, check) || isMade(check, name, attribute))
                ? check.place
                : place;
    // A function that takes the name from its caller says nothing of this one.
    const others = named.length > 0 ? [] : [definition.meta, definition.src];
    for (const position of others) {
        const place = await own(position);
        if (!place)
            continue;
        const isElsewhere = place.file !== check?.place.file || REFERENCE.test(check.value);
        return isElsewhere && !isInside(place, check) ? place : check?.place;
    }
    if (!check?.isOfNix)
        return undefined;
    return (await inheritedFrom(check, attribute, scene)) ?? check.place;
}
/** What the entry only inherits from another file is bound there: the only line that binds that name. */
async function inheritedFrom({ place, value }, attribute, { repository }) {
    const name = attribute && (0,nix_attribute/* partsOf */.CI)(attribute).at(-1);
    if (!name || !/^[A-Za-z_][\w'-]*$/.test(name) || !/^\s*inherit\s*\(/.test(value))
        return undefined;
    const binds = new RegExp(`(?:^|[\\s{;])${name}\\s*=(?!=)`);
    const found = await linesWith(line => binds.test(line), repository);
    const others = found.filter(({ file }) => file !== place.file);
    return others.length === 1 ? others[0] : undefined;
}
/** Whether a function makes it here, which gives others the same name. */
function isMade({ extent, value }, name, attribute = '') {
    const isOfName = attribute.endsWith(`.${stemOf(name)}`);
    const isElsewhere = REFERENCE.test(value) || /\bimport\b|\bcallPackage\b|\.{1,2}\//.test(value);
    return !extent.isSet && !isOfName && !isElsewhere;
}
/** The attribute: where Nix says it is, else where a light search finds it. */
async function checkOf(self, attribute, { repository, entry }) {
    const file = self?.file ?? entry;
    const text = await repository.read(file);
    if (text === undefined)
        return undefined;
    const extent = self
        ? (extentAt(text, self.line) ?? { line: self.line, end: self.line })
        : attribute && attributeExtent(text, attribute);
    if (!extent)
        return undefined;
    const value = text
        .split('\n')
        .slice(extent.line - 1, extent.end)
        .join('\n');
    const place = self ?? { file, line: extent.line };
    return { place, extent, value, isOfNix: self !== undefined };
}
function isInside(place, check) {
    if (place.file !== check?.place.file)
        return false;
    const { line, end } = check.extent;
    return line <= place.line && place.line <= end;
}
/** Whether a line says the name itself: `name = "lint"`, `"lint-${version}"`, not `inherit name` or `"test-${name}"`. */
async function namesItself({ file, line }, name, { repository }) {
    const text = (await repository.read(file))?.split('\n')[line - 1] ?? '';
    const said = [...text.matchAll(/"((?:[^"\\$]|\$(?!\{))+)/g)].map(([, begin = '']) => begin);
    const names = [name, stemOf(name)];
    return said.some(begin => names.includes(begin.replace(/-$/, '')));
}
/** The only line that gives something this name: `pname = "lint"`, `runCommand "lint"`. */
async function namingLine(name, { repository }) {
    for (const it of new Set([name, stemOf(name)])) {
        const quoted = it.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
        const pattern = new RegExp(`(?:\\bp?name\\s*=|[\\w)'-])\\s*"${quoted}"`);
        const found = await linesWith(line => pattern.test(line), repository);
        if (found.length === 1)
            return found[0];
    }
    return undefined;
}
/** Without a version. */
function stemOf(name) {
    return name.replace(/-\d.*$/, '');
}
/** The lines of the repository's Nix files that fit. */
async function linesWith(isIt, repository) {
    const found = [];
    for (const file of (await repository.files()).filter(it => it.endsWith('.nix'))) {
        const text = (await repository.read(file)) ?? '';
        for (const [at, line] of text.split('\n').entries())
            if (isIt(line))
                found.push({ file, line: at + 1 });
    }
    return found;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/hashes.js
/** Bytes of MD5, SHA-1, SHA-256 and SHA-512. */
const SIZES = [16, 20, 32, 64];
/** Nix's own base 32: without e, o, t, u; the last digit is the lowest. */
const DIGITS = '0123456789abcdfghijklmnpqrsvwxyz';
/**
 * The ways in which sources write a hash that Nix prints in one of them.
 * @param hash `sha256-…` (SRI), `sha256:` with base 16 or base 32, or either alone
 * @returns base 64, base 32 and base 16, without the name of the algorithm; the text itself where it is no hash
 */
function hashForms(hash) {
    const digest = hash.replace(/^(?:md5|sha1|sha256|sha512)[-:]/, '');
    const bytes = decode(digest);
    if (!bytes)
        return [hash];
    const base64 = bytes.toString('base64');
    return [...new Set([base64, base64.replace(/=+$/, ''), base32(bytes), bytes.toString('hex')])];
}
/**
 * The line of the repository that holds a hash, in whatever form: in `*.nix`, then `*.json` and the like, then `*.lock`.
 * @param name of what the hash is for: where several lines hold it (`lib.fakeHash`), the one nearest to the name counts
 * @returns undefined where no file has it
 */
async function findHash(hash, name, repository) {
    const forms = [...hashForms(hash), ...(isFake(hash) ? ['fakeHash', 'fakeSha256'] : [])];
    const files = await repository.files();
    for (const pattern of [/\.nix$/, /\.(?:json|toml|ya?ml)$/, /\.lock$/]) {
        const found = [];
        for (const file of files.filter(it => pattern.test(it)))
            found.push(...hashes_linesWith(forms, file, (await repository.read(file)) ?? '', name));
        const [nearest] = found.toSorted((a, b) => a.distance - b.distance);
        if (nearest)
            return nearest.place;
    }
    return undefined;
}
function hashes_linesWith(forms, file, text, name) {
    if (!forms.some(form => text.includes(form)))
        return [];
    const lines = text.split('\n');
    // `source-1.2` is often written as two texts.
    const stem = name.replace(/-\d.*$/, '');
    const names = lines.flatMap((line, at) => (stem && line.includes(stem) ? [at] : []));
    return lines.flatMap((line, at) => {
        const column = Math.max(...forms.map(form => line.indexOf(form)));
        const distance = Math.min(...names.map(it => Math.abs(it - at)), lines.length);
        return column < 0 ? [] : [{ place: { file, line: at + 1, column: column + 1 }, distance }];
    });
}
/** What people write where they do not know the hash yet. */
function isFake(hash) {
    return hashForms(hash).some(form => /^0+$/.test(form));
}
function decode(digest) {
    for (const size of SIZES) {
        if (digest.length === size * 2 && /^[0-9a-f]+$/i.test(digest))
            return Buffer.from(digest, 'hex');
        if (digest.length === Math.ceil((size * 8) / 5) && [...digest].every(it => DIGITS.includes(it)))
            return fromBase32(digest, size);
        const isBase64 = /^[A-Za-z0-9+/]+=*$/.test(digest);
        const bytes = isBase64 ? Buffer.from(digest, 'base64') : undefined;
        if (bytes?.length === size && digest.replace(/=+$/, '').length === Math.ceil((size * 4) / 3))
            return bytes;
    }
    return undefined;
}
function base32(bytes) {
    let text = '';
    for (let n = Math.ceil((bytes.length * 8) / 5) - 1; n >= 0; n--) {
        const bit = n * 5;
        const low = (bytes[bit >> 3] ?? 0) >> (bit & 7);
        const high = (bytes[(bit >> 3) + 1] ?? 0) << (8 - (bit & 7));
        text += DIGITS[(low | high) & 31];
    }
    return text;
}
function fromBase32(text, size) {
    const bytes = Buffer.alloc(size);
    for (let n = 0; n < text.length; n++) {
        const digit = DIGITS.indexOf(text[text.length - 1 - n] ?? '');
        const bit = n * 5;
        const at = bit >> 3;
        bytes[at] = (bytes[at] ?? 0) | ((digit << (bit & 7)) & 255);
        if (at + 1 < size)
            bytes[at + 1] = (bytes[at + 1] ?? 0) | (digit >> (8 - (bit & 7)));
    }
    return bytes;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/input-place.js


/** Where the source is named that a host does not give out: the line with its address, else the input. */
async function sourcePlace(message, { kind, derivation, hint = '' }, { repository, entry }) {
    const isSource = kind === 'network' && derivation !== undefined;
    if (kind !== 'credentials' && !isSource)
        return undefined;
    const names = isSource ? urlsIn(hint) : namesOf(message);
    const text = (await repository.read(entry)) ?? '';
    return (lineWith(names, entry, text) ??
        inputLine(message, entry, text) ??
        (await elsewhere(names, repository)));
}
/** How a text may name what was fetched: the address, or owner and name. */
function namesOf(message) {
    const all = [inputUrl(message), ...urlsIn(message.text)].filter(it => it !== undefined);
    const plain = all.map(url => url.replace(/^git\+/, '').replace(/[?#].*$/, ''));
    const owned = plain.map(url => /^(?:github|gitlab|sourcehut):([^/]+\/[^/]+)/.exec(url)?.[1] ??
        /^https?:\/\/[^/]+\/(?:repos\/|api\/v\d\/repos\/)?([^/]+\/[^/]+)\/(?:commits|tarball|archive|tar\.gz)\b/.exec(url)?.[1]);
    return [...new Set([...plain, ...owned.filter(it => it !== undefined)])];
}
/** The addresses that a text has between quotes. */
function urlsIn(text) {
    const quoted = text.matchAll(/'((?:[a-z+]+:\/\/|github:|gitlab:|sourcehut:)[^'\n]+)'/g);
    return [...quoted].map(([, url = '']) => url);
}
function lineWith(names, file, text) {
    const lines = text.split('\n');
    for (const name of names) {
        const at = lines.findIndex(line => line.includes(name));
        if (at >= 0)
            return { file, line: at + 1 };
    }
    return undefined;
}
/** The input of the flake in which the one is that was fetched. */
function inputLine({ frames }, entry, text) {
    for (const frame of frames) {
        const input = /^while updating the flake input '([^'/\n]+)/.exec(frame.text)?.[1];
        const line = input && attributeLine(text, `inputs.${input}`);
        if (line)
            return { file: entry, line };
    }
    return undefined;
}
/** In a file that pins are kept in, or another Nix file, if one only names it. */
async function elsewhere(names, repository) {
    const found = [];
    for (const file of await repository.files()) {
        const place = lineWith(names, file, (await repository.read(file)) ?? '');
        if (place)
            found.push(place);
    }
    return found.length === 1 ? found[0] : undefined;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/module-system.js


/** Words of messages about options and modules, as the module system of NixOS and its relatives write them. */
const ABOUT_MODULES = /\b(?:options?|modules?|definitions?|defined|declared|declarations?)\b/i;
/** A path between quotes; a module inside a file has `:anon-1`, one of a flake `, via option …`. */
const NAMED = /[`'"‘“]((?:\/|«)[^`'"’”\n]*?)(?::(\d+)(?::(\d+))?)?(?::anon-\d+)*(?:, via option [^`'"’”\n]*)?['"’”`]/g;
const IN_MODULE = /^while evaluating (?:definitions from|the module argument)/;
const OPTION = /\boptions? (?:definition )?[`'"‘“]([^`'"’”\n]+)['"’”`]/i;
const ARGUMENT = /\b(?:argument|attribute) [`'"‘“]([^`'"’”\n]+)['"’”`]/i;
/**
 * The module that a message of a module system names: there a reader repairs it, not where the library noticed it.
 * @returns the line that sets the option, where a light search finds it
 */
async function namedModule({ text }, roots, repository) {
    if (!ABOUT_MODULES.test(text))
        return undefined;
    const subject = OPTION.exec(text)?.[1] ?? ARGUMENT.exec(text)?.[1];
    for (const [, path = '', line, column] of text.matchAll(NAMED)) {
        const file = (0,diagnostics_paths/* inRepository */.yJ)(path, roots);
        if (file === undefined)
            continue;
        if (line)
            return { file, line: Number(line), ...(column ? { column: Number(column) } : {}) };
        const place = await lineIn(file, subject, repository);
        if (place)
            return place;
    }
    return undefined;
}
/** What the trace says of a module system: `while evaluating definitions from …`. */
async function moduleOfFrame(frames, at, roots, repository) {
    const { text = '' } = frames[at] ?? {};
    if (!IN_MODULE.test(text))
        return undefined;
    const option = frames
        .slice(at + 1)
        .map(frame => /^while evaluating the option [`'"]([^`'"\n]+)['"]/.exec(frame.text)?.[1])
        .find(it => it !== undefined);
    const subject = ARGUMENT.exec(text)?.[1];
    for (const [, path = ''] of text.matchAll(NAMED)) {
        const file = (0,diagnostics_paths/* inRepository */.yJ)(path, roots);
        const place = file && (await lineIn(file, subject ?? option, repository));
        if (place)
            return place;
    }
    return undefined;
}
/** Where the option of a message is set, if one file of the repository only sets it. */
async function onlySetting({ text }, repository) {
    const option = OPTION.exec(text)?.[1];
    if (!option?.includes('.') || !ABOUT_MODULES.test(text))
        return undefined;
    const found = [];
    for (const file of (await repository.files()).filter(it => it.endsWith('.nix'))) {
        const line = attributeLine((await repository.read(file)) ?? '', option, true);
        if (line)
            found.push({ file, line });
    }
    return found.length === 1 ? found[0] : undefined;
}
/** Whether a file is the module system itself, kept in the repository: its places say nothing. */
async function isModuleSystem(file, repository) {
    const text = (await repository.read(file)) ?? '';
    return /while evaluating definitions from|Definition values:/.test(text);
}
const libraries = new WeakMap();
/** Whether a file stands beside a module system, as the rest of its library does. */
function isOfLibrary(file, repository) {
    const folder = folderOf(file);
    const known = libraries.get(repository) ?? new Map();
    libraries.set(repository, known);
    const answer = known.get(folder) ?? hasModuleSystem(folder, repository);
    known.set(folder, answer);
    return answer;
}
async function hasModuleSystem(folder, repository) {
    if (folder === '')
        return false;
    for (const file of await repository.files())
        if (folderOf(file) === folder && (await isModuleSystem(file, repository)))
            return true;
    return false;
}
function folderOf(file) {
    return file.split('/').slice(0, -1).join('/');
}
/** Whether the trace goes through a module that it names. */
function namesModules(frames) {
    return frames.some(({ text }) => IN_MODULE.test(text) || /^while evaluating the option /.test(text));
}
async function lineIn(file, subject, repository) {
    const text = await repository.read(file);
    if (text === undefined)
        return undefined;
    const line = subject && (attributeLine(text, subject) ?? wordLine(text, subject));
    return line ? { file, line } : { file };
}
/** The first line with the last part of a name as a word of its own. */
function wordLine(text, subject) {
    const word = subject.split('.').at(-1) ?? subject;
    const lines = text.split('\n');
    const at = lines.findIndex(line => line.split(/[^\w'-]+/).includes(word));
    return at < 0 ? undefined : at + 1;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/place.js







/** A place in the words of a message. */
const SAID_AT = /\b(?:at|in) ((?:\/|«)[^\n:'"]*?(?:»[^\n:'"]*?)?):(\d+)(?::(\d+))?/g;
const LONGEST_SAID = 20_000;
/**
 * Where a reader repairs what an error of Nix is about: the line of an outdated hash; where a derivation that does not
 * build is defined; the module that a module system names; the innermost place in the repository; the words of a
 * `throw`; the attribute in the entry.
 * @param definition of the derivation that the error is about
 * @returns undefined where no line is known: a wrong one is worse than none
 */
async function placeOfError(error, found, scene, definition) {
    if (found.isPlaceless)
        return undefined;
    const message = (0,diagnostics_message/* parseMessage */.v)(error);
    return ((await hashPlace(found, scene)) ??
        (await sourcePlace(message, found, scene)) ??
        (await definitionPlace(found, scene, definition)) ??
        (await namedModule(message, scene.roots, scene.repository)) ??
        (await unknownModule(message, scene)) ??
        (await place_missingFile(message, scene)) ??
        (await innermost(message, scene)) ??
        (await fallback(found, message, scene)));
}
async function definitionPlace({ derivation, attribute }, scene, definition) {
    if (!derivation || !definition)
        return undefined;
    return definedAt(definition, derivation, attribute, scene);
}
/** The attribute; else the line with the derivation's name; else the entry, where the file as such is wrong. */
async function fallback(found, message, scene) {
    const { repository, entry } = scene;
    // The step selects it, so no file need be wrong.
    if (/^attribute '[^'\n]*' in selection path/.test(message.text))
        return undefined;
    const text = await repository.read(entry);
    const find = found.kind === 'missing-attribute' ? setLine : attributeLine;
    const line = text && found.attribute && find(text, found.attribute);
    if (line)
        return { file: entry, line };
    const named = found.derivation && (await quotedName((0,diagnostics_paths/* nameOf */.Vb)(found.derivation), scene));
    if (named)
        return named;
    return text !== undefined && isOfFile(message) ? { file: entry, line: 1 } : undefined;
}
/** What is missing in a file, or wrong with all of it. */
function isOfFile({ text }) {
    return /^(?:flake '[^']*' (?:does not provide attribute|lacks attribute|has an unsupported)|file '[^']*' must be|syntax error)/.test(text);
}
/** The line that gives a derivation its name: `"lint-1.0"`, or without the version. */
async function quotedName(name, scene) {
    for (const it of new Set([name, name.replace(/-\d.*$/, '')])) {
        const place = await onlyLine(scene, line => line.includes(`"${it}"`));
        if (place)
            return place;
    }
    return undefined;
}
async function hashPlace(found, { repository }) {
    if (found.kind !== 'hash-mismatch' || !found.specified)
        return undefined;
    return findHash(found.specified, (0,diagnostics_paths/* nameOf */.Vb)(found.derivation ?? ''), repository);
}
/**
 * The place of the error itself, then what the trace says, from the inside out. An output that was only being checked
 * comes after the words of the message: it is where Nix began, not where the error is.
 */
async function innermost(message, scene) {
    const { position, frames } = message;
    const caller = await callerOf(message, scene);
    if (caller)
        return caller;
    const isThrown = /^while calling the '(?:throw|abort)' builtin/.test(frames[0]?.text ?? '');
    const thrown = isThrown ? await saidPlace(message, scene) : undefined;
    if (thrown)
        return thrown;
    const own = position && (await usable(position, scene));
    if (own)
        return own;
    const said = await saidPlace(message, scene);
    if (said)
        return said;
    const failed = await failedAssertion(message, scene);
    if (failed)
        return failed;
    const isInModules = namesModules(frames);
    let checked;
    for (const [at, frame] of frames.entries()) {
        const named = await moduleOfFrame(frames, at, scene.roots, scene.repository);
        if (named)
            return named;
        const place = frame.position && (await usable(frame.position, scene));
        if (!place)
            continue;
        if (/^while checking /.test(frame.text))
            checked ??= place;
        else if (!isInModules || !(await isOfLibrary(place.file, scene.repository)))
            return (await spokenIn(place, frame, message, scene)) ?? place;
    }
    const spoken = await spokenWords(message, scene);
    return spoken ?? checked ?? (await onlySetting(message, scene.repository));
}
/** An argument that a function does not take is wrong where the function is called. */
async function callerOf({ text, frames }, scene) {
    if (!/ called with unexpected argument '/.test(text))
        return undefined;
    const site = frames.find(frame => frame.text.startsWith('from call site'));
    return site?.position && usable(site.position, scene);
}
/** Until 2.12 a frame is that of the function; the words are behind its line. */
async function spokenIn(place, { text }, message, scene) {
    if (!/^while evaluating '[^'\n]*'$/.test(text))
        return undefined;
    const lines = (await scene.repository.read(place.file))?.split('\n') ?? [];
    const said = wordsOf(message);
    const found = lines.flatMap((line, at) => {
        const begin = /\b(?:throw|abort)\s*\(?\s*"((?:[^"\\$]|\$(?!\{))+)/.exec(line)?.[1];
        return at >= place.line && begin && said.startsWith(begin) ? [at + 1] : [];
    });
    return found[0] && found.length === 1 ? { file: place.file, line: found[0] } : undefined;
}
async function usable(position, { roots, repository }) {
    const place = await (0,diagnostics_paths/* placeOf */.$t)(position, roots, repository);
    return place && !(await isModuleSystem(place.file, repository)) ? place : undefined;
}
/** What the message says in its text: `'good' is not a valid system type, at …/flake.nix:6:13`. */
async function saidPlace({ text }, scene) {
    for (const [, file = '', line, column] of text.slice(0, LONGEST_SAID).matchAll(SAID_AT)) {
        const position = { file, line: Number(line), ...(column ? { column: Number(column) } : {}) };
        const place = position.line > 0 && (await usable(position, scene));
        if (place)
            return place;
    }
    return undefined;
}
/** A module without a file, inside another text. */
async function unknownModule(message, { repository }) {
    return message.text.includes('<unknown-file>') ? onlySetting(message, repository) : undefined;
}
/** The line that names a file which Nix did not find. */
async function place_missingFile({ text, position }, scene) {
    const path = /^(?:path|getting status of|opening file) ['"]?([^'"\n]+?)['"]?(?: does not exist|: No such file)/i.exec(text)?.[1];
    const name = path?.split('/').at(-1);
    if (!name || (position && (await usable(position, scene))))
        return undefined;
    return onlyLine(scene, line => line.split(/[\s;"'()[\]{}/]+/).includes(name) && line.includes('/'));
}
/** NixOS collects the assertions that failed; each is a text in the module that makes it. */
async function failedAssertion({ text }, scene) {
    if (!/^Failed assertions:/.test(text))
        return undefined;
    for (const [, said = ''] of text.matchAll(/^- (.+)$/gm)) {
        const place = await onlyLine(scene, line => said.length > 7 && line.includes(said));
        if (place)
            return place;
    }
    return undefined;
}
/** The `throw`, `abort` or `assertMsg` with the words of the message, where one line only has them. */
async function spokenWords({ text }, scene) {
    const said = wordsOf({ text });
    if (said === '')
        return undefined;
    return onlyLine(scene, line => /\b(?:throw|abort|assertMsg)\b/.test(line) && line.includes(said));
}
/** The first line of what a `throw` or `abort` says. */
function wordsOf({ text }) {
    const words = /^evaluation aborted with the following error message: '(.*)'$/s.exec(text)?.[1];
    return (words ?? text).split('\n')[0]?.trim() ?? '';
}
async function onlyLine({ repository }, isIt) {
    const found = await linesWith(isIt, repository);
    return found.length === 1 ? found[0] : undefined;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/explain.js







/**
 * Explains why a call of Nix failed: one entry a thing that failed, in the order in which Nix said it, the same thing
 * never twice. What failed because a dependency did is an entry with `isConsequence`, which the dependency's names.
 */
async function explainNix(failures, scene) {
    const builds = new Map(failures.builds.map(build => [build.derivation, build]));
    const all = distinct(failures, builds);
    const explained = [];
    for (const failure of all) {
        const { error, found, outputs } = failure;
        const attributes = [...failure.attributes];
        const of = found.derivation ? { derivation: found.derivation } : {};
        const attribute = attributes[0] ? { attribute: attributes[0] } : {};
        const causes = explain_causesOf(all);
        const own = all.filter(it => isConsequenceOf(it, failure, causes, failures.needs));
        const build = builds.get(found.derivation ?? '');
        const { place, ...cause } = (await checkoutCause(error, found, build, scene)) ?? {};
        explained.push(describe({
            error,
            found: { ...found, ...cause },
            attributes,
            outputs,
            log: build?.log ??
                error.hook?.lines ??
                (found.kind === 'daemon' ? failures.daemonLog : undefined) ??
                [],
            keptFolder: build?.keptFolder,
            place: place ??
                (await placeOfError(error, { ...found, ...attribute }, scene, failures.definitions?.get(found.derivation ?? ''))),
            isForeign: await isForeign(error, scene),
            reproduce: await failures.reproduce({ ...attribute, ...of, ...explain_saidOf(failure) }),
            reproduceAll: await failures.reproduce({}),
            consequences: own.map(nameOfFailure),
            isOnlyCause: causes.length === 1 || own.every(it => failures.needs?.has(it.found.derivation ?? '')),
        }));
    }
    return explained;
}
async function isForeign(error, { roots, repository }) {
    const { position } = (0,diagnostics_message/* parseMessage */.v)(error);
    return position !== undefined && !(await (0,diagnostics_paths/* placeOf */.$t)(position, roots, repository));
}
function explain_saidOf({ error, found }) {
    if (found.derivation)
        return {};
    return { said: (0,diagnostics_message/* parseMessage */.v)(error).text.split('\n')[0] ?? '' };
}
function distinct(failures, builds) {
    const read = withVagueNamed(failures.errors.map(error => classifyWithBuild(error, builds)), failures.builds);
    const named = new Set(read.map(({ found }) => found.derivation));
    const silent = failures.builds.filter(({ derivation }) => !named.has(derivation));
    const byKey = new Map();
    for (const { error, found } of [...read, ...silent.map(unsaid)]) {
        if (found.isSummary)
            continue;
        const key = found.derivation ?? `${found.attribute}\n${(0,diagnostics_message/* parseMessage */.v)(error).text}`;
        const outputs = failures.attributes?.get(found.derivation ?? '') ?? [];
        const said = explain_namesOf({ error, found }, outputs, failures);
        const first = said.filter(name => outputs.includes(name));
        const attributes = new Set([...first, ...outputs]);
        const known = byKey.get(key) ?? { error, found, attributes, outputs };
        for (const name of said)
            known.attributes.add(name);
        byKey.set(key, known);
    }
    if (byKey.size > 0)
        return [...byKey.values()];
    const last = read.at(-1) ?? atEnd(failures.end);
    const attribute = failures.attribute ?? failures.within;
    const attributes = new Set(attribute ? [attribute] : []);
    return last ? [{ ...last, attributes, outputs: [] }] : [];
}
/**
 * The attributes that an error names. It has lost what cannot be told from Nix's own colours and indentation: where the
 * derivation tells who it is, only what is known is taken.
 */
function explain_namesOf({ error, found }, outputs, { attribute, names = [] }) {
    if (attribute)
        return [attribute];
    const said = [found.attribute, ...(error.also ?? [])].filter(it => it !== undefined);
    if (outputs.length === 0)
        return said;
    return said.filter(name => outputs.includes(name) || names.includes(name));
}
function classifyWithBuild(error, builds) {
    const found = classify(error);
    return { error, found: classify(error, builds.get(found.derivation ?? '')) };
}
/** A build whose failure no error names. */
function unsaid(build) {
    const { derivation, isCut } = build;
    const error = { text: `error: the build of ${(0,diagnostics_paths/* nameOf */.Vb)(derivation)} failed`, derivation };
    if (isCut)
        return { error, found: { kind: 'timeout', derivation, isCut } };
    return { error, found: { ...classify(error, build), kind: 'build', words: 'failed', derivation } };
}
/**
 * Nix 2.34 says `timed out after 2 seconds` without a name, once for all. Meant are the builds that ended so and that no
 * error explains, or the one derivation that is left of `build of 'a', 'b' failed`.
 */
function withVagueNamed(read, builds) {
    const isVague = ({ found }) => found.kind === 'timeout' && !found.derivation;
    const [first, ...others] = read.filter(isVague);
    if (!first)
        return [...read];
    const known = new Set(read.map(({ found }) => found.derivation));
    const left = builds.filter(({ derivation }) => !known.has(derivation));
    const timedOut = left.filter(it => it.isTimedOut).map(it => it.derivation);
    const all = new Set([...summed(read), ...left.map(it => it.derivation)]);
    const only = [...all].filter(path => !known.has(path));
    const meant = timedOut.length > 0 ? timedOut : only.length === 1 ? only : [];
    const isSaidAgain = read.some(it => it.found.kind === 'timeout' && it.found.derivation);
    if (meant.length === 0 && !isSaidAgain)
        return [...read];
    // Of two limits nobody knows which one it was.
    const words = others.length > 0 ? 'timed out' : first.found.words;
    const found = { ...first.found, ...(words ? { words } : {}) };
    return read.flatMap(it => {
        if (it === first)
            return meant.map(derivation => ({ ...it, found: { ...found, derivation } }));
        return isVague(it) ? [] : [it];
    });
}
/** The derivations of `build of 'a', 'b' failed`. */
function summed(read) {
    return read
        .filter(({ found }) => found.isSummary)
        .flatMap(({ error }) => [...error.text.matchAll(/'(\/nix\/store\/[^'^!\n]+\.drv)/g)])
        .map(([, path = '']) => path);
}
/** Of a process that ended without a word. */
function atEnd(end) {
    if (!end || end.code === 0)
        return undefined;
    const error = (text) => ({ text });
    // Who ended it tells why.
    if (end.cancelled || end.timedOut)
        return undefined;
    if (end.lacksMemory) {
        return { error: error('Nix ran out of memory'), found: { kind: 'out-of-memory', hint: rules/* MEMORY */.Qy } };
    }
    if (end.signal !== 'SIGKILL' && end.code !== 137) {
        const how = end.signal ? `was ended by ${end.signal}` : `ended with exit code ${end.code}`;
        return { error: error(`Nix ${how} and printed no error`), found: { kind: 'other' } };
    }
    const hint = 'Likely out of memory; that is a guess, because it was killed without a word.';
    return {
        error: error('Nix was killed (signal 9)'),
        found: { kind: 'out-of-memory', isGuess: true, hint },
    };
}
/** What can be the reason that something else was not built. */
function explain_causesOf(all) {
    return all.filter(({ found }) => found.derivation && found.kind !== 'dependency');
}
function isConsequenceOf(it, cause, causes, needs) {
    if (it.found.kind !== 'dependency' || !causes.includes(cause))
        return false;
    const known = needs?.get(it.found.derivation ?? '');
    return !known || known.includes(cause.found.derivation ?? '');
}
function nameOfFailure({ found, attributes }) {
    return [...attributes][0] ?? (0,diagnostics_paths/* nameOf */.Vb)(found.derivation ?? '');
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/levels.js


/** What Nix says of everything in a derivation that stands where a set of derivations is expected. */
const NO_DERIVATION = /^flake attribute '(.+)\.drvPath' is not a derivation/s;
/** What it says from 2.13 on of a name that stands where a system is expected. */
const NO_SYSTEM = /^'([^'\n]+)' is not a valid system type/;
const SYSTEM = /^[\w.]+-(?:linux|darwin|windows|cygwin|none|[a-z]*bsd[\d.]*)$/;
/** A level of attributes that was forgotten is one failure, whatever Nix says of all that stands there instead. */
function withForgottenLevels(explained) {
    const sets = new Set(explained.flatMap(one => setOf(one) ?? []));
    const isPart = ({ attributes, derivation }, set) => derivation === undefined && attributes.some(name => name.startsWith(`${set}.`));
    const others = explained.filter(one => ![...sets].some(set => isPart(one, set)));
    return [
        ...[...sets].map(set => itself(set, explained.filter(one => isPart(one, set)))),
        ...others.map(withoutSystem),
    ];
}
/** The set that a derivation stands in place of, by one of its parts which every derivation has. */
function setOf({ said = '', attributes: [name] }) {
    const set = NO_DERIVATION.exec(said)?.[1];
    return name === `${set}.drvPath` ? set : undefined;
}
/** `checks.x86_64-linux = derivation …`, or `checks.lint = derivation …` before 2.13. */
function itself(set, parts) {
    const first = parts.find(one => setOf(one) === set);
    const [, output = set, name = ''] = /^([^.]+)\.(.+)$/s.exec(set) ?? [];
    const isSystem = SYSTEM.test(name);
    const advice = isSystem
        ? `give it a name: ${set}.NAME`
        : `name its system: ${output}.SYSTEM.${name}`;
    const reason = `${set} is itself a derivation; ${advice}\nNix says: ${first.said}`;
    const one = { ...first, ...ofAll(first), attributes: [set], parts: [`${set}.`] };
    return reworded(isSystem ? one : { ...one, level: output }, (0,lib_text/* escapeInvisibleText */.Us)(reason));
}
/** `checks.lint = derivation …` */
function withoutSystem(one) {
    const [said, system = ''] = NO_SYSTEM.exec(one.said ?? '') ?? [];
    const [name = ''] = one.attributes;
    if (one.level !== undefined ||
        said === undefined ||
        !name.endsWith(`.${system}`) ||
        SYSTEM.test(system))
        return one;
    const output = name.slice(0, -system.length - 1);
    const reason = `${name}: ${said}; name its system: ${output}.SYSTEM.${system}`;
    return reworded({ ...one, ...ofAll(one), level: output }, (0,lib_text/* escapeInvisibleText */.Us)(reason));
}
/** No attribute alone shows it again. */
function ofAll({ reproduce, reproduceAll = reproduce }) {
    return { reproduce: reproduceAll };
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/same-cause.js


/**
 * What has the same cause as one entry, which names everything that it affects: the same words at the same place, or
 * the same level of attributes that was forgotten. Builds have one entry each already. Pure; done again it changes nothing.
 */
function oneACause(explained) {
    const groups = new Map();
    for (const one of withForgottenLevels(explained)) {
        const key = keyOf(one);
        const group = groups.get(key);
        if (group)
            group.push(one);
        else
            groups.set(key, [one]);
    }
    return [...groups.values()].map(merged);
}
/** The entry itself where it stands alone. */
function keyOf(one) {
    const { kind, said, derivation, attributes, file, line, column, level } = one;
    if (level !== undefined)
        return `level ${level}`;
    if (said === undefined || derivation !== undefined)
        return one;
    // An error may name the attribute in its text where nothing else is different.
    const [name = ''] = attributes;
    return JSON.stringify([kind, name === '' ? said : said.replaceAll(name, ''), file, line, column]);
}
function merged([first, ...others]) {
    const attributes = [...new Set([first, ...others].flatMap(one => one.attributes))];
    const affected = attributes.filter(name => !first.attributes.includes(name));
    if (affected.length === 0)
        return first;
    const parts = [first, ...others].flatMap(one => one.parts ?? []);
    return reworded({ ...first, attributes, parts }, `${first.reason}\n${alsoAffected(affected)}`);
}

// EXTERNAL MODULE: ./build/nix/log/errors.js
var log_errors = __webpack_require__(2118);
// EXTERNAL MODULE: ./build/nix/log/retries.js
var retries = __webpack_require__(5851);
// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var nix_store = __webpack_require__(7726);
;// CONCATENATED MODULE: ./build/steps/outcome.js

const SUCCESS = { status: 'success', exitCode: 0 };
/** A step that failed before any process of it ran. */
function refused(message) {
    return { status: 'failure', exitCode: null, error: { message } };
}
/** How a process ended, as the status of its step. */
function statusOf({ cancelled, timedOut, code }) {
    if (cancelled)
        return 'cancelled';
    if (timedOut)
        return 'timeout';
    return code === 0 ? 'success' : 'failure';
}
/** The end of a process in words: `exit code 1`, `ran out of time`. */
function endOf({ cancelled, timedOut, expiry, code, signal }) {
    if (cancelled)
        return 'was cancelled';
    if (timedOut)
        return expiry?.said ?? 'ran out of time';
    return signal ? `was ended by ${signal}` : `exit code ${code}`;
}
/** The exit code of a process that ended by itself. */
function codeOf({ cancelled, timedOut, code }) {
    return timedOut || cancelled ? null : code;
}
const outcome_ANSI = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))/g;
/** A failure in words, with its place; the job page shows no colours. */
function stepError({ message, file, line, column, kind, keptFolder }) {
    return {
        message: message.replace(outcome_ANSI, ''),
        ...(0,object/* defined */.s)({ file, line, column, kind, keptFolder }),
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./build/host/git.js
var host_git = __webpack_require__(7559);
;// CONCATENATED MODULE: ./build/steps/checkout.js

/** Seconds that git may take for each answer. */
const DEADLINE = 10;
/** What git knows of the checkout, asked when it is first wanted. */
function checkoutAt(options) {
    let asked;
    return () => {
        asked ??= checkout_ask(options);
        return asked;
    };
}
async function checkout_ask(options) {
    const git = async (...words) => {
        const rest = { emptyFolder: '/', deadline: DEADLINE };
        const answer = await (0,host_git/* askRepository */.gq)(options.workspace, words, { ...options, ...rest });
        return 'code' in answer && answer.code === 0 ? answer.stdout.trim() : '';
    };
    const [shallow, sparse, changed] = await Promise.all([
        git('rev-parse', '--is-shallow-repository'),
        git('config', '--bool', 'core.sparseCheckout'),
        // Compares no contents, and so runs no filter of anybody's.
        git('diff-index', '--name-only', 'HEAD', '--'),
    ]);
    return {
        isShallow: shallow === 'true',
        isSparse: sparse === 'true',
        changed: changed.split('\n').filter(name => name !== ''),
    };
}

;// CONCATENATED MODULE: ./build/steps/scene.js







const FLAKE = 'flake.nix';
/** Where places are looked for: the checkout, and what Nix made of it in the store. */
async function sceneOf(run, { entry, flake }) {
    const { workspace, repository, env } = run.context;
    const checkout = checkoutAt({ env, workspace, cancel: run.context.ctx.cancel });
    const top = { path: workspace, folder: '' };
    if (entry !== FLAKE) {
        const file = await scene_fileOf(run.cwd, entry);
        return {
            repository,
            checkout,
            roots: [top],
            entry: file ? (inside(workspace, file) ?? '') : '',
        };
    }
    const place = await flakePlace(run, flake ?? '.');
    return { repository, checkout, roots: [top, ...place.roots], entry: place.entry };
}
/** The source that installables name: a file (`--file`), or the flake of the first. */
function sourceOf(words) {
    const file = words.findIndex(word => word === '-f' || word === '--file');
    if (file >= 0)
        return { entry: words[file + 1] ?? '' };
    if (words.includes('--expr') || words.includes('-E'))
        return { entry: '' };
    const [first] = words.filter(word => !word.startsWith('-'));
    if (first?.startsWith('/nix/store/'))
        return { entry: '' };
    return { entry: FLAKE, flake: first?.replace(/#.*$/s, '') || '.' };
}
/** As Nix reads it: of a folder its default.nix. */
async function scene_fileOf(cwd, entry) {
    if (entry === '')
        return undefined;
    const path = (0,external_node_path_.resolve)(cwd, entry);
    const found = await (0,external_node_fs_promises_.stat)(path).catch(() => undefined);
    return found?.isDirectory() ? (0,external_node_path_.join)(path, 'default.nix') : path;
}
/** Of each step what was asked for it: it stays as it is. */
const known = new WeakMap();
function flakePlace(run, flake) {
    const places = known.get(run) ?? new Map();
    known.set(run, places);
    const place = places.get(flake) ?? findFlake(run, flake);
    places.set(flake, place);
    return place;
}
async function findFlake(run, flake) {
    const { workspace } = run.context;
    const said = await metadata(run, flake);
    if (!said)
        return unreadFlake(run, flake);
    const top = localPath(said.resolved);
    if (!top)
        return { entry: '', roots: [] };
    const [from, to] = await Promise.all([workspace, top].map(it => (0,external_node_fs_promises_.realpath)(it).catch(() => it)));
    const entry = inside(from ?? '', (0,external_node_path_.join)(to ?? '', said.resolved.dir ?? '', FLAKE)) ?? '';
    if (said.path === undefined)
        return { entry, roots: [] };
    const folder = inside(from ?? '', to ?? '');
    // The workspace may be a folder of the repository.
    const root = folder === undefined
        ? { path: (0,external_node_path_.join)(said.path, inside(to ?? '', from ?? '') ?? '/'), folder: '' }
        : { path: said.path, folder };
    return { entry, roots: [root] };
}
/** A file that is not there is an empty registry; older versions take the empty text for an address. */
const NO_REGISTRY = '/var/empty/flake-registry.json';
/** Of a flake.nix that does not evaluate Nix tells nothing, but it fetches the source. */
async function unreadFlake(run, flake) {
    const entry = guess(run, flake);
    // A folder needs no registry, and without one Nix would download it.
    const words = ['flake', 'prefetch', '--json', '--option', 'flake-registry', NO_REGISTRY, flake];
    const said = entry === '' ? undefined : await askNix(run, words);
    const path = said?.storePath;
    if (typeof path !== 'string')
        return { entry, roots: [] };
    // The source of a git flake is the whole repository.
    const folder = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, entry)) ? '' : (0,external_node_path_.dirname)(entry);
    return { entry, roots: [{ path, folder: folder === '.' ? '' : folder }] };
}
const scene_PATIENCE_MS = 30_000;
/** What Nix says of a flake; undefined where it cannot. */
async function metadata(run, flake) {
    const words = ['flake', 'metadata', '--json', '--no-write-lock-file', flake];
    const said = await askNix(run, [...words, ...inputArguments(run.step.args)]);
    const { path, resolved } = (said ?? {});
    return resolved && { ...(typeof path === 'string' ? { path } : {}), resolved };
}
/** What `nix` prints, as JSON; undefined where it fails. */
async function askNix({ context, cwd, step }, words) {
    const argv = [(0,external_node_path_.join)(context.nix.bin, 'nix'), ...words];
    const env = { ...context.env, ...step.env };
    const cancel = AbortSignal.timeout(scene_PATIENCE_MS);
    try {
        const { code, stdout } = await (0,spawn/* capture */.Fg)(argv, { env, cwd, cancel });
        return code === 0 ? JSON.parse(stdout) : undefined;
    }
    catch {
        return undefined;
    }
}
/** The folder of this machine that a flake is read from. */
function localPath({ type, url = '', path }) {
    if (type === 'path')
        return path;
    return url.startsWith('file://') ? (0,external_node_url_.fileURLToPath)(url.replace(/\?.*$/s, '')) : undefined;
}
/** The flake.nix that a reference to a folder means: there, or in a folder above. */
function guess({ context: { workspace }, cwd }, flake) {
    const [, path, query = ''] = /^(?:path:|git\+file:(?:\/\/)?)?((?:\.{1,2}|\/)[^?#]*)?(?:\?([^#]*))?$/.exec(flake) ?? [];
    if (path === undefined && query === '')
        return '';
    const dir = new URLSearchParams(query).get('dir') ?? '';
    for (let at = (0,external_node_path_.resolve)(cwd, path ?? '.', dir); inside(workspace, at) !== undefined; at = (0,external_node_path_.dirname)(at))
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(at, FLAKE)))
            return (0,external_node_path_.join)(inside(workspace, at) ?? '', FLAKE);
    return '';
}
/** A path relative to a folder; undefined where it is not in there. */
function inside(folder, path) {
    const name = (0,external_node_path_.relative)(folder, path);
    return name === '..' || name.startsWith('../') || name.startsWith('/') ? undefined : name;
}

// EXTERNAL MODULE: ./build/steps/scripts/named-script.js
var named_script = __webpack_require__(4336);
// EXTERNAL MODULE: ./build/host/process/short.js
var process_short = __webpack_require__(1327);
;// CONCATENATED MODULE: ./build/steps/bash.js



/**
 * A bash of version 5 or newer, as Nix's environments need it: macOS has 3.2.
 * @param env whose PATH is looked through before the usual places
 */
async function modernBash(env) {
    const folders = [
        ...(env.PATH ?? '').split(external_node_path_.delimiter),
        '/opt/homebrew/bin',
        '/usr/local/bin',
        '/bin',
    ];
    const found = folders.map(folder => (0,external_node_path_.join)(folder, 'bash')).filter(external_node_fs_.existsSync);
    for (const bash of new Set(found)) {
        const { stdout } = await (0,process_short/* runShort */.c)([bash, '-c', 'echo $BASH_VERSINFO'], { env });
        if (Number(stdout) >= 5)
            return bash;
    }
    return undefined;
}
/**
 * A command of several lines is a script: it ends at the first line that fails, as a `run:` of a workflow does. One line
 * runs exactly as under `nix-shell --run`.
 */
function asScript(command) {
    return command.trim().includes('\n') ? `set -eo pipefail\n${command}` : command;
}

;// CONCATENATED MODULE: ./build/steps/scripts/not-runnable.js







/** With it bash and dash end where they cannot parse what they read. (bash(1), EXIT STATUS) */
const SYNTAX_ERROR = 2;
/** Bytes of the first line of a script that the kernel reads. (BINPRM_BUF_SIZE) */
const LONGEST_FIRST_LINE = 256;
/** Milliseconds that a shell may take to parse. */
const PATIENCE = 5000;
/**
 * Why a command that failed cannot have come to what it is for: the shell cannot parse it or the script that it names,
 * or the interpreter of that is not there. The shell itself is asked, whatever was printed.
 * @param code its exit code
 * @returns in words; undefined where nothing of that is so
 */
async function whyNotRunnable(step, code, ground) {
    const script = (0,named_script/* scriptOf */.F)(step.argument);
    const file = script && (0,external_node_path_.resolve)(ground.cwd, script.path);
    const first = file && (await firstLineOf(file));
    const interpreter = script?.by === 'itself' && first !== undefined ? not_runnable_wordsOf(first)[0] : undefined;
    if (interpreter?.startsWith('/') && !(0,external_node_fs_.existsSync)(interpreter)) {
        return `It failed before it ran: ${interpreter.trim()}, the interpreter of ${script?.path}, is not there.${endsOf(first)}`;
    }
    if (code !== SYNTAX_ERROR)
        return undefined;
    const said = (await syntaxError(await shellOf('bash', step, ground), ['-c', step.argument], ground)) ??
        (script && first !== undefined
            ? await syntaxError(await shellOf(shellFor(script, first), step, ground), [script.path], ground)
            : undefined);
    return said && `It failed before it ran to its end, because the shell cannot parse it: ${said}`;
}
function endsOf(firstLine) {
    return firstLine?.endsWith('\r') ? ' Its lines end as on Windows (CRLF).' : '';
}
/** The mark of a line of Windows in what a shell or `env` prints. */
const RETURNS = /\$'\\r'|\\r['’]?: (?:No such file|command not found)|\r: (?:command )?not found/;
/**
 * What helps where a script of the command has lines that end as on Windows.
 * @param output what the command printed at last
 */
async function hintOfReturns({ argument }, { cwd }, output) {
    const path = (0,named_script/* scriptOf */.F)(argument)?.path;
    const first = path && (await firstLineOf((0,external_node_path_.resolve)(cwd, path)));
    const which = first?.endsWith('\r') ? path : undefined;
    if (!which && !output.some(line => RETURNS.test(line)))
        return undefined;
    return `${which ? (0,lib_text/* escapeInvisible */.ts)(which) : 'A script'} has Windows line endings (CRLF). Convert it, and keep it so in .gitattributes: *.sh text eol=lf`;
}
/** The beginning of a plain file; undefined where there is none that can be read. */
async function firstLineOf(path) {
    const file = await (0,external_node_fs_promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK).catch(() => undefined);
    try {
        if (!file || !(await file.stat()).isFile())
            return undefined;
        const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_FIRST_LINE));
        return buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '';
    }
    finally {
        await file?.close();
    }
}
/** What stands behind `#!`. A carriage return belongs to the name, as for the kernel. */
function not_runnable_wordsOf(firstLine) {
    return /^#![ \t]*(.*)$/s.exec(firstLine)?.[1]?.split(/[ \t]+/) ?? [];
}
/** The shell that reads a script, as the command or its first line names it; undefined where that is no shell. */
function shellFor({ shell }, firstLine) {
    const [program, ...more] = not_runnable_wordsOf(firstLine);
    const named = (0,external_node_path_.basename)(program ?? '') === 'env' ? more.find(word => !/^-|=/.test(word)) : program;
    const word = shell ?? named ?? 'bash';
    return /^(?:ba|da)?sh$/.test((0,external_node_path_.basename)(word)) ? word : undefined;
}
/** The program: what an environment of Nix brings as sh and bash is a bash of today. */
async function shellOf(word, { kind }, { env }) {
    return word === undefined || word.startsWith('/') || kind === 'run' ? word : modernBash(env);
}
/** What a shell says of a text that it cannot parse; undefined where it can, or does not answer. */
async function syntaxError(shell, what, { cwd, env: { PATH = '' } }) {
    if (shell === undefined)
        return undefined;
    // `shopt -s extglob` changes what bash can parse, and is not run here.
    const more = (0,external_node_path_.basename)(shell) === 'bash' ? [[], ['-O', 'extglob']] : [[]];
    let said = '';
    for (const flags of more) {
        const cancel = AbortSignal.timeout(PATIENCE);
        const asked = (0,spawn/* capture */.Fg)([shell, ...flags, '-n', ...what], { env: { PATH }, cwd, cancel });
        const { code, stderr } = await asked.catch(() => ({ code: 0, stderr: '' }));
        if (code !== SYNTAX_ERROR)
            return undefined;
        said ||= stderr.split('\n')[0] ?? '';
    }
    return (0,lib_text/* toOneLine */.GX)(said);
}

;// CONCATENATED MODULE: ./build/steps/diagnose.js

















/** What libgit2 and git say of a repository of another user. */
const FOREIGN = /is not owned by current user|detected dubious ownership/;
const FOREIGN_HINT = 'The workspace belongs to another user than this step runs as, as it does in a job with a container. In a step before this one: git config --global --add safe.directory "$GITHUB_WORKSPACE"';
/** Why a call of Nix failed: one entry a thing that failed; none where it did not. */
async function explainCall(run, result, about) {
    if (result.code === 0)
        return [];
    const { errors, builds, lacksMemory } = result.log.run();
    const isCut = result.cancelled || result.timedOut;
    // Whom we end says so.
    const all = errors.filter(({ kind, text }) => !(isCut && kind === 'interrupted') && !about.expected?.test(text));
    const said = isCut || !isDueToCache(all, builds) ? all.filter(({ isCache }) => !isCache) : all;
    const failed = builds.filter(({ status }) => status === 'failed' || status === 'timeout');
    const definitions = failed.length > 0 && !isCut
        ? await about.definitions?.(failed.map(({ derivation }) => derivation))
        : undefined;
    const failures = {
        errors: said.map(error => {
            const attribute = about.attribute ?? knownName(error.attribute, about) ?? about.within;
            const isEarly = error.kind === 'early';
            const own = attribute && !isEarly ? { attribute } : {};
            const also = error.also?.map(name => knownName(name, about) ?? name) ?? [];
            return { ...inWords(error, about.inWords), isEarly, also, ...own };
        }),
        builds: await Promise.all(failed.map(failedBuild)),
        ...(0,object/* defined */.s)({ definitions, attributes: about.attributes, names: about.names }),
        needs: await needsOf(run, builds),
        end: { ...result, lacksMemory },
        ...(said.some(({ text }) => (0,rules/* lostDaemon */.H0)(text))
            ? { daemonLog: await run.context.daemon?.lastLines() }
            : {}),
        ...(about.attribute ? { attribute: about.attribute } : {}),
        ...(about.within ? { within: about.within } : {}),
        reproduce: ({ attribute, said }) => (attribute && about.reproduceOne?.(attribute, said)) || about.reproduce,
    };
    return explainNix(failures, await sceneOf(run, about));
}
/** An error in a reader's words, its parts too. */
function inWords(error, words) {
    if (!words)
        return error;
    const { text, raw, trace } = error;
    return {
        ...error,
        text: words(text),
        ...(raw === undefined ? {} : { raw: words(raw) }),
        ...(trace ? { trace: trace.map(it => ({ ...it, raw_msg: words(it.raw_msg) })) } : {}),
    };
}
/** Pure: whether nothing else failed than caches, without which Nix was not to go on. */
function isDueToCache(errors, builds) {
    const follows = ({ kind }) => /^(aggregate|dependency)$/.test(kind);
    return (errors.every(error => error.isCache || follows(error)) &&
        !builds.some(({ status }) => status === 'failed' || status === 'timeout'));
}
async function failedBuild(build) {
    const { derivation, isCut, keptFolder } = build;
    const { isFixed } = await (0,nix_derivation/* readDerivation */.Gw)(derivation);
    const isTimedOut = build.status === 'timeout';
    return { derivation, log: build.tail(), isCut, isTimedOut, isFixed, keptFolder };
}
function knownName(said, { names = [] }) {
    return names.find(name => (0,log_errors/* withoutColours */.mU)(name) === said) ?? said;
}
/** Beyond so many nobody reads which failure each of them is due to. */
const MOST_DEPENDENTS = 50;
/** What the derivations need that failed because of another. */
async function needsOf({ context: { nix, env } }, builds) {
    const store = new nix_store/* Store */.il(nix, env);
    const failed = builds.filter(({ status }) => status === 'dependency-failed');
    const needs = new Map();
    for (const { derivation } of failed.slice(0, MOST_DEPENDENTS)) {
        needs.set(derivation, await store.requisites(derivation).catch(() => []));
    }
    return needs;
}
/** The outcome of a call of Nix that is not looked at check by check. */
async function outcomeOfNix(run, result, about) {
    return outcomeOf(result, await explainCall(run, result, about), about);
}
/** Pure: builds that failed stand by themselves, everything else is the step's own error. */
function outcomeOf(result, explained, about) {
    const status = statusOf(result);
    if (status === 'success')
        return SUCCESS;
    const causes = oneACause(explained).filter(({ isConsequence }) => !isConsequence);
    const own = causes.filter(({ isCut }) => !isCut);
    const first = own.find(({ derivation }) => derivation === undefined) ??
        causes.find(({ isCut }) => isCut) ??
        causes[0];
    const said = own.map(({ message }) => message);
    const others = own.filter(({ derivation }) => derivation === undefined);
    if (result.log.errors.some(error => FOREIGN.test(error)))
        said.push(FOREIGN_HINT);
    if (said.length === 0 && status === 'failure')
        said.push('Nix printed no error.');
    const cut = status === 'failure' ? [] : [cutShort(result), ...stillRan(result, about)];
    const reproduce = own.length > 0 ? [] : [`Reproduce: ${about.reproduce}`];
    const message = [...cut, ...said, ...reproduce].join('\n\n');
    return {
        status,
        exitCode: codeOf(result),
        error: stepError({ ...first, message }),
        causes: causes.length > 0 ? causesOf(causes) : [{ kind: 'other', said: message }],
        failedDependencies: own.flatMap(one => dependency(one, result)),
        otherErrors: others.map(stepError),
    };
}
/** Waits for the network that are told. */
const MOST_WAITS = 3;
/** Why a call did not come to its end, and what ran then. */
function cutShort(result) {
    const { builds: all, waiting, end } = result.log.run();
    const builds = all.filter(({ isCut }) => isCut);
    const names = builds.map(({ name }) => name).slice(0, 10);
    const built = names.length > 0 ? ` Nix was building ${names.join(', ')}.` : '';
    const waits = waiting.slice(0, MOST_WAITS).map(wait => (0,retries/* waitText */.L)(wait, end));
    const waited = waits.length > 0 ? ` Nix was ${(0,lib_text/* escapeInvisible */.ts)(waits.join('; '))}.` : '';
    const running = result.expiry?.running ?? [];
    const ran = running.length > 0 ? ['What ran then, and was ended:', ...running] : [];
    return [`The step ${endOf(result)}.${built}${waited}`, ...ran].join('\n');
}
/** Builds that ran when the call was ended, and the lines of each, that are told. */
const MOST_RUNNING = 5;
const LAST_LINES = 20;
/** What ran when the call was ended, each build with the last lines that it printed. */
function stillRan({ log }, { attributes }) {
    const { builds } = log.run();
    const running = builds.filter(({ isCut }) => isCut);
    const told = running.slice(0, MOST_RUNNING).map(build => {
        const seconds = ((build.end ?? build.start) - build.start) / 1000;
        const lines = build.tail().slice(-LAST_LINES);
        const tail = lines.length > 0 ? `Its last lines:\n${lines.join('\n')}` : 'It printed nothing.';
        const checks = attributes?.get(build.derivation)?.map(lib_text/* escapeInvisible */.ts).join(', ');
        const name = checks ? `${build.name} (${checks})` : build.name;
        return `The build of ${name} was running for ${seconds.toFixed(1)} s. ${tail}`;
    });
    const more = running.length - told.length;
    return more > 0 ? [...told, `${more} more builds were running.`] : told;
}
/** A build that failed, as the report has it. */
function dependency(one, { log }) {
    if (!one.derivation)
        return [];
    const build = log.run().builds.find(({ derivation }) => derivation === one.derivation);
    const seconds = build?.end === undefined ? 0 : (0,format/* round */.LI)((build.end - build.start) / 1000);
    const status = one.kind === 'timeout' ? 'timeout' : 'failed';
    const name = build?.name ?? (0,external_node_path_.basename)(one.derivation).replace(/^[^-]*-|\.drv$/g, '');
    return [{ name, drv: one.derivation, status, seconds, error: stepError(one) }];
}
/** The outcome of a command outside the sandbox: the last lines that it printed, and the line that they name. */
async function outcomeOfCommand(run, exit, output, reproduce) {
    const status = statusOf(exit);
    if (status === 'success')
        return SUCCESS;
    const { step, context, cwd } = run;
    const ground = { cwd, env: context.env };
    const isFailure = status === 'failure';
    const unread = isFailure ? await whyNotRunnable(step, exit.code, ground) : undefined;
    const returns = isFailure ? await hintOfReturns(step, ground, output) : undefined;
    // What the shell cannot parse is then the command, not the script that it names.
    const script = unread?.includes(' -c: line ') ? undefined : (0,named_script/* scriptOf */.F)(step.argument)?.path;
    const scene = { repository: context.repository, roots: [{ path: context.workspace, folder: '' }] };
    const folder = (0,external_node_path_.relative)(context.workspace, cwd);
    const explained = await explainCommand({
        name: step.name,
        end: exit,
        output: output.length > 0 ? output : ['(it printed nothing)'],
        folder,
        ...(script && !(0,external_node_path_.isAbsolute)(script) ? { script: (0,external_node_path_.join)(folder, script) } : {}),
        reproduce,
        hints: [unread, returns].flatMap(it => it ?? []),
    }, scene);
    return {
        status,
        exitCode: codeOf(exit),
        error: stepError(explained),
        causes: [unread ? { kind: 'no-command', said: unread } : causeOfCommand(explained, exit.code)],
    };
}

;// CONCATENATED MODULE: ./build/steps/found.js






/** Asks for all at once. */
function lookFor(run) {
    return {
        found: (checks, resolved) => found(run, checks, resolved),
        bare: checks => bare(run, checks),
    };
}
async function found(run, checks, resolved) {
    await instantiate(run, checks);
    const derivations = [...new Set(checks.flatMap(({ derivation }) => derivation ?? []))];
    const outputsOf = new Map();
    for (const one of derivations)
        outputsOf.set(one, (await (0,nix_derivation/* readDerivation */.Gw)(one)).outputs);
    const { nix, env } = run.context;
    const outputs = [...outputsOf.values()].flat();
    const valid = new Set(await new nix_store/* Store */.il(nix, env).valid(outputs).catch(() => []));
    const isThere = (one) => {
        const own = outputsOf.get(one) ?? [];
        return own.length > 0 && own.every(path => valid.has(path));
    };
    const there = new Set(derivations.filter(isThere));
    // What is in a cache, or addressed by its content, Nix finds by the derivation: from 2.35 on, and where inputs are
    // addressed so too, only by the one that it became.
    const others = derivations.filter(one => !there.has(one));
    const asBuilt = (one) => resolved.get(one) ?? one;
    if (others.length === 0)
        return there;
    const dry = await run.quietNix(['nix-store', '--realise', '--dry-run', ...others.map(asBuilt)]);
    if (dry.code !== 0)
        return there;
    const toBuild = new Set(dry.log.run().toBuild);
    return new Set([...there, ...others.filter(one => !toBuild.has(asBuilt(one)))]);
}
/** `--no-build` makes Nix keep the derivations to itself, and nobody can be asked for them. */
async function instantiate(run, checks) {
    const exists = await Promise.all(checks.map(({ derivation = '' }) => (0,external_node_fs_promises_.access)(derivation).then(() => true, () => false)));
    const names = found_namesOf(run, checks.filter((_, at) => !exists[at]));
    if (names.length > 0)
        await found_ask(run, `map (name: checks.\${name}.drvPath)`, names);
}
async function bare(run, checks) {
    const has = `(builtins.tryEval (checks.\${name} ? drvPath))`;
    const filter = `builtins.filter (name: let it = ${has}; in it.success && !it.value)`;
    const names = await found_ask(run, filter, found_namesOf(run, checks));
    return new Set(names.map(name => `${prefixOf(run)}${name}`));
}
/** Asks something of the names of checks; nothing where that does not evaluate. */
async function found_ask(run, what, names) {
    if (names.length === 0)
        return [];
    const installable = `${(0,model_step/* flakeOf */.Vh)(run.step)}#checks.${run.context.nix.system}`;
    const apply = ['--apply', `checks: ${what} [ ${names.map(nix_attribute/* nixString */.z7).join(' ')} ]`];
    const args = questionArguments(run.step.args);
    const { code, stdout } = await run.quietNix([
        ...['nix', 'eval', '--json', installable],
        ...apply,
        ...args,
    ]);
    return code === 0 ? JSON.parse(stdout) : [];
}
function found_namesOf(run, checks) {
    const prefix = prefixOf(run);
    return checks.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
function prefixOf({ context }) {
    return `checks.${context.nix.system}.`;
}

;// CONCATENATED MODULE: ./build/steps/kinds/reproduce.js




/** Outputs whose attributes are derivations; the others have commands of their own. */
const DERIVATIONS = [
    ...['checks', 'packages', 'devShells', 'formatter', 'defaultPackage', 'devShell'],
];
/** What only `nix flake check` says: it judges what a value is. */
const JUDGEMENT = /\bis not an? /;
/** Whether `nix build` of an attribute gives the error too, by what it says. */
function isOfBuild(attribute, said) {
    const parts = (0,nix_attribute/* partsOf */.CI)(attribute);
    const isDerivation = DERIVATIONS.includes(parts[0] ?? '') && parts.length > 1;
    return isDerivation && !JUDGEMENT.test(said);
}
/**
 * The narrowest command that gives an error of evaluation again: those that may are tried, as long as there is time.
 * @param reference of the flake
 * @param said the first line of the error
 * @param whole the command that shows everything again
 */
async function reproduceOutput(run, reference, attribute, said, whole) {
    const commands = JUDGEMENT.test(said) ? [] : reproduce_candidates(reference, attribute);
    for (const words of commands) {
        const all = [...words, ...run.step.args];
        if (await gives(run, all, said))
            return run.reproduce('nix', ...all);
    }
    return whole;
}
/** Pure: commands that may give an error of an output, the likeliest first. */
function reproduce_candidates(reference, attribute) {
    const parts = (0,nix_attribute/* partsOf */.CI)(attribute);
    const [output = '', ...rest] = parts;
    // A name may have dots.
    const paths = rest.length > 1 ? [parts, [output, rest.join('.')]] : [parts];
    return paths.flatMap(path => {
        const of = (...more) => (0,nix_attribute/* installableOf */.Lz)(reference, [...path, ...more]);
        const evaluate = (...names) => names.map(name => ['eval', of(name)]);
        const itself = [['eval', of()]];
        const commands = () => {
            if (/^(?:apps|defaultApp)$/.test(output))
                return [...evaluate('program', 'type'), ...itself];
            if (/^(?:templates|defaultTemplate)$/.test(output))
                return [...evaluate('path', 'description', 'welcomeText'), ...itself];
            const build = (...names) => [['build', '--no-link', of(...names)]];
            if (output === 'hydraJobs')
                return [...build(), ['eval', '--json', of()]];
            if (output === 'nixosConfigurations')
                return [...build('config', 'system', 'build', 'toplevel'), ...itself];
            return itself;
        };
        return commands().filter((words) => !words.includes(undefined));
    });
}
/** What trying may take in all, for one step. */
const reproduce_PATIENCE_MS = 20_000;
const spent = new WeakMap();
/** Whether a command of Nix says it too. */
async function gives(run, [command = '', ...words], said) {
    const { context, step, cwd } = run;
    const began = performance.now();
    const left = Math.ceil(reproduce_PATIENCE_MS - (spent.get(run) ?? 0));
    if (left <= 0)
        return false;
    // Nothing is built to find out.
    const dry = command === 'build' ? ['--dry-run'] : [];
    const argv = [(0,external_node_path_.join)(context.nix.bin, 'nix'), command, ...words, ...dry, '--no-write-lock-file'];
    const cancel = AbortSignal.any([context.ctx.cancel, AbortSignal.timeout(left)]);
    try {
        const { code, stderr } = await (0,spawn/* capture */.Fg)(argv, {
            env: { ...context.env, ...step.env },
            cwd,
            cancel,
        });
        return code !== 0 && (0,log_errors/* withoutColours */.mU)(stderr).includes(said);
    }
    catch {
        return false;
    }
    finally {
        spent.set(run, (spent.get(run) ?? 0) + performance.now() - began);
    }
}

// EXTERNAL MODULE: ./build/model/report.js
var report = __webpack_require__(3938);
;// CONCATENATED MODULE: ./build/steps/flake/check-results.js






/** Reasons of checks that were not run. */
const NOT_A_DERIVATION = 'not a derivation';
const NOT_BUILT = 'not built, and in no cache';
const NOT_EVALUATED = 'Nix ended before it was evaluated';
/** The kind of what Nix did not come to, because it died. */
const check_results_UNREACHED = 'unreached';
/**
 * Joins what was evaluated with what was built, fetched and said.
 * @param evaluated attributes of the flake, not only checks
 * @param system whose checks Nix builds
 * @param look asked of what the log does not tell
 */
async function checksOf(evaluated, result, failures, system, look) {
    const explained = oneACause(failures);
    const { builds, fetches } = result.log.run();
    const buildOf = new Map(builds.map(build => [build.derivation, build]));
    const parts = explained.flatMap(one => one.parts ?? []);
    const isPart = (name) => parts.some(part => name.startsWith(part));
    const rows = evaluated.filter(({ name }) => (isCheck(name) && !isPart(name)) || explanationsOf(name, undefined, explained).length > 0);
    const looked = await lookAt(rows, buildOf, explained, result, system, look);
    const checks = await Promise.all(rows.map(async (one) => {
        const build = buildOf.get(one.derivation ?? '');
        const explanations = explanationsOf(one.name, one.derivation, explained);
        const outputs = one.derivation && fetches.length > 0 ? (await (0,nix_derivation/* readDerivation */.Gw)(one.derivation)).outputs : [];
        return check_results_checkOf(one, build, fetches.filter(({ path }) => outputs.includes(path)), explanations, result, system, looked);
    }));
    // What Nix does not list but names in its errors.
    const names = new Set(rows.map(({ name }) => name));
    const unlisted = [...new Set(explained.flatMap(({ attributes }) => attributes))]
        .filter(name => !names.has(name))
        .map(name => unlistedCheck(name, explained));
    const told = new Set(rows.map(({ derivation }) => derivation));
    const others = explained.filter(one => !one.isConsequence && !one.isCut && one.attributes.length === 0);
    const failedDependencies = others.flatMap(one => told.has(one.derivation) ? [] : dependency(one, result));
    const otherErrors = others.filter(({ derivation }) => derivation === undefined).map(stepError);
    return { checks: [...checks, ...unlisted], failedDependencies, otherErrors };
}
/** One question for all of them; none where the log tells all, or there is no more time. */
async function lookAt(rows, buildOf, explained, { cancelled, timedOut, code, log }, system, look) {
    const none = new Set();
    if (cancelled || timedOut)
        return { found: none, bare: none };
    const silent = rows.filter(({ name, derivation, kind }) => isCheck(name) &&
        kind !== check_results_UNREACHED &&
        !buildOf.has(derivation ?? '') &&
        explanationsOf(name, derivation, explained).length === 0);
    const idle = silent.filter(it => it.derivation && !(0,report/* isOfOtherSystem */.Vh)(it.name, system));
    const without = silent.filter(it => !it.derivation && it.end !== undefined);
    // What Nix passes without a derivation is none.
    const bare = code === 0 ? new Set(without.map(({ name }) => name)) : look.bare(without);
    return {
        found: idle.length > 0 ? await look.found(idle, log.run().resolved) : none,
        bare: await bare,
    };
}
/** Whether `nix flake check` builds it. */
function isCheck(name) {
    return name.startsWith('checks.');
}
function explanationsOf(name, derivation, explained) {
    return explained.filter(one => one.attributes.includes(name) || (derivation !== undefined && one.derivation === derivation));
}
function check_results_checkOf(evaluated, build, fetches, explanations, result, system, looked) {
    const { name, derivation, start, end } = evaluated;
    const [explanation] = explanations;
    const { status, reason } = judge(evaluated, build, explanation, result, system, looked);
    const isBad = status === 'failed' ||
        status === 'timeout' ||
        status === 'eval-error' ||
        status === 'dependency-failed';
    return {
        name,
        ...(derivation ? { drv: derivation } : {}),
        status,
        ...(reason ? { reason } : {}),
        evalSeconds: secondsOf(start, end),
        buildSeconds: build ? secondsOf(build.start, build.end ?? result.log.run().end) : 0,
        fetchSeconds: (0,format/* round */.LI)(fetches.reduce((sum, fetch) => sum + secondsOf(fetch.start, fetch.end), 0)),
        ...(isBad ? errorOf(name, explanations) : {}),
    };
}
/** What fails for the same reason as another is told once, there. */
function errorOf(name, explanations) {
    const causes = explanations.filter(({ isCut }) => !isCut);
    const own = causes.filter(({ attributes: [first = name] }) => first === name);
    const message = own.map(one => one.message).join('\n\n');
    if (own[0])
        return { error: stepError({ ...own[0], message }) };
    const other = causes[0]?.attributes[0];
    return other === undefined ? {} : { sameAs: other };
}
function judge({ name, derivation, end, kind }, build, explanation, { cancelled, timedOut, code }, system, looked) {
    const cut = cancelled || timedOut;
    if (kind === check_results_UNREACHED)
        return { status: 'not-run', reason: NOT_EVALUATED };
    if (derivation === undefined) {
        if (timedOut && end === undefined)
            return { status: 'timeout' };
        if (looked.bare.has(name))
            return { status: 'not-run', reason: NOT_A_DERIVATION };
        return { status: explanation || !(cut || code === 0) ? 'eval-error' : 'not-run' };
    }
    if (build?.status === 'built')
        return { status: 'built' };
    if (build?.status === 'running' || build?.status === 'cancelled')
        return { status: timedOut ? 'timeout' : 'not-run' };
    if (build?.status === 'timeout' || explanation?.kind === 'timeout')
        return { status: 'timeout' };
    if (build?.status === 'dependency-failed' || explanation?.isConsequence)
        return { status: 'dependency-failed' };
    if (build?.status === 'failed' || explanation)
        return { status: 'failed' };
    // Nix evaluates those of other systems, and nobody looks whether they are built.
    if ((0,report/* isOfOtherSystem */.Vh)(name, system))
        return { status: 'not-run' };
    if (looked.found.has(derivation))
        return { status: 'cached' };
    // Where the call was cut short nobody was asked.
    return { status: 'not-run', ...(cut ? {} : { reason: NOT_BUILT }) };
}
function unlistedCheck(name, explained) {
    const explanations = explanationsOf(name, undefined, explained);
    const isConsequence = explanations.every(one => one.isConsequence);
    const status = isConsequence ? 'dependency-failed' : 'eval-error';
    const seconds = { evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 };
    return { name, status, ...seconds, ...errorOf(name, explanations) };
}
function secondsOf(start, end) {
    return (0,format/* round */.LI)(Math.max(0, (end ?? start) - start) / 1000);
}

;// CONCATENATED MODULE: ./build/steps/flake/flake-checks.js











function reference({ step }) {
    return (0,model_step/* flakeOf */.Vh)(step);
}
/** What a step reads that checks a flake. */
function sourceOfCheck(run) {
    return { entry: 'flake.nix', flake: reference(run) };
}
/** Attributes are no paths: a star stands for a slash and a first dot too. */
function fitsOne(globs) {
    return picomatch([...globs], { bash: true, dot: true, flags: 's' });
}
/** Those of the names of checks that `select` takes. */
function selectedOf(names, { step, context }) {
    const fits = fitsOne(step.select);
    return names.filter(name => fits(name) || fits(`checks.${context.nix.system}.${name}`));
}
/** Builds the selected checks in one call; an evaluation that fails is reported beside the builds of the others. */
async function selected(run) {
    const { select } = run.step;
    const { names, failure } = await checkNames(run);
    if (failure)
        return failure;
    const { system } = run.context.nix;
    const chosen = selectedOf(names, run);
    if (chosen.length === 0) {
        const there = names.length > 0 ? names.map(lib_text/* escapeInvisible */.ts).join(', ') : 'none';
        return refused(`select: no check of ${system} fits ${select.join(', ')}. The checks are: ${there}.`);
    }
    const idle = select.filter(glob => {
        const fits = fitsOne([glob]);
        return !names.some(name => fits(name) || fits(`checks.${system}.${name}`));
    });
    if (idle.length > 0) {
        run.context.ctx.logger.warning(`${run.step.name}: select: no check fits ${idle.join(', ')}. The checks are: ${names.map(lib_text/* escapeInvisible */.ts).join(', ')}.`, 'Checks that are not there');
    }
    run.line(`${chosen.length} of ${names.length} checks: ${chosen.map(lib_text/* escapeInvisible */.ts).join(', ')}`);
    return buildChecks(run, chosen);
}
/** The names of the checks for this system; nothing of them is evaluated. */
async function checkNames(run) {
    const { system } = run.context.nix;
    const apply = `checks: builtins.attrNames (checks.${JSON.stringify(system)} or { })`;
    const args = questionArguments(run.step.args);
    const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...args];
    const result = await run.quietNix(['nix', ...words]);
    if (result.code === 0)
        return { names: JSON.parse(result.stdout) };
    const about = { ...sourceOfCheck(run), reproduce: run.reproduce('nix', ...words) };
    return { names: [], failure: await outcomeOfNix(run, result, about) };
}
/**
 * Each check is evaluated alone, then all are built together: `nix build a b` stops before any build where one of them
 * does not evaluate.
 */
async function buildChecks(run, names) {
    const { system } = run.context.nix;
    const reproduce = reproduceChecks(run, names.map(name => `checks.${system}.${name}`));
    const { evaluated, explained, result: last, } = await withoutBare(run, await evaluateAlone(run, names));
    const derivations = evaluated.flatMap(({ derivation }) => derivation ?? []);
    const build = derivations.length > 0 && last !== undefined && !isCut(last);
    const root = ['--add-root', await run.context.roots.link('check'), '--indirect'];
    const { args } = run.step;
    const isDry = run.context.plan || keepsFromBuilding(args);
    const how = [...(isDry ? ['--dry-run'] : root), ...buildArguments(args)];
    const result = build
        ? await run.nix(['nix-store', '--realise', '--keep-going', ...how, ...derivations])
        : last;
    if (!result)
        return SUCCESS;
    const about = aboutChecks(run, evaluated, reproduce);
    const all = [...explained, ...(build ? await explainCall(run, result, about) : [])];
    const checks = await checksOf(evaluated, result, all, run.context.nix.system, lookFor(run));
    // A check that does not evaluate fails the step, however well the others build.
    const ended = explained.length > 0 && result.code === 0 ? { ...result, code: 1 } : result;
    return { ...outcomeOf(ended, all, about), ...checks };
}
/** `nix flake check` passes over a check without drvPath: that it has none is no error. */
async function withoutBare(run, { evaluated, failures, result }) {
    const bad = evaluated.filter(({ name }) => failures.has(name));
    const bare = bad.length > 0 ? await lookFor(run).bare(bad) : new Set();
    const explained = [...failures].flatMap(([name, all]) => (bare.has(name) ? [] : all));
    const isGood = explained.length === 0 && result !== undefined && !isCut(result);
    return { evaluated, explained, result: isGood ? { ...result, code: 0 } : result };
}
function isCut({ cancelled, timedOut }) {
    return cancelled || timedOut;
}
async function evaluateAlone(run, names) {
    const evaluated = [];
    const failures = new Map();
    let result;
    for (const short of names) {
        const name = `checks.${run.context.nix.system}.${short}`;
        const words = evalWords(run, name);
        const start = performance.now();
        result = await run.nix(['nix', ...words]);
        const about = {
            ...sourceOfCheck(run),
            reproduce: run.reproduce('nix', ...words),
            attribute: name,
        };
        const derivation = result.code === 0 ? result.stdout.trim() : undefined;
        const wasCut = isCut(result);
        const end = wasCut ? undefined : performance.now();
        evaluated.push({ kind: 'derivation', name, derivation, start, end });
        // What was cut short has no cause in the flake.
        if (wasCut)
            break;
        if (result.code !== 0)
            failures.set(name, await explainCall(run, result, about));
    }
    return { evaluated, failures, result };
}
/** What a call that builds checks is about. */
function aboutChecks(run, evaluated, reproduce) {
    const attributes = byDerivation(evaluated);
    return {
        ...sourceOfCheck(run),
        reproduce,
        reproduceOne: (attribute, said) => {
            // An output as a whole is no installable.
            if (!attribute.includes('.'))
                return '';
            return said === undefined || isOfBuild(attribute, said)
                ? reproduceChecks(run, [attribute])
                : reproduceOutput(run, reference(run), attribute, said, reproduce);
        },
        attributes,
        definitions: checkDefinitions(run, reference(run), attributes),
        names: evaluated.map(({ name }) => name),
    };
}
/** The checks alone: what else is evaluated is not built. */
function byDerivation(evaluated) {
    const map = new Map();
    for (const { name, derivation } of evaluated) {
        if (derivation && isCheck(name))
            map.set(derivation, [...(map.get(derivation) ?? []), name]);
    }
    return map;
}
/** That of the step. */
function flakeOfStep(run) {
    return { url: reference(run), args: run.step.args };
}
/** The words after `nix` that print the path of an attribute's derivation. */
function evalWords(run, attribute, flake = flakeOfStep(run)) {
    const args = questionArguments(flake.args);
    return ['eval', '--raw', ...(0,nix_attribute/* derivationWords */.ZA)(flake.url, (0,nix_attribute/* partsOf */.CI)(attribute)), ...args];
}
/** One command that builds attributes; those that no installable can name by way of their derivations. */
function reproduceChecks(run, attributes) {
    const all = attributes.map(name => [name, (0,nix_attribute/* installableOf */.Lz)(reference(run), (0,nix_attribute/* partsOf */.CI)(name))]);
    const installables = all.flatMap(([, installable]) => installable ?? []);
    const others = all.filter(([, installable]) => installable === undefined);
    const keepGoing = attributes.length > 1 ? ['--keep-going'] : [];
    const args = questionArguments(run.step.args);
    const build = ['build', '--no-link', ...keepGoing, ...installables, ...args];
    const paths = others.map(([name]) => `"$(${run.reproduce('nix', ...evalWords(run, name))})"`);
    return [
        ...(installables.length > 0 ? [run.reproduce('nix', ...build)] : []),
        ...(paths.length > 0 ? [`nix-store --realise --keep-going ${paths.join(' ')}`] : []),
    ].join('; ');
}

;// CONCATENATED MODULE: ./build/steps/derivations.js





const derivationsOf = {
    'nix-build': async (run) => {
        const words = withoutLinks([...(0,shell_words/* expandWords */.AK)(run.step.argument), ...run.step.args]);
        return derivations_listed(await run.quietNix(['nix-instantiate', ...words]), ({ stdout }) => stdout.split('\n').filter(line => line !== ''));
    },
    build: async (run) => {
        const { step } = run;
        const system = step.system ? ['--system', step.system] : [];
        const words = [...(0,shell_words/* expandWords */.AK)(step.argument), ...system, ...step.args];
        const ask = ['nix', 'build', ...words, '--dry-run', '--json', '--no-link'];
        return derivations_listed(await run.quietNix(ask), ({ stdout }) => JSON.parse(stdout).flatMap(({ drvPath }) => drvPath ?? []));
    },
    'flake-check': async (run) => {
        const { step, context } = run;
        const installable = `${reference(run)}#checks.${context.nix.system}`;
        const { names, failure } = await checkNames(run);
        if (failure)
            return undefined;
        const chosen = step.select.length > 0 ? selectedOf(names, run) : names;
        // What is no derivation is not built; what is not selected need not evaluate.
        const list = chosen.map(nix_attribute/* nixString */.z7).join(' ');
        const apply = `checks: map (name: checks.\${name}.drvPath or "") [ ${list} ]`;
        const words = ['--apply', apply, ...questionArguments(step.args)];
        const result = await run.quietNix(['nix', 'eval', '--json', installable, ...words]);
        if (result.code !== 0)
            return undefined;
        const paths = JSON.parse(result.stdout);
        const all = chosen.map((name, at) => [name, paths[at] ?? '']);
        return { of: new Map(all.filter(([, path]) => path !== '')), name: key => key };
    },
};
/** Options of nix-build that nix-instantiate does not know. */
function withoutLinks(words) {
    const takesWord = ['-o', '--out-link', '--drv-link', '--add-drv-link'];
    const alone = ['--no-out-link', '--no-link', '--dry-run', '--check', '--repair'];
    return words.filter((word, at) => !alone.includes(word) &&
        !takesWord.includes(word) &&
        !takesWord.includes(words[at - 1] ?? ''));
}
function derivations_listed(result, read) {
    if (result.code !== 0)
        return undefined;
    const of = new Map(read(result).map((derivation, at) => [String(at), derivation]));
    return { of, name: key => (0,diagnostics_paths/* nameOf */.Vb)(of.get(key) ?? key) };
}

;// CONCATENATED MODULE: ./build/steps/expectation.js




/**
 * What becomes of an outcome under `expect: failure`. Only a build or a command that fails by itself is the failure that
 * was expected: where nothing evaluates, the command is missing or the network is down, nothing was tested.
 */
function expectation_judge(outcome, step) {
    const { status, causes = [] } = outcome;
    if (!step.expectFailure || status === 'cancelled')
        return outcome;
    const wanted = (0,model_step/* runsProjectCode */.R6)(step) && step.argument.trim() !== '' ? 'test' : 'build';
    if (status === 'success')
        return passed(outcome, step);
    const isWanted = causes.length > 0 && causes.every(({ kind }) => kind === wanted);
    return status === 'failure' && isWanted && isOfChecks(outcome)
        ? met(outcome)
        : missed(outcome, wanted);
}
/** A check whose dependency failed has tested nothing. */
function isOfChecks({ checks }) {
    return checks === undefined || checks.some(({ status }) => status === 'failed');
}
function met(failed) {
    const { error: _, failedDependencies: __, otherErrors: ___, ...outcome } = failed;
    const reason = `failed as expected: ${inShort({ ...outcome, status: 'failure' })}`;
    return { ...outcome, status: 'success', expectation: 'met', reason };
}
function passed(outcome, { name }) {
    const message = [
        `${name} passed, but it is expected to fail (expect: failure).`,
        'If it is right that it passes, take expect: failure out of the step; else it no longer tests what it should.',
    ].join('\n');
    return { ...outcome, status: 'failure', expectation: 'missed', error: { message } };
}
function missed(outcome, wanted) {
    const only = wanted === 'test'
        ? 'its command fails by itself'
        : 'a build, or one of the checks itself, fails';
    // Of these the error, which is what was printed, does not speak, or only in its midst.
    const causes = (outcome.causes ?? []).filter(({ kind }) => kind === 'no-command' || kind === 'dependency');
    const unread = causes.filter(({ kind }) => kind === 'no-command').map(({ said }) => said);
    const error = unread.reduce((text, said) => text.replace(`\n${said}\n`, () => '\n'), outcome.error?.message ?? outcome.status);
    const why = causes.map(({ said }) => said).filter(said => !error.includes(said));
    const message = [
        `This is not the failure that expect: failure is for: the step passes only where ${only}.`,
        ...why,
        error,
    ].join('\n\n');
    return { ...outcome, expectation: 'missed', error: { ...outcome.error, message } };
}
/** Names that are told. */
const MAX_NAMES = 5;
/**
 * Under `expect: failure`: a build of which only dependencies failed has not tried the derivation that was asked for,
 * as a check whose dependency failed has tested nothing. Which ones were asked for Nix is asked once more.
 */
async function failedItself(run, outcome) {
    const { failedDependencies: failed = [] } = outcome;
    const evaluate = derivationsOf[run.step.kind];
    if (!run.step.expectFailure || outcome.status !== 'failure' || failed.length === 0 || !evaluate)
        return outcome;
    const asked = await evaluate(run);
    if (!asked)
        return outcome;
    const wanted = [...asked.of];
    // nix-instantiate names an output behind the derivation: `….drv!dev`.
    const derivations = wanted.map(([, derivation]) => derivation.split('!')[0]);
    if (failed.some(({ drv }) => derivations.includes(drv)))
        return outcome;
    const names = (0,format/* listed */.KE)(wanted.map(([key]) => asked.name(key)), MAX_NAMES);
    const causes = (0,format/* listed */.KE)(failed.map(({ name }) => name), MAX_NAMES);
    const said = `What the step builds (${names}) did not fail by itself: it was not begun, because ${causes} failed, on which it depends.`;
    return { ...outcome, causes: [{ kind: 'dependency', said }] };
}

;// CONCATENATED MODULE: ./build/steps/attempts.js





/** Milliseconds before what the network broke is tried again. */
const PAUSE = 2000;
/**
 * Tries a step until it passes, as often as `retries` allows and as long as another attempt may come to something else.
 * A failure of the network is tried again once more, within its attempt.
 * @param isTimeUp whether the job leaves no time for another attempt
 */
async function attemptStep(step, ctx, once, isTimeUp = () => false) {
    const most = step.retries + 1;
    const network = new NetworkRetry(step, ctx);
    const earlier = [];
    let wasItself = false;
    for (let attempt = 1;; attempt++) {
        const title = most > 1 ? `${step.name} (attempt ${attempt} of ${most})` : step.name;
        const began = performance.now();
        const outcome = await network.around({ title, again: attempt > 1, used: 0 }, once);
        const last = expectation_judge(outcome, step);
        const isOver = last.status === 'success' || ctx.cancel.aborted || isTimeUp() || attempt === most;
        if (isOver || !canDiffer(last)) {
            if (!isOver)
                ctx.logger.info(`${step.name} is not tried again: it would fail in the same way.`);
            const flaky = last.status === 'success' && wasItself;
            return { last: withBuilds(last, earlier), count: attempt, earlier, flaky };
        }
        ctx.logger.info(`Attempt ${attempt} of ${most} failed, so there is another: ${inShort(last)}`);
        wasItself ||= !isNetworkFailure(last);
        earlier.push(earlierAttempt(attempt, last, (performance.now() - began) / 1000));
    }
}
function earlierAttempt(attempt, outcome, seconds) {
    const { status, error, checks, failedDependencies, otherErrors } = outcome;
    return {
        attempt,
        status: status === 'timeout' ? 'timeout' : 'failure',
        seconds: (0,format/* round */.LI)(seconds),
        error: error ?? { message: status },
        ...(0,object/* defined */.s)({ checks, failedDependencies, otherErrors }),
    };
}
/** A check that an earlier attempt built is cached in the last; what it took is told all the same. */
function withBuilds(last, earlier) {
    const all = earlier.flatMap(({ checks = [] }) => checks);
    const built = new Map(all.filter(({ status }) => status === 'built').map(it => [`${it.name}\n${it.drv}`, it]));
    const checks = last.checks?.map(one => one.status === 'cached' ? (built.get(`${one.name}\n${one.drv}`) ?? one) : one);
    return checks ? { ...last, checks } : last;
}
/** Tries again what the network broke, once a step. */
class NetworkRetry {
    #step;
    #ctx;
    #isUsed = false;
    constructor(step, ctx) {
        this.#step = step;
        this.#ctx = ctx;
    }
    async around(one, once) {
        const { logger, cancel } = this.#ctx;
        const began = performance.now();
        const first = await once(one);
        if (this.#isUsed || cancel.aborted || !isNetworkFailure(first))
            return first;
        this.#isUsed = true;
        logger.notice(`${this.#step.name}: the network failed, so it is tried again once. If it fails often, look at the host: ${inShort(first)}`, 'The network failed');
        await (0,promises_.setTimeout)(PAUSE, undefined, { signal: cancel }).catch(() => { });
        if (cancel.aborted)
            return first;
        const used = (performance.now() - began) / 1000;
        const second = await once({ ...one, title: `${one.title}, again`, again: true, used });
        return isNetworkFailure(second) ? labelled(second) : second;
    }
}
/** Says of a failure that it was the same at the second try. */
function labelled(outcome) {
    const message = outcome.error?.message.replace(/$/m, ' (The network failed twice.)') ?? '';
    return { ...outcome, error: { ...outcome.error, message } };
}

// EXTERNAL MODULE: ./build/steps/command-results.js
var command_results = __webpack_require__(4442);
// EXTERNAL MODULE: ./build/steps/deadlines.js
var deadlines = __webpack_require__(6449);
// EXTERNAL MODULE: ./build/steps/flake/keep-inputs.js
var keep_inputs = __webpack_require__(9487);
// EXTERNAL MODULE: ./build/nix/version.js
var version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/steps/nothing.js

/** Of what a value is shown as. */
const LONGEST_VALUE = 300;
/**
 * A success that has built nothing: a warning, and no test that passed.
 * @param reason in short, for the report
 * @param why a sentence
 */
function untested(run, outcome, reason, why) {
    const { step, context } = run;
    context.ctx.logger.warning(`${step.name}: ${why}`, 'Nothing was built');
    return { ...outcome, untested: reason };
}
/** Of a step whose value has no derivation in it. */
const NOTHING_TO_BUILD = 'nothing to build';
/**
 * What is said of a value without any derivation.
 * @param what was to be built, as it is called with Nix
 * @param printed the value as Nix prints it; empty where that is not known
 */
function holdsNothing(what, printed, hint) {
    const value = printed.trim().replaceAll(/<CODE>|«thunk»/g, '…');
    const is = value === ''
        ? 'holds'
        : `evaluates to ${(0,lib_text/* toOneLine */.GX)((0,lib_text/* escapeInvisible */.ts)(value), LONGEST_VALUE)}, which holds`;
    return `${(0,lib_text/* toOneLine */.GX)((0,lib_text/* escapeInvisible */.ts)(what))} ${is} no derivation, so nothing was built. ${hint}`;
}
/** Of a step whose own arguments keep it from building. */
function keptFromBuilding(flag) {
    return `${flag} keeps Nix from building, so nothing was built or tested. Remove it from the arguments; to only evaluate, use the input plan.`;
}

// EXTERNAL MODULE: ./build/steps/step-run.js
var step_run = __webpack_require__(5336);
;// CONCATENATED MODULE: ./build/steps/kinds/build.js









/** The first version with --print-out-paths. */
const PRINTS_PATHS = '2.9';
const HINT = 'Name what to build, or set recurseForDerivations = true in the sets that have it.';
/** `nix build`: installables, split and brace-expanded as a shell does. */
async function build(run) {
    const { step, context } = run;
    const system = step.system ? ['--system', step.system] : [];
    const asked = (0,shell_words/* expandWords */.AK)(step.argument);
    const words = [...asked, ...system, ...step.args];
    const isDry = context.plan || words.includes('--dry-run');
    const link = step.outLink ?? (await context.roots.link('build'));
    const asJson = isDry || !(0,version/* isAtLeast */.du)(context.nix.version, PRINTS_PATHS) || words.includes('--json');
    const print = asJson ? '--json' : '--print-out-paths';
    const how = context.plan ? ['--dry-run'] : ['--out-link', link];
    // The step's own arguments come last, so that they count.
    const result = await run.nix(['nix', 'build', '--keep-going', print, ...how, ...words]);
    const built = builtBy(result.stdout, asJson);
    if (!isDry)
        run.offerEarlier(built);
    const about = {
        ...sourceOf([...asked, ...step.args]),
        definitions: installableDefinitions(run, asked, system),
        reproduce: run.reproduce('nix', 'build', ...words),
    };
    const outcome = await failedItself(run, await outcomeOfNix(run, result, about));
    if (outcome.status !== 'success')
        return outcome;
    if (isDry && !context.plan)
        return untested(run, outcome, '--dry-run', keptFromBuilding('--dry-run'));
    return built.length > 0
        ? outcome
        : untested(run, outcome, NOTHING_TO_BUILD, await whatInstead(run));
}
/** The paths that a build printed, at least one for each thing that it was of. */
function builtBy(stdout, isJson) {
    if (!isJson)
        return stdout.split('\n').filter(line => line !== '');
    const all = (stdout.trim() === '' ? [] : JSON.parse(stdout));
    return all.flatMap(one => {
        if (typeof one === 'string')
            return [one];
        const outputs = Object.values(one.outputs ?? {});
        return one.path === undefined ? outputs.map(path => path ?? '') : [one.path];
    });
}
/** Options that `nix eval` does not know, or not beside the form that is asked of it. */
const OF_BUILD = ['--json', '--print-out-paths', '--rebuild'];
/** Describes a set or list by what is in it, and evaluates none of that. */
const DESCRIBE = `it:
  let
    value = if builtins.isFunction it then it { } else it;
    names = builtins.concatStringsSep "" (map (name: "\${name} = …; ") (builtins.attrNames value));
    places = builtins.concatStringsSep "" (map (_: "… ") value);
  in
  if builtins.isAttrs value then "{ \${names}}" else "[ \${places}]"`;
async function whatInstead(run) {
    const { argument, args } = run.step;
    const all = withoutLinks([...(0,shell_words/* expandWords */.AK)(argument), ...args]);
    const words = all.filter(word => !OF_BUILD.includes(word));
    const ask = ['eval', '--raw', ...words, '--apply', DESCRIBE];
    const { code, stdout } = await run.quietNix(['nix', ...ask]);
    const what = words.map(step_run/* quote */.hD).join(' ');
    return holdsNothing(what, code === 0 ? stdout : '', HINT);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/inputs/steps/shell-args.js
var shell_args = __webpack_require__(2646);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/host/process/descendants.js
var descendants = __webpack_require__(1277);
// EXTERNAL MODULE: ./build/host/process/lines.js
var lines = __webpack_require__(5222);
// EXTERNAL MODULE: ./build/host/process/output-limit.js
var output_limit = __webpack_require__(390);
// EXTERNAL MODULE: ./build/runner/command-files.js + 1 modules
var command_files = __webpack_require__(8678);
// EXTERNAL MODULE: ./build/runner/annotation.js
var annotation = __webpack_require__(8666);
;// CONCATENATED MODULE: ./build/runner/workflow-commands.js
const COMMAND = /^\s*::(error|warning|notice|add-mask)(?: (.*?))?::(.*)$/is;
/** Reads `::name key=value,…::data` as the runner does. (actions/runner, ActionCommand.cs) */
function parseWorkflowCommand(line) {
    const [, name = '', head = '', data = ''] = COMMAND.exec(line) ?? [];
    if (name === '')
        return undefined;
    const pairs = head.split(',').flatMap((pair) => {
        const at = pair.indexOf('=');
        if (at < 1)
            return [];
        return [[pair.slice(0, at).trim().toLowerCase(), propertyText(pair.slice(at + 1))]];
    });
    return {
        name: name.toLowerCase(),
        properties: Object.fromEntries(pairs),
        data: dataText(data),
    };
}
function dataText(text) {
    return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
function propertyText(text) {
    return dataText(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

;// CONCATENATED MODULE: ./build/steps/command-annotations.js





/** A shorter mask would hide words of everybody's log. */
const SHORTEST_MASK = 8;
/** Masks of a command that the runner is told: each makes every later line of the job dearer. */
const MOST_MASKS = 100;
const LONGEST_TITLE = 200;
/** Listens to a command for what its step allows it to say to the runner. */
class CommandAnnotations {
    #run;
    #heard = [];
    #masks = new Set();
    #told = new Set();
    #unheard = 0;
    constructor(run) {
        this.#run = run;
    }
    /**
     * Takes a line that the command printed.
     * @returns whether it belongs into the log: a mask would show there what it hides
     */
    take(line) {
        if (!this.#run.step.annotations)
            return true;
        // The runner ends a line at a CR too.
        const commands = line.split('\r').flatMap(part => parseWorkflowCommand(part) ?? []);
        for (const command of commands) {
            if (command.name === 'add-mask')
                this.#mask(command.data);
            else
                this.#hear(command.name, command);
        }
        return commands.every(({ name }) => name !== 'add-mask');
    }
    /** What is to be told of the command when the job's own annotations have been. */
    async annotations() {
        const annotations = this.#heard.map(({ kind, command }) => this.#annotation(kind, command));
        return { annotations: await Promise.all(annotations), unheard: this.#unheard };
    }
    #hear(kind, command) {
        const isFull = this.#heard.filter(it => it.kind === kind).length >= annotation/* BUDGET */.o;
        if (isFull)
            this.#unheard++;
        else
            this.#heard.push({ kind, command });
    }
    /** The runner hides every line of a mask, so each has to be long enough. */
    #mask(text) {
        const { logger } = this.#run.context.ctx;
        const lines = text.split(/[\r\n]+/).map(line => line.trim());
        for (const line of lines.filter(line => line !== '')) {
            if (line.length < SHORTEST_MASK) {
                this.#tell(`ignored a mask (::add-mask::) of fewer than ${SHORTEST_MASK} characters, which would hide too much of the log. Mask longer words.`);
                continue;
            }
            if (this.#masks.has(line))
                continue;
            const everywhere = this.#masks.size < MOST_MASKS;
            if (everywhere)
                this.#masks.add(line);
            else
                this.#tell(`asked for more than ${MOST_MASKS} masks (::add-mask::). The runner is told of the first ${MOST_MASKS}; the others are hidden in what this step of the workflow prints and reports, not in the log of its later steps. Mask fewer, longer words.`);
            logger.mask(line, everywhere);
        }
    }
    #tell(what) {
        if (this.#told.has(what))
            return;
        this.#told.add(what);
        this.#run.context.ctx.logger.notice(`${this.#run.step.name}: ${what}`);
    }
    async #annotation(kind, { properties, data }) {
        const { name } = this.#run.step;
        const { title = '', file = '' } = properties;
        const place = file === '' ? undefined : await this.#file(file);
        const said = plain(data);
        const numbers = {
            ...number('line', properties.line),
            ...number('endLine', properties.endline),
            ...number('column', properties.col),
            ...number('endColumn', properties.endcolumn),
        };
        const elsewhere = file === '' || place ? '' : `${plain(file)}:${numbers.line ?? ''} `;
        return {
            kind,
            // It must not read as one of ours.
            title: [name, plain(title).replaceAll('\n', ' ')]
                .filter(it => it !== '')
                .join(': ')
                .slice(0, LONGEST_TITLE),
            message: (0,format/* cutMiddle */.it)(`${elsewhere}${said}`, annotation/* LONGEST */.z) || '(no message)',
            ...(place ? { file: place, ...numbers } : {}),
        };
    }
    /** Tools name files relative to where they run, or to the top; what is not in the repository has no place on the page. */
    async #file(path) {
        const { context, cwd } = this.#run;
        const candidates = (0,external_node_path_.isAbsolute)(path) ? [path] : [(0,external_node_path_.join)(cwd, path), (0,external_node_path_.join)(context.workspace, path)];
        for (const candidate of candidates) {
            const file = (0,external_node_path_.relative)(context.workspace, (0,external_node_path_.normalize)(candidate));
            if (!file.startsWith('..') && (await context.repository.has(file)))
                return file;
        }
        return undefined;
    }
}
function number(key, text = '') {
    return /^[1-9]\d{0,8}$/.test(text.trim()) ? { [key]: Number(text) } : {};
}
/** Without terminal colours and control characters. */
function plain(text) {
    return (0,external_node_util_.stripVTControlCharacters)(text)
        .replace(/\r\n?/g, '\n')
        .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
        .trim();
}

// EXTERNAL MODULE: ./build/steps/leftover-processes.js + 1 modules
var leftover_processes = __webpack_require__(3583);
;// CONCATENATED MODULE: ./build/steps/command.js













/**
 * Both streams go through one pipe: two are not ordered between them. The shell stays, so that a command which ends its
 * parent does not end the action; what asks the group to end, it leaves to the command.
 */
const WRAPPED = ['/bin/sh', '-c', 'trap : HUP INT TERM; "$@" 2>&1; exit $?', 'sh'];
/** Bytes of a command's own output and summary files that are taken over. */
const LARGEST_FILE = 256 * 1024;
const TAIL = 40;
/** A command's files in place of the runner's. */
const OWN_FILES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'];
const REFUSED_FILES = ['GITHUB_ENV', 'GITHUB_PATH'];
/**
 * Runs project code outside the sandbox. This is the far side of the boundary: the credentials for fetching are put
 * away before, unless the step asks for them.
 */
async function enter(run, entry) {
    const { step, context } = run;
    await context.boundary.cross();
    await (step.credentials ? context.tokens.write() : context.tokens.remove());
    const files = await ownFiles(run);
    const mark = (0,descendants/* processTag */.qP)(context.ctx.folder, (0,external_node_crypto_.randomUUID)());
    const tail = new lines/* Tail */.P(TAIL);
    const speech = new CommandAnnotations(run);
    let leader = 0;
    let left = { records: [], apart: [] };
    const exit = await (0,spawn/* run */.eF)([...WRAPPED, ...entry.argv], {
        cwd: run.cwd,
        env: { ...commandEnvironment(run, entry, files), [descendants/* PROCESS_TAG */.$F]: mark },
        ...run.limits,
        cancel: context.ctx.cancel,
        look: pid => run.look(pid, mark),
        began: pid => {
            leader = pid;
        },
        leaving: async () => {
            left = await (0,leftover_processes/* findLeftovers */.Q_)(step.name, leader, mark);
        },
        stdout: new output_limit/* Flood */.Z({
            line: line => {
                if (!speech.take(line))
                    return;
                tail.push(line);
                run.line(line);
            },
            flooded: most => run.output.flooded(most),
            passedOver: bytes => run.output.passedOver(bytes),
        }),
    });
    tellLeft(run, left, await (0,leftover_processes/* endLeft */.p5)(leader, mark));
    await context.tokens.remove();
    const outcome = await outcomeOfCommand(run, exit, tail.lines(), entry.reproduce);
    const said = await speech.annotations();
    return { ...command_withHint(outcome, run), ...(await readFiles(run, files)), ...said };
}
/** Tells of what the command left running, which has been ended. */
function tellLeft({ step, context }, left, staying) {
    if (left.records.length === 0 && staying.length === 0)
        return;
    const { logger } = context.ctx;
    const message = (0,leftover_processes/* leftoverWarning */._f)(step.name, left, staying);
    // An earlier attempt has told of it.
    if (context.leftovers.some(it => it.step === step.name))
        logger.info(message);
    else
        logger.warning(message, 'Left running');
    context.leftovers.push(...left.records);
}
function commandEnvironment({ step, context }, { env: more, only }, files) {
    const { SSH_AUTH_SOCK, ...env } = context.env;
    const agent = step.credentials && SSH_AUTH_SOCK ? { SSH_AUTH_SOCK } : {};
    const all = { ...env, ...context.temporary, ...agent, ...files, ...more, ...step.env };
    return Object.fromEntries(Object.entries(all).filter(([name]) => !step.unset.includes(name) && (!only || only.includes(name))));
}
/** Names of variables that a pure environment has to keep so that the command gets them all the same. */
function variablesOf({ step }) {
    return [...OWN_FILES, ...REFUSED_FILES, descendants/* PROCESS_TAG */.$F, ...step.keep, ...Object.keys(step.env)];
}
async function ownFiles(run) {
    // A folder of each command's own: what an earlier one made of its files is nothing to this one.
    const folder = run.private(`command-${(0,external_node_crypto_.randomUUID)()}`);
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
    const files = [...OWN_FILES, ...REFUSED_FILES].map(name => [name, (0,external_node_path_.join)(folder, name)]);
    await Promise.all(files.map(([, file]) => (0,external_node_fs_promises_.writeFile)(file, '')));
    return Object.fromEntries(files);
}
async function readFiles({ step, context: { ctx } }, files) {
    const gone = [];
    const read = async (name) => {
        const { text, bytes, isPlain } = await readPlain(files[name] ?? '');
        if (!isPlain)
            gone.push(name);
        if (bytes <= LARGEST_FILE)
            return text;
        ctx.logger.warning(`${step.name} wrote ${bytes} bytes to ${name}; more than ${LARGEST_FILE} is not taken over.`);
        return '';
    };
    for (const name of REFUSED_FILES) {
        if ((await read(name)) !== '') {
            ctx.logger.notice(`${step.name} wrote to ${name}; a step's command cannot change the environment of later steps.`);
        }
    }
    let outputs = {};
    try {
        outputs = (0,command_files/* parsePairs */.x)(await read('GITHUB_OUTPUT'));
    }
    catch (error) {
        ctx.logger.notice(`${step.name} wrote a GITHUB_OUTPUT that is not taken over: ${error.message}.`);
    }
    const summary = await read('GITHUB_STEP_SUMMARY');
    const lost = OWN_FILES.filter(name => gone.includes(name));
    if (lost.length > 0)
        ctx.logger.warning(`${step.name} removed its ${lost.join(' and ')}, or put something else in its place: nothing of that is taken over.`);
    return { outputs, summary };
}
/** The text of a plain file; a command may have put a link, a FIFO or a folder in its place, which reads as nothing. */
async function readPlain(path) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    const file = await (0,external_node_fs_promises_.open)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
    try {
        const stat = await file?.stat();
        if (!file || !stat?.isFile())
            return { text: '', bytes: 0, isPlain: false };
        const text = stat.size > LARGEST_FILE ? '' : await file.readFile('utf8');
        return { text, bytes: stat.size, isPlain: true };
    }
    finally {
        await file?.close();
    }
}
/** A command that looks for a token which the job has and it does not get should be told why. */
function command_withHint(outcome, { step, context }) {
    const names = context.ctx.withheld.filter(name => !(name in step.env));
    if (!outcome.error || names.length === 0)
        return outcome;
    const hint = `${names.join(', ')}: set for the job, but withheld from commands; a step that needs one says so in its env.`;
    const message = (0,format/* withLines */.Gy)(outcome.error.message, [hint]);
    return { ...outcome, error: { ...outcome.error, message } };
}

;// CONCATENATED MODULE: ./build/steps/shell/build-inputs.js



/**
 * Builds what entering the shell of a derivation needs, or asks for it where nothing is built. nix-shell itself does it,
 * so that it is exactly that; a shell that does nothing in place of bash keeps the shellHook for the steps.
 */
async function makeInputs(run, derivation, about) {
    const dry = run.context.plan ? ['--dry-run'] : [];
    await (0,external_node_fs_promises_.mkdir)(run.private('roots'), { recursive: true });
    const built = await run.nix(['nix-shell', derivation, '--run', ':', ...dry], {
        NIX_BUILD_SHELL: await idleShell(run),
        // nix-shell leaves its folder to the shell, and this one does not clear it.
        TMPDIR: run.private('roots'),
    });
    if (built.code !== 0)
        return { failed: await outcomeOfNix(run, built, about) };
    // The root of a derivation keeps what it is made of, but not what it needs.
    const { inputs } = await (0,nix_derivation/* readDerivation */.Gw)(derivation);
    await run.context.roots.keep(inputs.filter(path => !path.endsWith('.drv')));
    return { shell: { path: derivation } };
}
/** A shell that ends at once. */
async function idleShell(run) {
    const path = run.private('idle-shell');
    await (0,external_node_fs_promises_.writeFile)(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    return path;
}

// EXTERNAL MODULE: ./build/host/access.js
var access = __webpack_require__(6093);
// EXTERNAL MODULE: ./build/steps/scripts/check-script.js
var check_script = __webpack_require__(6463);
;// CONCATENATED MODULE: ./build/steps/preconditions.js





/** What Nix reads instead of the usual file. */
const INSTEAD = ['-f', '--file', '-E', '--expr', '-p', '--packages'];
/**
 * The file of the project that Nix reads first for a step, relative to its directory; undefined where that cannot be told
 * from the step alone, or is none of the project's.
 */
function entryOf({ kind, argument, shell, args }, cwd) {
    if (kind === 'run' || args.some(arg => INSTEAD.includes(arg)))
        return undefined;
    if (kind === 'nix-build')
        return argument.trim() === '' ? 'default.nix' : fileIn(argument);
    if (kind === 'nix-shell') {
        if (shell !== undefined)
            return fileIn(shell);
        return (0,external_node_fs_.existsSync)((0,external_node_path_.join)(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix';
    }
    const reference = kind === 'develop' ? (shell ?? '') : argument.trim();
    return /^(?:\.?(?:#\S*)?)$/.test(reference) ? 'flake.nix' : undefined;
}
/** The first word where it is a plain relative path of a Nix file. */
function fileIn(text) {
    return /^\s*(?!\/)([\w./-]+\.nix)(?=\s|$)/.exec(text)?.[1];
}
/** What a step needs before any process of it runs. */
async function checkPreconditions({ step, cwd, context }) {
    await context.disk.look();
    await context.daemon?.look();
    await (0,access/* refuseClosed */.Tl)(cwd, external_node_fs_.constants.X_OK, step.name);
    if (!(await (0,access/* isAccessible */.dp)(cwd, external_node_fs_.constants.X_OK))) {
        throw new errors/* ActionError */.l(`${step.name}: there is no folder ${cwd}.`, "Look at the step's working-directory.");
    }
    if (step.requires.includes('kvm') &&
        !(await (0,access/* isAccessible */.dp)('/dev/kvm', external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK))) {
        throw new errors/* ActionError */.l(`${step.name} requires kvm, and /dev/kvm cannot be opened on this machine.`, "GitHub's x86_64 Linux runners have it; on others leave the step out with only or if.");
    }
    const entry = entryOf(step, cwd);
    if (entry)
        await (0,access/* refuseClosed */.Tl)((0,external_node_path_.join)(cwd, entry), external_node_fs_.constants.R_OK, step.name);
    const { workspace, env } = context;
    const script = await (0,check_script/* checkScript */.wN)(step, { cwd, workspace, env });
    if (script)
        throw new errors/* ActionError */.l(`${step.name}: ${script.what}`, script.hint);
}

// EXTERNAL MODULE: ./build/steps/scripts/bash-lexer.js
var bash_lexer = __webpack_require__(9766);
;// CONCATENATED MODULE: ./build/steps/scripts/programs.js

/** Words behind which a command begins, and those behind which none does. */
const BEFORE_COMMAND = 'if then elif else while until do ! time {'.split(' ');
const NO_COMMAND = 'for select case function fi done esac } [['.split(' ');
const BETWEEN = ['\n', ';', '&', '&&', '||', '|', '|&', '(', ')'];
/** What bash does by itself. */
const BUILTINS = new Set(`. : [ alias bg bind break builtin caller cd command compgen complete compopt continue coproc declare dirs disown echo
enable eval exec exit export false fc fg getopts hash help history in jobs kill let local logout mapfile popd printf pushd
pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias
unset wait`.split(/\s+/));
/**
 * The programs that a text of bash names as commands, without what it defines as a function. It is read, not run: what a
 * condition leaves out is among them, and what a variable names is not.
 */
function programsOf(text) {
    const tokens = (0,bash_lexer/* tokensOf */.k)(text);
    const functions = new Set();
    const found = new Set();
    let isCommand = true;
    let isPattern = false;
    for (let i = 0; i < tokens.length; i++) {
        const token = tokens[i];
        if (token.kind === 'operator') {
            if (bash_lexer/* REDIRECTIONS */.U.includes(token.text))
                i++;
            else if (BETWEEN.includes(token.text)) {
                isCommand = !isPattern || token.text === ')';
                if (token.text === ')')
                    isPattern = false;
            }
            else
                isPattern = true;
        }
        else if (isPattern) {
            if (token.text === 'esac')
                isPattern = isCommand = false;
        }
        else if (isCommand && token.isAssignment) {
            if (isOperator(tokens[i + 1], '('))
                i = indexOf(tokens, i, ')');
        }
        else if (isCommand && NO_COMMAND.includes(token.text)) {
            if (token.text === '[[')
                i = indexOf(tokens, i, ']]');
            if (token.text === 'case') {
                i = indexOf(tokens, i, 'in');
                isPattern = true;
            }
            if (token.text === 'function')
                functions.add(tokens[++i]?.text ?? '');
            else
                isCommand = false;
        }
        else if (isCommand && !BEFORE_COMMAND.includes(token.text)) {
            if (isOperator(tokens[i + 1], '('))
                functions.add(token.text);
            else if (token.isPlain)
                found.add(token.text);
            isCommand = false;
        }
    }
    return [...found].filter(word => /^\w[\w.+-]*$/.test(word) && !functions.has(word) && !BUILTINS.has(word));
}
function isOperator(token, text) {
    return token?.kind === 'operator' && token.text === text;
}
/** Where the next token of a text is; the last where there is none. */
function indexOf(tokens, from, text) {
    const found = tokens.findIndex((token, at) => at > from && token.text === text);
    return found < 0 ? tokens.length : found;
}

;// CONCATENATED MODULE: ./build/steps/scripts/undeclared-tools.js







/** A larger script is no script that people write. */
const LARGEST = 2 ** 18;
const MOST_NAMED = 15;
/** What belongs to the machine, or to any stdenv. */
const EXPECTED = new Set(`nix sudo su docker podman systemctl cachix bash sh cat cp mv rm ls mkdir rmdir ln chmod chown touch sleep date head
tail sort uniq wc cut tr tee seq basename dirname realpath readlink mktemp env id whoami uname stat du df dd expr install
base64 od paste split timeout nproc yes md5sum sha1sum sha256sum comm join nl tac shuf truncate find xargs diff cmp sed
grep egrep fgrep awk gawk tar gzip gunzip zcat bzip2 xz make patch file nohup tty hostname`.split(/\s+/));
/**
 * The programs that a step's command, or the script it names, takes from the machine because its shell brings none.
 * @param path PATH as the command had it
 */
async function hostTools(run, path) {
    const folders = path.split(external_node_path_.delimiter);
    // Without a folder of the store it is no shell that could lack something.
    if (run.step.pure || !folders.some(it => it.startsWith('/nix/store/')))
        return [];
    const texts = [run.step.argument, await scriptText(run)];
    if (texts.some(entersOther))
        return [];
    const hosts = new Set((run.context.env.PATH ?? '').split(external_node_path_.delimiter));
    const named = new Set(texts.flatMap(programsOf));
    const found = [];
    for (const program of named) {
        if (EXPECTED.has(program) || program.startsWith('nix-'))
            continue;
        const folder = await undeclared_tools_folderOf(program, folders);
        if (folder && hosts.has(folder) && !folder.startsWith('/nix/store/'))
            found.push(program);
    }
    return found.sort();
}
/** Whether a text changes where programs come from. */
function entersOther(text) {
    return /\bPATH=|\bnix-shell\b|\bnix (?:develop|shell|run)\b|\bdirenv\b/.test(text);
}
async function undeclared_tools_folderOf(program, folders) {
    for (const folder of folders) {
        if (folder !== '' && (await (0,access/* isAccessible */.dp)((0,external_node_path_.join)(folder, program), external_node_fs_.constants.X_OK)))
            return folder;
    }
    return undefined;
}
/** The text of the script of bash or sh that the command names; empty without one. */
async function scriptText({ step, cwd }) {
    const script = (0,named_script/* scriptOf */.F)(step.argument);
    if (!script)
        return '';
    const file = (0,external_node_path_.resolve)(cwd, script.path);
    const there = await (0,external_node_fs_promises_.stat)(file).catch(() => undefined);
    if (!there?.isFile() || there.size > LARGEST)
        return '';
    const text = await (0,external_node_fs_promises_.readFile)(file, 'utf8').catch(() => '');
    const isShell = script.by === 'shell' || /^#!.*\b(?:ba)?sh\b/.test(text);
    return isShell ? text : '';
}
/** Tells once of all steps: what runs only because the machine has it may be missing on another. */
function tellOfHostTools(lacking, logger) {
    const programs = [...new Set(lacking.flatMap(it => it.programs))].sort();
    if (programs.length === 0)
        return;
    const names = programs.slice(0, MOST_NAMED).join(', ');
    const more = programs.length > MOST_NAMED ? ` and ${programs.length - MOST_NAMED} more` : '';
    const steps = (0,lib_text/* toOneLine */.GX)(lacking.map(({ step }) => step).join('; '), 300);
    logger.notice(`The shell brings no ${names}${more}; the commands take the runner's (${steps}). Add them to the shell. With pure: true a step has only what its shell brings.`, 'Tools of the runner');
}

;// CONCATENATED MODULE: ./build/steps/shell/command-reached.js







/** Bytes of a PATH that is looked at. */
const LONGEST_PATH = 2 ** 20;
/**
 * A command behind a mark that the shell came to it: a shellHook may end the shell, with exit code 0 too. The mark holds
 * the PATH that the command has.
 */
function withReachedMarker(run, command) {
    (0,external_node_fs_.rmSync)(markOf(run), { recursive: true, force: true });
    return `builtin printf %s "$PATH" >${(0,step_run/* quote */.hD)(markOf(run))}\n${command}`;
}
/**
 * A step whose command never began has tested nothing, whatever the exit code says.
 * @param path of the shell's derivation, or of the script of `nix print-dev-env`: what has the shellHook
 */
async function checkReached(run, outcome, path) {
    const searched = await readMark(markOf(run));
    if (searched !== undefined)
        return { ...outcome, hostTools: await hostTools(run, searched) };
    if (outcome.status === 'failure')
        return endedBefore(run, outcome, path);
    if (outcome.status !== 'success') {
        const said = `${run.step.name}: the shell ended before the command began.`;
        return { ...outcome, causes: [{ kind: 'other', said }] };
    }
    const message = `${run.step.name}: the shell ended with exit code 0 before the command began. Look for exit or exec in the shellHook.`;
    return {
        ...outcome,
        status: 'failure',
        error: { message },
        causes: [{ kind: 'other', said: message }],
    };
}
/** The failure is that of the shell: the command, and its script, have nothing to do with it. */
async function endedBefore(run, outcome, path) {
    const { exitCode, error } = outcome;
    const hasHook = HOOK.test(await (0,external_node_fs_promises_.readFile)(path, 'utf8').catch(() => ''));
    const who = hasHook ? 'the shellHook ended the shell' : 'the shell ended';
    const how = exitCode === null ? '' : ` (exit code ${exitCode})`;
    const advice = hasHook ? ['Look for exit, exec or set -e in the shellHook.'] : [];
    const said = `${run.step.name}: ${who}${how} before the command ran.`;
    const [, ...rest] = (error?.message ?? '').split('\n');
    const place = hasHook ? await hookPlace(run) : {};
    return {
        ...outcome,
        error: { message: [said, ...advice, ...rest].join('\n'), kind: 'other', ...place },
        causes: [{ kind: 'other', said }],
    };
}
/** A shellHook that is not empty: of a derivation, of structured attributes, of a script. */
const HOOK = /"shellHook","[^"]|\\"shellHook\\":\\"[^\\]|^(?:export |declare -x )?shellHook=(?!''$|"")./m;
async function hookPlace({ step, context, cwd }) {
    const entry = entryOf(step, cwd);
    const file = entry && (0,external_node_path_.relative)(context.workspace, (0,external_node_path_.join)(cwd, entry));
    const line = file && attributeLine((await context.repository.read(file)) ?? '', 'shellHook');
    return file && line ? { file, line } : {};
}
/** The command can write to the folder of the mark, so it is taken for what it is only where it is a plain, short file. */
async function readMark(path) {
    const stat = await (0,external_node_fs_promises_.lstat)(path).catch(() => undefined);
    if (!stat)
        return undefined;
    return stat.isFile() && stat.size < LONGEST_PATH ? (0,external_node_fs_promises_.readFile)(path, 'utf8').catch(() => '') : '';
}
function markOf(run) {
    return run.private('reached');
}

;// CONCATENATED MODULE: ./build/steps/kinds/develop.js











/** What nix-shell keeps in a pure environment; `nix develop --ignore-environment` would drop even HOME. */
const KEPT = ['HOME', 'USER', 'LOGNAME', 'TERM', 'TZ', 'XDG_RUNTIME_DIR'];
/** A command in a flake's dev shell; without one the environment is built and entered. */
async function develop(run, shells) {
    const made = await shells.of(run, make);
    if ('failed' in made)
        return made.failed;
    const { step, context } = run;
    if (context.plan)
        return SUCCESS;
    const command = step.argument.trim() === '' ? ':' : step.argument;
    const { path, bash } = made.shell;
    if (!bash)
        return refused('develop: the dev shell brings no bash, and none of version 5 or newer is on PATH.');
    const script = run.private(`develop-${crypto.randomUUID()}.sh`);
    // As `nix develop -c` does: one bash reads the environment, its shellHook and then the command.
    await (0,external_node_fs_promises_.writeFile)(script, `source ${path}\n${withReachedMarker(run, asScript(command))}\n`);
    // The environment makes a folder there for each entering, which nobody removes.
    const { TMPDIR = (0,external_node_os_.tmpdir)() } = run.context.temporary;
    const temporary = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(TMPDIR, 'nix-ci-'));
    const outcome = await enter(run, {
        argv: [bash, '--noprofile', '--norc', script],
        env: { SHELL: bash, TMPDIR: temporary },
        ...(step.pure ? { only: [...KEPT, 'SHELL', 'TMPDIR', ...variablesOf(run)] } : {}),
        reproduce: reproduce(run, command),
    });
    // What the command made unremovable stays; that is no failure of the step.
    await (0,external_node_fs_promises_.rm)(temporary, { recursive: true, force: true }).catch(() => { });
    return checkReached(run, outcome, path);
}
function reproduce(run, command) {
    const { shell, args, pure, keep, unset } = run.step;
    const flags = pure
        ? ['--ignore-environment', ...keep.flatMap(name => ['--keep', name])]
        : unset.flatMap(name => ['--unset', name]);
    const words = ['develop', ...(shell ? [shell] : []), ...args, ...flags];
    return run.reproduce('nix', ...words, '--command', 'bash', '-c', asScript(command));
}
function shellSource({ step }) {
    return sourceOf([...(step.shell ? [step.shell] : []), ...step.args]);
}
/** Nix looks for a dev shell first, and then for packages. */
const develop_MISSING = /does not provide attribute '(devShells\.[^']+)'/;
/** Says that there is no such dev shell, which there are, and what to do. */
async function withoutShell(run, failed, attribute) {
    const [flake] = (run.step.shell ?? '.').split('#');
    const { system } = run.context.nix;
    const words = ['nix', 'eval', '--json', `${flake || '.'}#devShells.${system}`];
    const apply = ['--apply', 'builtins.attrNames', ...(0,shell_args/* withoutShellFlags */.ce)(run.step.args)];
    const { code, stdout } = await run.quietNix([...words, ...apply]);
    const names = code === 0 ? JSON.parse(stdout) : [];
    const message = [
        `There is no dev shell ${attribute} in the flake ${flake || '.'}.`,
        names.length > 0
            ? `Its dev shells are ${names.join(', ')}: choose one with the option shell, such as shell: ${flake || '.'}#${names[0]}.`
            : `Define it in flake.nix, or, where the environment is in a shell.nix, take the kind nix-shell.`,
        `Reproduce: ${reproduce(run, ':')}`,
    ].join('\n');
    return { ...failed, error: { ...failed.error, message } };
}
/** Evaluates and builds; the script of `nix print-dev-env` is the one with which `nix develop` begins. */
async function make(run, number) {
    const { step, context } = run;
    if (context.plan)
        return planShell(run);
    await (0,external_node_fs_promises_.mkdir)(run.private('roots'), { recursive: true });
    const profile = ['--profile', run.private('roots', `develop-${number}`)];
    // The step's own arguments come last, so that they count.
    const words = ['print-dev-env', ...(step.shell ? [step.shell] : []), ...profile];
    const result = await run.nix(['nix', ...words, ...step.args]);
    if (result.code !== 0) {
        const about = { ...shellSource(run), reproduce: reproduce(run, ':') };
        const failed = await outcomeOfNix(run, result, about);
        const missing = result.log.errors.map(text => develop_MISSING.exec(text)?.[1]).find(it => it);
        return { failed: missing ? await withoutShell(run, failed, missing) : failed };
    }
    const path = run.private('roots', `develop-${number}.sh`);
    await (0,external_node_fs_promises_.writeFile)(path, result.stdout);
    // The environment is made by the derivation's own builder, which is always a bash (develop.cc).
    const builder = /^(?:export |declare -x )?builder='?([^'\n]+\/bash)'?$/m.exec(result.stdout)?.[1];
    return { shell: { path, bash: builder ?? (await modernBash(context.env)) } };
}
/** What stands between a flake and its dev shell, as `nix develop` looks for it. (installables.cc, develop.cc) */
function attributesOf(fragment, system) {
    if (fragment === '')
        return [
            `devShells.${system}.default`,
            `devShell.${system}`,
            `packages.${system}.default`,
            `defaultPackage.${system}`,
        ];
    return [
        `devShells.${system}.${fragment}`,
        `packages.${system}.${fragment}`,
        `legacyPackages.${system}.${fragment}`,
        fragment,
    ];
}
/** What a plan asks instead: `nix develop` has no dry run. The small build that reads the variables is not counted. */
async function planShell(run) {
    const { step, context } = run;
    const args = (0,shell_args/* withoutShellFlags */.ce)(step.args);
    const isFile = args.some(arg => /^(-f|--file|-E|--expr)$/.test(arg));
    const [flake = '', fragment = ''] = (step.shell ?? '').split('#');
    const installables = isFile
        ? [step.shell ? `${step.shell}.drvPath` : 'drvPath']
        : attributesOf(fragment, context.nix.system).map(it => `${flake || '.'}#${it}.drvPath`);
    const about = { ...shellSource(run), reproduce: reproduce(run, ':') };
    for (const [index, installable] of installables.entries()) {
        const result = await run.quietNix(['nix', 'eval', '--raw', installable, ...args]);
        if (result.code === 0)
            return makeInputs(run, result.stdout.trim(), about);
        const isMissing = result.log.errors.some(error => error.includes('does not provide attribute'));
        if (!isMissing || index === installables.length - 1)
            return { failed: await outcomeOfNix(run, result, about) };
    }
    throw new Error('a dev shell has attributes');
}

;// CONCATENATED MODULE: ./build/steps/printed.js
const MARK = '«error: ';
const ESCAPES = { n: '\n', r: '\r', t: '\t' };
/** More are not counted. */
const MOST = 100;
/**
 * The errors that stand inside of a value as `nix eval` prints it: it goes on where something inside does not evaluate,
 * and ends well. A string that holds the same text is none. (print.cc)
 */
function errorsIn(printed) {
    if (!printed.includes(MARK))
        return [];
    const errors = [];
    const frames = [];
    const took = (text) => {
        const frame = frames.at(-1);
        if (!frame)
            return;
        if (frame.isList)
            frame.key = Number(frame.key) + 1;
        else if (frame.hasKey)
            frame.hasKey = false;
        else {
            frame.key = text;
            frame.hasKey = true;
        }
    };
    for (let at = 0; at < printed.length && errors.length < MOST;) {
        const char = printed[at] ?? '';
        if (char === '{' || char === '[') {
            frames.push({ isList: char === '[', key: 0, hasKey: false });
            at++;
        }
        else if (char === '}' || char === ']') {
            frames.pop();
            took('');
            at++;
        }
        else if (/[\s=;]/.test(char))
            at++;
        else {
            const end = printed_endOf(printed, at);
            const token = printed.slice(at, end);
            if (token.startsWith(MARK))
                errors.push({ path: frames.map(({ key }) => key), text: token.slice(1, -1) });
            took(char === '"' ? unescaped(token) : token);
            at = end;
        }
    }
    return errors;
}
/** Where a string, a text in guillemets or a word ends that begins there. */
function printed_endOf(text, start) {
    const first = text[start];
    let depth = 0;
    for (let at = start; at < text.length; at++) {
        const char = text[at] ?? '';
        if (first === '"') {
            if (char === '\\')
                at++;
            else if (char === '"' && at > start)
                return at + 1;
        }
        else if (first === '«') {
            depth += char === '«' ? 1 : char === '»' ? -1 : 0;
            if (depth === 0)
                return at + 1;
        }
        else if (/[\s;={}[\]"«]/.test(char))
            return Math.max(at, start + 1);
    }
    return text.length;
}
function unescaped(literal) {
    return literal.slice(1, -1).replace(/\\([\s\S])/g, (_, char) => ESCAPES[char] ?? char);
}

;// CONCATENATED MODULE: ./build/steps/kinds/eval.js








/** With these Nix prints no value in its own language, and ends with an error where one is inside. */
const OTHER_FORMS = ['--json', '--raw'];
/** Places of further errors that are told. */
const MOST_PLACES = 5;
/** `nix eval`: evaluates without building, also for a system that this runner cannot build. */
async function evaluate(run) {
    const { step } = run;
    const system = step.system ? ['--system', step.system] : [];
    const asked = (0,shell_words/* expandWords */.AK)(step.argument);
    const words = [...asked, ...system, ...step.args];
    const source = sourceOf([...asked, ...step.args]);
    const result = await run.nix(['nix', 'eval', ...words]);
    const value = result.stdout.trimEnd();
    for (const line of value === '' ? [] : value.split('\n').slice(0, 200))
        run.line(line);
    const isPrinted = result.code === 0 && !words.some(word => OTHER_FORMS.includes(word));
    const errors = isPrinted && !step.allowEvalErrors ? errorsIn(value) : [];
    const [first, ...more] = errors;
    if (first)
        return eval_inside(run, words, source, first, more);
    return outcomeOfNix(run, result, {
        ...source,
        reproduce: run.reproduce('nix', 'eval', ...words),
    });
}
/** Asks for what does not evaluate by itself, which then is the error of the call, with its place. */
async function eval_inside(run, words, source, { path, text }, more) {
    const name = eval_nameOf(run.step.argument, path);
    // Of a derivation Nix prints the path, and goes on where that does not evaluate.
    for (const suffix of ['', '.drvPath']) {
        const again = ['eval', ...applied(words, path, suffix)];
        const result = await run.nix(['nix', ...again]);
        if (result.code === 0)
            continue;
        const reproduce = run.reproduce('nix', ...again);
        const outcome = await outcomeOfNix(run, result, { ...source, reproduce, within: name });
        return outcome.status === 'failure' ? withOthers(run, outcome, more) : outcome;
    }
    const reproduce = run.reproduce('nix', 'eval', ...words);
    const message = `${name} does not evaluate: ${(0,lib_text/* escapeInvisibleText */.Us)(text)}\nReproduce: ${reproduce}`;
    return withOthers(run, refused(message), more);
}
function withOthers({ step }, outcome, errors) {
    const places = errors.slice(0, MOST_PLACES).map(({ path }) => eval_nameOf(step.argument, path));
    const others = errors.length > places.length ? [...places, '…'] : places;
    const also = others.length > 0 ? [`Also not evaluated: ${others.join(', ')}.`] : [];
    const hint = 'If the value may have errors inside, set eval-errors: allow.';
    const message = (0,format/* withLines */.Gy)(outcome.error?.message ?? '', [...also, hint]);
    return { ...outcome, error: { ...outcome.error, message } };
}
/** The words of a call for what is at a place inside of the value. */
function applied(words, path, suffix) {
    const at = words.lastIndexOf('--apply');
    const [own, others] = at < 0 ? [undefined, words] : [words[at + 1], [...words.slice(0, at), ...words.slice(at + 2)]];
    const select = path.reduce((of, part) => typeof part === 'number' ? `(builtins.elemAt ${of} ${part})` : `${of}.${attribute(part)}`, own === undefined ? 'it' : `((${own}) it)`);
    return [...others, '--apply', `it: ${select}${suffix}`];
}
function attribute(name) {
    return /^[A-Za-z_][\w'-]*$/.test(name) ? name : (0,nix_attribute/* nixString */.z7)(name);
}
/** `lib.tests.bad`, `list[1]`: the attribute that was asked for, and the way from there. */
function eval_nameOf(argument, path) {
    const [, fragment = ''] = argument.trim().split('#');
    const way = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${attribute(part)}`));
    return (0,lib_text/* escapeInvisible */.ts)(`${fragment}${way.join('')}`.replace(/^\./, ''));
}

;// CONCATENATED MODULE: ./build/steps/kinds/ask-checks.js







/** Before, a log names attributes and not the derivations that they are evaluated to. */
const TELLS_DERIVATIONS = '2.20';
/**
 * Whether the log of a `nix flake check` tells which attribute is evaluated to which derivation. Determinate Nix has lines
 * of its own, which do not.
 */
function tellsAttributes({ context }, { log, code }) {
    const { evaluated } = log.run();
    if (!(0,version/* isAtLeast */.du)(context.nix.version, TELLS_DERIVATIONS))
        return false;
    if (evaluated.some(isBareAttribute))
        return false;
    // Of what failed before anything was evaluated there is nothing to ask.
    return evaluated.length > 0 || code !== 0;
}
function isBareAttribute({ kind }) {
    return kind === 'attribute';
}
/** The attributes that the log names. */
function attributesTold({ log }) {
    return log.run().evaluated.filter(one => {
        if (one.kind === 'flake output')
            return false;
        // What an output has for a system is none.
        return !isBareAttribute(one) || (0,nix_attribute/* partsOf */.CI)(one.name).length > 2;
    });
}
/** What `nix flake check` evaluated to what. Where the log does not say it, the checks are asked for afterwards. */
async function ask_checks_attributesOf(run, result) {
    const told = attributesTold(result);
    if (tellsAttributes(run, result) || result.cancelled || result.timedOut)
        return { evaluated: told, explained: [] };
    const { errors } = result.log.run();
    const bad = errors.flatMap(({ attribute, derivation }) => (derivation ? [] : (attribute ?? [])));
    return askUntold(run, result, bad);
}
/**
 * The checks that a `nix flake check` looked at, asked for afterwards. What each took to evaluate Determinate Nix tells;
 * else it is not known.
 * @param bad attributes that are known to fail
 */
async function askUntold(run, result, bad) {
    const spans = new Map(attributesTold(result)
        .filter(isBareAttribute)
        .map(({ name, start, end }) => [name, { start, end }]));
    const { evaluated, explained } = await askAllChecks(run, bad, result.log.run().start);
    return { evaluated: evaluated.map(one => ({ ...one, ...spans.get(one.name) })), explained };
}
/**
 * The checks for this system with their derivations, which are in the store then; none where the flake has no checks.
 * @param bad attributes that are known to fail
 * @param at milliseconds of the clock of the logs; what each took to evaluate is not known
 */
async function askAllChecks(run, bad, at) {
    const prefix = `checks.${run.context.nix.system}.`;
    const { names } = await checkNames(run);
    const known = new Set(bad);
    const isBad = (name) => known.has(prefix + name) || known.has((0,log_errors/* withoutColours */.mU)(prefix + name));
    const left = names.filter(name => !isBad(name));
    const without = list(names.filter(isBad));
    const { evaluated, explained } = await askOf(run, left, `builtins.removeAttrs checks ${without}`, at);
    const found = new Map(evaluated.map(({ name, derivation }) => [name, derivation]));
    const rows = names.map(name => row(prefix + name, found.get(prefix + name), at));
    return { evaluated: rows, explained };
}
/** The checks for this system that an evaluator did not come to before it died, as far as their names can be had. */
async function ask_checks_unreached(run, told) {
    const { names } = await checkNames(run);
    const known = new Set(told.map(({ name }) => name));
    const all = names.map(name => `checks.${run.context.nix.system}.${name}`);
    const left = all.filter(name => !known.has(name) && !known.has((0,log_errors/* withoutColours */.mU)(name)));
    return left.map(name => ({ ...row(name, undefined, performance.now()), kind: check_results_UNREACHED }));
}
/** The same for some of them. @param names whole attributes of this system */
async function askSomeChecks(run, names, at) {
    const prefix = `checks.${run.context.nix.system}.`;
    const short = names.map(name => name.slice(prefix.length));
    const wanted = short.map(name => `${(0,nix_attribute/* nixString */.z7)(name)} = null;`).join(' ');
    return askOf(run, short, `builtins.intersectAttrs { ${wanted} } checks`, at);
}
/**
 * All in one evaluation; those that do not evaluate, or where something ends it, each alone.
 * @param set Nix text of those of `checks`
 */
async function askOf(run, names, set, at) {
    if (names.length === 0)
        return { evaluated: [], explained: [] };
    const checks = `checks.${run.context.nix.system}`;
    const one = 'let it = builtins.tryEval (check.drvPath or ""); in if it.success then it.value else null';
    const apply = `checks: builtins.mapAttrs (_: check: ${one}) (${set})`;
    const words = ['nix', 'eval', '--json', `${reference(run)}#${checks}`, '--apply', apply];
    const { code, stdout } = await run.quietNix([...words, ...questionArguments(run.step.args)]);
    const paths = code === 0 ? JSON.parse(stdout) : {};
    const evaluated = [];
    const explained = [];
    for (const short of names) {
        const name = `${checks}.${short}`;
        const path = paths[short];
        const asked = typeof path === 'string' ? { path, explained: [] } : await askAlone(run, name);
        evaluated.push(row(name, asked.path || undefined, at));
        explained.push(...asked.explained);
    }
    return { evaluated, explained };
}
function row(name, derivation, at) {
    return { kind: 'derivation', name, derivation, start: at, end: at };
}
function list(names) {
    return `[ ${names.map(nix_attribute/* nixString */.z7).join(' ')} ]`;
}
/** An error that old versions do not name an attribute for gives way to the same one that does. */
function ask_checks_named(explained, asked) {
    const known = new Set(explained.flatMap(({ attributes }) => attributes));
    const unnamed = asked.filter(({ attributes }) => !attributes.some(it => known.has(it)));
    const isSaid = ({ kind, attributes, derivation, said }) => attributes.length === 0 &&
        derivation === undefined &&
        unnamed.some(it => it.kind === kind && it.said === said);
    return [...explained.filter(one => !isSaid(one)), ...unnamed];
}
async function askAlone(run, name) {
    const words = evalWords(run, name);
    const one = await run.quietNix(['nix', ...words]);
    if (one.code === 0)
        return { path: one.stdout.trim(), explained: [] };
    const about = {
        ...sourceOfCheck(run),
        reproduce: run.reproduce('nix', ...words),
        attribute: name,
    };
    return { path: undefined, explained: await explainCall(run, one, about) };
}

;// CONCATENATED MODULE: ./build/steps/kinds/passed-over.js





/** Outputs of which Nix evaluates each derivation. (flake.cc, CmdFlakeCheck) */
const EVALUATED = ['packages', 'devShells', 'formatter', 'defaultPackage', 'devShell', 'hydraJobs'];
const WHY = "Determinate Nix's flake check does not evaluate it; Nix's does, so the step fails.";
/**
 * Of derivations that are no checks Determinate Nix looks at the name alone, so that what does not evaluate passes. They
 * are evaluated here, where they do all in one process, and the verdict is that of Nix.
 * @param about what the check was about
 * @param flake what was checked; default: the step's
 */
async function withPassedOver(run, result, about, flake = flakeOfStep(run)) {
    if (result.cancelled || result.timedOut)
        return { result, passedOver: [] };
    const names = new Set(result.log.run().passedOver);
    const wanted = [...names].filter(name => EVALUATED.includes((0,nix_attribute/* partsOf */.CI)(name)[0] ?? ''));
    const { explained, cut } = await passed_over_evaluate(run, wanted, about, flake);
    const passedOver = explained.map(one => reworded(one, `${one.reason}\n${WHY}`));
    if (cut)
        return { result: { ...cut, log: result.log }, passedOver };
    const code = passedOver.length > 0 ? result.code || 1 : result.code;
    return { result: { ...result, code }, passedOver };
}
/** All in one process, and where that fails the one half and the other. */
async function passed_over_evaluate(run, names, about, flake) {
    const [attribute] = names;
    if (attribute === undefined)
        return { explained: [] };
    const isAlone = names.length === 1;
    const words = isAlone ? evalWords(run, attribute, flake) : wordsForAll(names, flake);
    const result = words && (await run.quietNix(['nix', ...words]));
    if (result?.cancelled || result?.timedOut)
        return { explained: [], cut: result };
    if (result?.code === 0)
        return { explained: [] };
    if (isAlone)
        return { explained: result ? await explainCall(run, result, { ...about, attribute }) : [] };
    const middle = Math.ceil(names.length / 2);
    const left = await passed_over_evaluate(run, names.slice(0, middle), about, flake);
    if (left.cut)
        return left;
    const { explained, cut } = await passed_over_evaluate(run, names.slice(middle), about, flake);
    return { explained: [...left.explained, ...explained], cut };
}
/** @returns undefined where no installable can name one of them */
function wordsForAll(names, { url, args }) {
    const installables = names.flatMap(name => (0,nix_attribute/* installableOf */.Lz)(url, (0,nix_attribute/* partsOf */.CI)(name)) ?? []);
    if (installables.length < names.length)
        return undefined;
    return ['path-info', '--derivation', ...installables, ...questionArguments(args)];
}

;// CONCATENATED MODULE: ./build/steps/flake/each/pieces.js
/** Outputs of which each attribute is judged by itself. */
const BY_NAME = [
    'defaultPackage',
    'devShell',
    'defaultApp',
    'formatter',
    'overlays',
    'nixosModules',
    'nixosConfigurations',
    'hydraJobs',
    'templates',
];
/** Parts the outputs of a flake into pieces: together they are all of it, and nothing is in two of them. */
function piecesOf(outputs) {
    return Object.entries(outputs).flatMap(([output, names]) => piecesOfOutput(output, names));
}
function piecesOfOutput(output, names) {
    if (!names)
        return [whole(output)];
    const { all, systems } = names;
    const inSystems = Object.entries(systems ?? {}).map(([system, members]) => ({
        name: system,
        paths: (members ?? []).map(member => [output, system, member]),
    }));
    const parts = systems ? inSystems : all.map(name => ({ name, paths: [[output, name]] }));
    const parted = parts.filter(({ paths }) => paths.length > 0);
    const without = parted.map(({ name }) => name);
    const isLeft = parted.length === 0 || all.some(name => !without.includes(name));
    const pieces = parted.flatMap(({ paths }) => paths.map(path => ({ path, without: [] })));
    return isLeft ? [...pieces, whole(output, without)] : pieces;
}
function whole(output, without = []) {
    return { path: [output], without };
}
/** The attribute as reports name it: `checks.x86_64-linux.lint`. */
function pieces_nameOf({ path }) {
    return path.join('.');
}

;// CONCATENATED MODULE: ./build/steps/flake/each/locks.js

/** Inputs that follow one another further than this are taken for a circle. */
const LONGEST = 100;
/**
 * Whether a flake has the same inputs, and these theirs, as it has when it is itself an input of another.
 * @param name of that input
 */
function hasSameInputs(own, outer, name) {
    const itself = nodeOf(outer, [name]);
    const seen = new Set();
    const isSame = (one, other) => {
        const [a, b] = [own.nodes[one ?? ''], outer.nodes[other ?? '']];
        if (!a || !b || (one === own.root) !== (other === itself))
            return false;
        const pair = JSON.stringify([one, other]);
        if (seen.has(pair))
            return true;
        seen.add(pair);
        const isEqual = (0,external_node_util_.isDeepStrictEqual)(a.locked, b.locked) && a.flake === b.flake;
        if (one !== own.root && !isEqual)
            return false;
        const [inputs, others] = [a.inputs ?? {}, b.inputs ?? {}];
        return (isSameParent(a, b) &&
            (0,external_node_util_.isDeepStrictEqual)(Object.keys(inputs).sort(), Object.keys(others).sort()) &&
            Object.keys(inputs).every(key => isSame(nodeOf(own, inputs[key]), nodeOf(outer, others[key]))));
    };
    const isSameParent = ({ parent: one }, { parent: other }) => one && other ? isSame(nodeOf(own, one), nodeOf(outer, other)) : one === other;
    return isSame(own.root, itself);
}
function nodeOf(locks, input, depth = 0) {
    if (input === undefined || typeof input === 'string' || depth > LONGEST) {
        return typeof input === 'string' ? input : undefined;
    }
    return input.reduce((node, key) => nodeOf(locks, locks.nodes[node ?? '']?.inputs?.[key], depth + 1), locks.root);
}

;// CONCATENATED MODULE: ./build/steps/flake/each/original.js

/** What is read where it lies: Nix gives the places of its errors there. */
const LOCAL = /^(?:git\+file|path|file):/;
/** What Nix says of the flake of a step; undefined where it cannot. */
async function metadataOf(run, reference, args) {
    const words = ['nix', 'flake', 'metadata', '--json', reference];
    const { code, stdout } = await run.quietNix([...words, ...questionArguments(args)]);
    return code === 0 ? JSON.parse(stdout) : undefined;
}
/**
 * Evaluated in the tree that Nix fetches, as an input is: from 2.35 on the source of a flake need not be in the store, and
 * Determinate Nix may not even tell where it would be.
 */
const READ = `{ url, dir }: (import ((builtins.fetchTree url).outPath + "/" + dir + "/flake.nix")).nixConfig or { }`;
/** The flake as an input of another; undefined where its `nixConfig` cannot be read. */
async function originalOf(run, { resolvedUrl, url: locked, resolved: { dir = '' } }) {
    const url = LOCAL.test(resolvedUrl) ? resolvedUrl : (locked ?? resolvedUrl);
    const words = ['--argstr', 'url', treeOf(url), '--argstr', 'dir', dir, '--expr', READ];
    const argv = ['nix-instantiate', '--eval', '--strict', '--json', ...words];
    const { code, stdout } = await run.quietNix(argv);
    return code === 0 ? { url, nixConfig: JSON.parse(stdout) } : undefined;
}
/** Pure: the URL of the tree that a flake lies in: of a tree most kinds of URL know no folder. */
function treeOf(url) {
    const [tree = '', query = ''] = url.split(/\?(.*)/s);
    const others = query.split('&').filter(it => it !== '' && !it.startsWith('dir='));
    return [tree, ...(others.length > 0 ? [others.join('&')] : [])].join('?');
}

;// CONCATENATED MODULE: ./build/steps/flake/each/wrapper-flake.js

/** The name of the flake that a wrapper takes its outputs from. */
const ORIGINAL = 'original';
/**
 * A flake whose outputs are a piece of another's; the attribute at its end keeps its position in its own file. One check
 * stands among the packages, which Nix judges as it does checks but does not build.
 */
function pieceFlake(original, { path, without }) {
    const part = `only ${wrapper_flake_list(path)} ${ORIGINAL}.outputs`;
    const cut = `builtins.mapAttrs (_: set: builtins.removeAttrs set ${wrapper_flake_list(without)}) (${part})`;
    const outputs = without.length > 0 ? cut : part;
    return flake(original, `let
      only = path: set:
        let
          one = builtins.intersectAttrs { \${builtins.head path} = null; } set;
          rest = builtins.tail path;
        in if rest == [ ] then one else builtins.mapAttrs (_: only rest) one;
    in ${wrapper_flake_isCheck(path) ? `{ packages = (${outputs}).checks; }` : outputs}`);
}
/** Whether the piece is one check. */
function wrapper_flake_isCheck(path) {
    return path.length === 3 && path[0] === 'checks';
}
/**
 * A flake with two outputs: `top`, the names of the outputs, and `names`, by output the systems or attributes in it;
 * null where it is looked at as a whole.
 * @param systems whose attributes are wanted; all without
 */
function namesFlake(original, bySystem, byName, systems) {
    const wanted = systems
        ? `(builtins.intersectAttrs { ${systems.map(it => `${(0,nix_attribute/* nixString */.z7)(it)} = null;`).join(' ')} } set)`
        : 'set';
    return flake(original, `let
      members = set: if builtins.isAttrs set then builtins.attrNames set else null;
      names = name: set:
        if !builtins.isAttrs set then null
        else if builtins.elem name ${wrapper_flake_list(bySystem)} then {
          all = builtins.attrNames set;
          systems = builtins.mapAttrs (_: members) ${wanted};
        }
        else if builtins.elem name ${wrapper_flake_list(byName)} && !(set ? type) then { all = builtins.attrNames set; }
        else null;
    in {
      top = builtins.attrNames ${ORIGINAL}.outputs;
      names = builtins.mapAttrs names ${ORIGINAL}.outputs;
    }`);
}
/** A flake whose checks are derivations that are in the store already: nothing is evaluated, everything built. */
function buildFlake(nixConfig, checks) {
    const lines = checks.map(({ system, name, derivation }) => `checks.${(0,nix_attribute/* nixString */.z7)(system)}.${(0,nix_attribute/* nixString */.z7)(name)} = known ${(0,nix_attribute/* nixString */.z7)(name)} ${(0,nix_attribute/* nixString */.z7)(derivation)};`);
    return `{
  nixConfig = ${literal(nixConfig)};
  outputs = _:
    let
      known = name: path: {
        inherit name;
        type = "derivation";
        drvPath = builtins.appendContext path { \${path} = { allOutputs = true; }; };
      };
    in {
      ${lines.join('\n      ')}
    };
}
`;
}
function flake({ url, nixConfig }, outputs) {
    return `{
  nixConfig = ${literal(nixConfig)};
  inputs.${ORIGINAL}.url = ${(0,nix_attribute/* nixString */.z7)(url)};
  outputs = { ${ORIGINAL}, ... }:
    ${outputs};
}
`;
}
/** A value as Nix reads it back; nixConfig has only what JSON has too. */
function literal(value) {
    if (Array.isArray(value))
        return `[ ${value.map(literal).join(' ')} ]`;
    if (typeof value === 'object' && value !== null) {
        const pairs = Object.entries(value).map(([key, one]) => `${(0,nix_attribute/* nixString */.z7)(key)} = ${literal(one)};`);
        return `{ ${pairs.join(' ')} }`;
    }
    return typeof value === 'string' ? (0,nix_attribute/* nixString */.z7)(value) : String(value);
}
function wrapper_flake_list(words) {
    return `[ ${words.map(nix_attribute/* nixString */.z7).join(' ')} ]`;
}

;// CONCATENATED MODULE: ./build/steps/flake/each/wrap.js











/**
 * Makes ready to look at the flake of a step through flakes that have it as their input.
 * @param systems whose attributes are wanted; all without
 * @returns why not, where Nix cannot read it, finds other inputs for it then, or does not take it
 */
async function wrap(run, systems) {
    const own = await metadataOf(run, reference(run), run.step.args);
    if (!own)
        return { why: 'Nix cannot read this flake' };
    const original = await originalOf(run, own);
    if (!original)
        return { why: 'Nix cannot read the nixConfig of this flake' };
    const folder = run.private(`each-${(0,external_node_crypto_.randomUUID)()}`);
    const args = wrappedArguments(run.step.args, ORIGINAL);
    const flake = namesFlake(original, nix_attribute/* BY_SYSTEM */.wp, BY_NAME, systems);
    const names = await writeFlake((0,external_node_path_.join)(folder, 'names'), flake);
    const outer = await metadataOf(run, names, args);
    return outer && isSameFlake(own, outer) ? { original, folder, args, names } : { why: NO_INPUT };
}
const NO_INPUT = 'Nix does not take this flake, with these args, as an input of another just as it is';
function isSameFlake({ locks, locked }, outer) {
    const node = outer.locks.nodes[outer.locks.root]?.inputs?.[ORIGINAL];
    const other = outer.locks.nodes[String(node)]?.locked;
    // Determinate Nix tells no hash of the flake itself.
    const isSame = [other?.narHash, undefined].includes(locked.narHash) && locked.rev === other?.rev;
    return isSame && hasSameInputs(locks, outer.locks, ORIGINAL);
}
/**
 * The outputs of the flake, and what is in them as far as it can be told; what cannot is looked at as a whole.
 * @returns undefined where there are no outputs to be told
 */
async function wrap_namesOf(run, wrapped) {
    const all = await wrap_ask(run, wrapped, 'names');
    if (all)
        return all;
    const top = await wrap_ask(run, wrapped, 'top');
    const names = {};
    for (const output of top ?? []) {
        const one = await wrap_ask(run, wrapped, `names.${JSON.stringify(output)}`);
        names[output] = one ?? null;
    }
    return top && names;
}
async function wrap_ask(run, { names, args }, attribute) {
    const installable = `${names}#${attribute}`;
    const words = ['nix', 'eval', '--json', installable];
    const { code, stdout } = await run.quietNix([...words, ...questionArguments(args)]);
    return code === 0 ? JSON.parse(stdout) : undefined;
}
/**
 * Puts a flake into a folder of its own: old versions do not know `path:…?dir=`.
 * @returns its reference
 */
async function writeFlake(folder, text) {
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'flake.nix'), text);
    return `path:${(0,external_node_url_.pathToFileURL)(folder).pathname}`;
}

;// CONCATENATED MODULE: ./build/steps/flake/each/each.js
















/**
 * Makes ready to look at each attribute alone.
 * @param systems whose attributes are looked at alone; all without
 * @returns why not, where the flake cannot be taken apart
 */
async function takeApart(run, systems) {
    const wrapped = await wrap(run, systems);
    if ('why' in wrapped)
        return wrapped;
    const names = await wrap_namesOf(run, wrapped);
    return names ? { wrapped, names } : { why: 'Nix cannot tell the names of its outputs' };
}
/**
 * `nix flake check` with less memory: Nix judges each piece of the outputs in a process of its own, by a flake that has
 * nothing else, and then builds the checks that evaluate. So the verdict is that of one call for all.
 * @param flags that say which systems are looked at
 */
async function checkEach(run, { wrapped, names }, reproduce, flags) {
    // Where those of several systems fail alike, the one that is built here is told.
    const isOwn = ({ path }) => Number(path[1] === run.context.nix.system);
    const pieces = piecesOf(names).toSorted((a, b) => isOwn(b) - isOwn(a));
    const how = { ...wrapped, flags, reproduce, line: onceEach(run.line) };
    const looked = await lookAtAll(run, how, pieces);
    const last = looked.at(-1)?.result;
    if (!last)
        return SUCCESS;
    const evaluated = [
        ...looked.flatMap(it => it.evaluated),
        // Where time ran out, these were not looked at.
        ...pieces.slice(looked.length).flatMap(piece => unseen(piece, last)),
    ];
    const isCut = last.cancelled || last.timedOut;
    const found = isCut ? [] : looked.flatMap(it => it.found);
    const result = found.length > 0 ? await buildAll(run, how, found) : last;
    const about = aboutChecks(run, evaluated, reproduce);
    const ofBuild = found.length > 0 ? await explainCall(run, result, about) : [];
    const explained = [...looked.flatMap(it => it.explained), ...ofBuild];
    const checks = await checksOf(evaluated, result, explained, run.context.nix.system, lookFor(run));
    // What does not evaluate fails the step, however well the others build.
    const hasFailed = looked.some(it => it.result.code !== 0);
    const ended = hasFailed && result.code === 0 ? { ...result, code: 1 } : result;
    return { ...outcomeOf(ended, explained, about), ...checks };
}
async function lookAtAll(run, how, pieces) {
    const looked = [];
    for (const [at, piece] of pieces.entries()) {
        const one = await look(run, how, piece, (0,external_node_path_.join)(how.folder, String(at)));
        looked.push(one);
        if (one.result.cancelled || one.result.timedOut)
            break;
    }
    return looked;
}
async function look(run, how, piece, folder) {
    const name = pieces_nameOf(piece);
    const own = ownWords(piece);
    const url = await writeFlake(folder, pieceFlake(how.original, piece));
    how.line(`evaluating ${(0,lib_text/* escapeInvisible */.ts)(name)}`);
    const start = performance.now();
    const words = ['nix', 'flake', 'check', url, '--keep-going', ...how.flags, ...how.args];
    const checked = await run.nix(words, {}, text => how.line(own(text)));
    const about = {
        ...aboutChecks(run, [], how.reproduce),
        inWords: own,
        ...(wrapper_flake_isCheck(piece.path) ? { attribute: name } : { within: name }),
    };
    const explained = await explainWhole(run, checked, about);
    const evaluated = attributesTold(checked);
    if (!wrapper_flake_isCheck(piece.path)) {
        const flake = { url, args: how.args };
        const { result, passedOver } = await withPassedOver(run, checked, about, flake);
        return { result, evaluated, explained: [...explained, ...passedOver], found: [] };
    }
    const looked = { result: checked, evaluated, explained, found: [] };
    const [one = { kind: 'derivation', start, end: performance.now(), derivation: undefined }] = evaluated;
    const itself = { ...one, name };
    if (checked.code !== 0)
        return { ...looked, evaluated: [itself] };
    const isTold = tellsAttributes(run, checked);
    // What Nix passes over, as it does in one call for all, has no row.
    if (isTold && evaluated.length === 0)
        return looked;
    // A check of which nobody knows what it is evaluated to would not be built.
    if (!isTold || itself.derivation === undefined)
        return askDerivation(run, how, piece, itself, url, about);
    return { ...looked, evaluated: [itself], found: foundIn(piece, itself.derivation) };
}
/** What a check evaluates to, where the log does not tell. */
async function askDerivation(run, { args }, piece, itself, url, about) {
    const [system = '', name = ''] = piece.path.slice(1);
    const apply = `it: it.${(0,nix_attribute/* nixString */.z7)(system)}.${(0,nix_attribute/* nixString */.z7)(name)}.drvPath or ""`;
    const words = ['nix', 'eval', '--raw', `${url}#packages`, '--apply', apply];
    const result = await run.quietNix([...words, ...questionArguments(args)]);
    const derivation = (result.code === 0 && result.stdout.trim()) || undefined;
    return {
        result,
        // Nor does one call for all tell then of the checks of other systems.
        evaluated: system === run.context.nix.system ? [{ ...itself, derivation }] : [],
        explained: await explainWhole(run, result, about),
        found: foundIn(piece, derivation),
    };
}
/** What was cut short has no cause in the flake. */
async function explainWhole(run, result, about) {
    return result.cancelled || result.timedOut ? [] : explainCall(run, result, about);
}
function foundIn({ path }, derivation) {
    const [, system = '', name = ''] = path;
    return derivation ? [{ system, name, derivation }] : [];
}
/** Judged once more, which evaluates nothing, and built. */
async function buildAll(run, how, found) {
    const flake = buildFlake(how.original.nixConfig, found);
    const url = await writeFlake((0,external_node_path_.join)(how.folder, 'build'), flake);
    const outputs = await Promise.all(found.map(({ derivation }) => (0,nix_derivation/* readDerivation */.Gw)(derivation)));
    const args = ['--keep-going', ...how.flags, ...inputlessArguments(run.step.args)];
    const result = await run.nix(['nix', 'flake', 'check', url, ...args], {}, how.line);
    run.offerEarlier(outputs.flatMap(it => it.outputs));
    return result;
}
function unseen(piece, { log }) {
    const { end } = log.run();
    const one = { kind: 'derivation', name: pieces_nameOf(piece), derivation: undefined, start: end, end };
    return wrapper_flake_isCheck(piece.path) ? [one] : [];
}
/** What Nix says of one check, which is told to it as a package. */
function ownWords({ path }) {
    if (!wrapper_flake_isCheck(path))
        return text => text;
    const [, system = '', name = ''] = path.map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    const said = new RegExp(`((?:attribute|derivation) '?(?:\\x1b\\[[\\d;]*m)?)packages(\\.${system}\\."?${name})`, 'g');
    return text => text.replace(said, '$1checks$2');
}
/** What each of many calls says of itself. */
const ROUTINE = /^(?:evaluating flake|checking |derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/;
/**
 * Shows what calls of Nix say that look at one attribute each: without what is the same for all, and a warning once.
 * @param show told of each message
 */
function onceEach(show) {
    const warnings = new Set();
    return text => {
        const plain = (0,log_errors/* withoutColours */.mU)(text);
        if (ROUTINE.test(plain) || warnings.has(plain))
            return;
        if (plain.startsWith('warning:'))
            warnings.add(plain);
        show(text);
    };
}
const MEMORY = /^(?:out of memory|std::bad_alloc|[^\n]*cannot allocate memory)/i;
/**
 * Whether Nix ran out of memory while it evaluated: it says so, it crashes with its collector's warning (from 2.34 on),
 * or the kernel kills it while nothing is being built.
 */
function ranOutOfMemory({ code, signal, cancelled, timedOut, log }) {
    if (code === 0 || cancelled || timedOut)
        return false;
    const { builds, errors, lacksMemory } = log.run();
    const isBuilding = builds.some(({ status }) => status === 'cancelled');
    const isKilled = (signal === 'SIGKILL' || code === 137) && !isBuilding;
    const isSaid = errors.some(error => error.derivation === undefined &&
        MEMORY.test(error.raw ?? error.text.replace(/^error:\s+/, '')));
    return isKilled || isSaid || lacksMemory;
}

;// CONCATENATED MODULE: ./build/steps/flake/plan-checks.js








/** An evaluation that needs a build ends so. */
const NEEDS_BUILD = /'allow-import-from-derivation' is disabled/;
const WITHOUT_BUILDS = ['--option', 'allow-import-from-derivation', 'false'];
/** What Nix says where it would go on to build the checks, and has no store to build them in. */
const plan_checks_NOT_BUILT = /^error: (?:cannot build missing derivation '|build of '[^\n]* failed\s*$)|primary store that isn't a local store/;
/**
 * All outputs are evaluated and nothing is built; then a dry run of the checks. Checks whose evaluation needs a build are
 * evaluated again with it: without the derivations in the store nobody can be asked for them.
 * @param words of `nix flake check`
 */
async function planChecks(run, words) {
    const judged = await plan_checks_judge(run, words);
    const told = attributesTold(judged);
    const reproduce = run.reproduce('nix', ...words);
    const first = { ...aboutChecks(run, told, reproduce), expected: plan_checks_NOT_BUILT };
    const { url, args } = flakeOfStep(run);
    const flake = { url, args: [...args, ...WITHOUT_BUILDS] };
    const { result: whole, passedOver } = await withPassedOver(run, judged, first, flake);
    const said = [...(await explainCall(run, judged, first)), ...passedOver];
    const again = await askAgain(run, whole, said);
    const evaluated = completed(tellsAttributes(run, whole), told, again.evaluated);
    const isOwn = ownChecks(run);
    const derivations = evaluated.flatMap(it => (isOwn(it.name) ? (it.derivation ?? []) : []));
    const about = aboutChecks(run, evaluated, reproduce);
    const dry = derivations.length > 0
        ? await run.nix(['nix-store', '--realise', '--dry-run', ...new Set(derivations)])
        : undefined;
    tellUnjudged(run, said.filter(needsBuild));
    const explained = [
        ...ask_checks_named(said.filter(one => !needsBuild(one)), again.explained),
        ...(dry ? await explainCall(run, dry, about) : []),
    ];
    const isExcused = said.length > 0 && explained.length === 0;
    const last = dry && (whole.code === 0 || isExcused) ? dry : whole;
    const code = explained.length > 0 ? last.code || 1 : isExcused && last === whole ? 0 : last.code;
    const result = { ...last, code };
    const checks = await checksOf(evaluated, result, explained, run.context.nix.system, lookFor(run));
    return { ...outcomeOf(result, explained, about), ...checks };
}
/**
 * Has Nix judge all outputs and build nothing: what it evaluates goes into the store as ever, but the store that it would
 * build in can hold nothing. `--no-build` would keep all of it out of the store, so that what imports or copies a path
 * fails.
 */
async function plan_checks_judge(run, words) {
    const { context, step } = run;
    const store = { ...context.env, ...step.env }.NIX_REMOTE || 'auto';
    const flags = [
        ...['--store', 'dummy://', '--eval-store', store, '--builders', ''],
        ...['--option', 'substitute', 'false', ...WITHOUT_BUILDS],
    ];
    const result = await run.nix(['nix', ...words, ...flags], {}, text => {
        if (!plan_checks_NOT_BUILT.test((0,log_errors/* withoutColours */.mU)(text)))
            run.line(text);
    });
    const { errors } = result.log;
    const isJudged = errors.length > 0 && errors.every(text => plan_checks_NOT_BUILT.test(text));
    return result.code !== null && isJudged ? { ...result, code: 0 } : result;
}
/** Asks for the checks that need a build to be evaluated, and in old versions for all that are not known to fail. */
async function askAgain(run, whole, said) {
    if (whole.cancelled || whole.timedOut)
        return { evaluated: [], explained: [] };
    const names = (some) => some.flatMap(({ attributes }) => attributes);
    if (tellsAttributes(run, whole))
        return askSomeChecks(run, names(said.filter(needsBuild)).filter(ownChecks(run)), whole.log.run().start);
    return askUntold(run, whole, names(said.filter(one => !needsBuild(one))));
}
/** What Nix told, with the derivations that it was asked for afterwards. */
function completed(isTold, told, again) {
    if (!isTold)
        return again;
    const derivations = new Map(again.map(({ name, derivation }) => [name, derivation]));
    return told.map(one => ({ ...one, derivation: one.derivation ?? derivations.get(one.name) }));
}
function ownChecks({ context }) {
    return name => name.startsWith(`checks.${context.nix.system}.`);
}
function needsBuild({ message }) {
    return NEEDS_BUILD.test(message);
}
function tellUnjudged(run, needing) {
    const { step, context } = run;
    const isOwn = ownChecks(run);
    const names = [...new Set(needing.flatMap(({ attributes }) => attributes))];
    const unjudged = names.filter(name => !isOwn(name));
    if (needing.length === 0 || (names.length > 0 && unjudged.length === 0))
        return;
    const which = unjudged.length > 0 ? unjudged.map(lib_text/* escapeInvisible */.ts).join(', ') : 'some outputs';
    context.ctx.logger.notice(`${step.name}: not evaluated, because that needs a build, and a plan makes none: ${which}.`, 'Plan');
}

;// CONCATENATED MODULE: ./build/steps/kinds/flake-check.js















/** From here on `nix flake check` leaves a check that a cache has where it is. */
const LEAVES_CACHED = '2.32';
/** Before, all systems were always checked and the flag is not known. */
const KNOWS_ALL_SYSTEMS = '2.16';
/** `nix flake check`, each check with its own result; or only the checks that `select` names. */
async function flakeCheck(run) {
    const outcome = await flake_check_checked(run);
    tellUntested(run, outcome);
    return outcome;
}
async function flake_check_checked(run) {
    const { step, context } = run;
    if (step.select.length > 0)
        return selected(run);
    if (context.plan)
        return planChecks(run, flake_check_wordsOf(run));
    const outcome = step.evalEach ? await each(run) : await flake_check_whole(run);
    const derivations = outcome.checks?.flatMap(({ drv }) => drv ?? []) ?? [];
    await context.roots.keep(await (0,nix_derivation/* outputsOf */.Yz)(derivations));
    if (outcome.status === 'success' && (outcome.checks ?? []).length === 0)
        await warnOfNone(run);
    const realise = step.realise && (0,version/* knows */.ZT)(context.nix, LEAVES_CACHED);
    return outcome.status === 'success' && realise ? realiseChecks(run, outcome) : outcome;
}
/** All in one process; where that runs out of memory, each attribute in one of its own. */
async function flake_check_whole(run) {
    const checked = await run.nix(['nix', ...flake_check_wordsOf(run)]);
    if (!run.step.evalEach && ranOutOfMemory(checked)) {
        const apart = await takeApart(run, systemsOf(run));
        const isApart = !('why' in apart);
        const then = isApart
            ? 'so each attribute is evaluated alone now. With eval: each this is done from the start'
            : `and it cannot evaluate each attribute alone, because ${apart.why}`;
        run.context.ctx.logger.notice(`${run.step.name}: Nix ran out of memory while it evaluated the flake, ${then}.`, 'Out of memory');
        if (isApart)
            return checkEach(run, apart, reproduceOf(run), flagsOf(run));
    }
    const { result, passedOver } = await withPassedOver(run, checked, aboutChecks(run, [], reproduceOf(run)));
    const { evaluated: told, explained: unnamed } = await ask_checks_attributesOf(run, result);
    const evaluated = [...told, ...(hasDied(checked) ? await ask_checks_unreached(run, told) : [])];
    const about = aboutChecks(run, evaluated, reproduceOf(run));
    run.offerEarlier(await (0,nix_derivation/* outputsOf */.Yz)(evaluated.flatMap(({ derivation }) => derivation ?? [])));
    // It may have ended well.
    const said = await explainCall(run, checked, about);
    const explained = withoutEchoes(run, ask_checks_named([...said, ...passedOver], unnamed));
    const { system } = run.context.nix;
    const checks = await checksOf(evaluated, result, explained, system, lookFor(run));
    return { ...outcomeOf(result, explained, about), ...checks };
}
/** Whether Nix did not come to its end, and nobody wanted that. */
function hasDied(result) {
    const { cancelled, timedOut, signal } = result;
    return !cancelled && !timedOut && (signal !== null || ranOutOfMemory(result));
}
/** Each attribute in a process of its own; where the flake cannot be taken apart, all in one. */
async function each(run) {
    const apart = await takeApart(run, systemsOf(run));
    if (!('why' in apart))
        return checkEach(run, apart, reproduceOf(run), flagsOf(run));
    run.context.ctx.logger.notice(`${run.step.name}: eval: each is not done, because ${apart.why}. It is evaluated as a whole.`, 'eval: each');
    return flake_check_whole(run);
}
function flake_check_wordsOf(run) {
    // The step's own arguments come last, so that they count.
    return ['flake', 'check', reference(run), '--keep-going', ...flagsOf(run), ...run.step.args];
}
function reproduceOf(run) {
    return run.reproduce('nix', ...flake_check_wordsOf(run));
}
function flagsOf({ step, context: { nix } }) {
    return step.allSystems && (0,version/* isAtLeast */.du)(nix.version, KNOWS_ALL_SYSTEMS) ? ['--all-systems'] : [];
}
/** The systems that Nix looks at; undefined: all. */
function systemsOf({ step, context: { nix } }) {
    const isAll = step.allSystems || step.args.includes('--all-systems');
    return isAll || !(0,version/* isAtLeast */.du)(nix.version, KNOWS_ALL_SYSTEMS) ? undefined : [nix.system];
}
/** Old versions always look at all systems: what fails for this one is not told again for others. */
function withoutEchoes({ step, context }, explained) {
    if (step.allSystems)
        return [...explained];
    const names = explained.flatMap(({ attributes }) => attributes);
    // A name in an error has lost what looks like Nix's own colours.
    const known = new Set([...names, ...names.map(log_errors/* withoutColours */.mU)]);
    const ofThisSystem = (name) => name.replace(/^([\w-]+)\.[^.]+\./, `$1.${context.nix.system}.`);
    const isEcho = (name) => ofThisSystem(name) !== name && known.has(ofThisSystem(name));
    return explained.filter(({ attributes }) => !attributes.length || !attributes.every(isEcho));
}
async function realiseChecks(run, outcome) {
    const { names, failure } = await checkNames(run);
    if (failure)
        return failure;
    const built = names.length > 0 ? await buildChecks(run, names) : SUCCESS;
    return built.status === 'success' ? outcome : built;
}
/** Outputs of a flake that others use and nobody builds. */
const OF_LIBRARIES = /^(?:lib|overlays?|templates?|defaultTemplate|schemas|\w*modules?)$/i;
/**
 * A check of nothing passes, and has tested nothing. Who has only what cannot be built, or says so by checks that are
 * there and empty, knows that.
 */
async function warnOfNone(run) {
    const { step, context } = run;
    const { system } = context.nix;
    const apply = 'builtins.mapAttrs (_: builtins.attrNames)';
    const args = questionArguments(step.args);
    const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...args];
    const { code, stdout, log } = await run.quietNix(['nix', ...words]);
    const isAbsent = log.errors.some(error => error.includes('does not provide attribute'));
    if (code !== 0 && !isAbsent)
        return;
    const names = code === 0 ? JSON.parse(stdout) : {};
    if (names[system]?.length)
        return;
    const others = Object.keys(names).filter(other => names[other]?.length);
    const where = others.length > 0 ? ` (there are some for ${others.slice(0, 8).join(', ')})` : '';
    const isMeant = code === 0 || [...run.outputs].every(output => OF_LIBRARIES.test(output));
    context.ctx.logger[isMeant && others.length === 0 ? 'notice' : 'warning'](`${step.name}: the flake has no checks for ${(0,lib_text/* toOneLine */.GX)(`${system}${where}`)}, so nothing was built or tested. Add checks.${system}.NAME to its outputs, or give the step only.`, 'No checks');
}
/** Names that a warning lists. */
const flake_check_MOST_NAMES = 8;
/** Warns of checks that a good end says nothing of: those that are no derivations, and all where the arguments say so. */
function tellUntested({ step, context }, { status, checks = [] }) {
    const { logger } = context.ctx;
    const bare = checks.filter(({ reason }) => reason === NOT_A_DERIVATION).map(({ name }) => name);
    if (bare.length > 0) {
        const more = bare.length > flake_check_MOST_NAMES ? ` and ${bare.length - flake_check_MOST_NAMES} more` : '';
        const names = (0,lib_text/* toOneLine */.GX)(bare.slice(0, flake_check_MOST_NAMES).map(lib_text/* escapeInvisible */.ts).join(', '), 600);
        const are = bare.length === 1 ? 'is not a derivation (it has' : 'are not derivations (they have';
        logger.warning(`${step.name}: ${names}${more} ${are} no drvPath), so Nix built and tested nothing of it.`, 'Not a derivation');
    }
    if (status === 'success' && !context.plan && keepsFromBuilding(step.args))
        logger.warning(`${step.name}: ${keptFromBuilding('--no-build')}`, 'Nothing was built');
}

;// CONCATENATED MODULE: ./build/steps/kinds/nix-build.js








const nix_build_HINT = 'Choose what to build with -A, or set recurseForDerivations = true in the sets that have it.';
/** `nix-build`: a file and arguments; default.nix where there are none. */
async function nixBuild(run) {
    const { step, context } = run;
    const words = [...(0,shell_words/* expandWords */.AK)(step.argument), ...step.args];
    const link = step.outLink ?? (await context.roots.link('nix-build'));
    // The step's own arguments come last, so that they count.
    const { result, paths } = context.plan
        ? await plan(run, words)
        : await call(run, ['nix-build', '--keep-going', '--out-link', link, ...words]);
    if (!context.plan)
        run.offerEarlier(paths);
    const about = {
        entry: nix_build_entryOf(words),
        definitions: fileDefinitions(run, words),
        reproduce: run.reproduce('nix-build', ...words),
    };
    const outcome = await failedItself(run, await outcomeOfNix(run, result, about));
    if (outcome.status !== 'success')
        return outcome;
    if (words.includes('--dry-run') && !context.plan)
        return untested(run, outcome, '--dry-run', keptFromBuilding('--dry-run'));
    return paths.length > 0
        ? outcome
        : untested(run, outcome, NOTHING_TO_BUILD, await nix_build_whatInstead(run, words));
}
async function call(run, argv) {
    const result = await run.nix(argv);
    return { result, paths: result.stdout.split('\n').filter(line => line !== '') };
}
/** `nix-build --dry-run` says nothing of what is there already. */
async function plan(run, words) {
    const root = ['--add-root', await run.context.roots.link('plan'), '--indirect'];
    const made = await call(run, ['nix-instantiate', ...root, ...withoutLinks(words)]);
    if (made.result.code !== 0 || made.paths.length === 0)
        return made;
    const dry = ['nix-store', '--realise', '--dry-run', ...buildArguments(words)];
    return { ...made, result: await run.nix([...dry, ...made.paths]) };
}
async function nix_build_whatInstead(run, words) {
    // With an argument that nothing takes Nix calls a function as nix-build does.
    const ask = ['--eval', '--argstr', 'nix-ci', '', ...withoutLinks(words)];
    const { code, stdout } = await run.quietNix(['nix-instantiate', ...ask]);
    const [first = '-'] = words;
    const isNamed = !first.startsWith('-') || words.some(word => /\.nix$|^-E$|^--expr$/.test(word));
    const what = [...(isNamed ? [] : ['default.nix']), ...words].map(step_run/* quote */.hD).join(' ');
    return holdsNothing(what, code === 0 ? stdout : '', nix_build_HINT);
}
/** The file that nix-build reads; none of an expression. */
function nix_build_entryOf(words) {
    if (words.includes('-E') || words.includes('--expr'))
        return '';
    const [first = ''] = words;
    const file = words.find(word => word.endsWith('.nix')) ?? first;
    return file === '' || file.startsWith('-') ? 'default.nix' : file;
}

// EXTERNAL MODULE: ./build/nix/nix-path.js
var nix_path = __webpack_require__(7311);
;// CONCATENATED MODULE: ./build/steps/kinds/nix-shell.js











/** A command in the environment of shell.nix; without one the environment is built and entered. */
async function nixShell(run, shells) {
    const made = await shells.of(run, nix_shell_make);
    if ('failed' in made)
        return made.failed;
    const { step } = run;
    if (run.context.plan)
        return SUCCESS;
    const command = step.argument.trim() === '' ? ':' : step.argument;
    const kept = variablesOf(run).flatMap(name => ['--keep', name]);
    const flags = step.pure ? ['--pure', ...kept] : [];
    const { path, bash } = made.shell;
    // A nix-shell within the command chooses for itself, but where only the machine's bash will do.
    const hide = bash?.startsWith('/nix/store/') ? 'unset NIX_BUILD_SHELL\n' : '';
    const script = `${hide}${withReachedMarker(run, asScript(command))}`;
    const argv = [(0,external_node_path_.join)(run.context.nix.bin, 'nix-shell'), path, ...flags, '--run', script];
    const env = bash ? { NIX_BUILD_SHELL: bash } : {};
    const entry = { argv, env, reproduce: nix_shell_reproduce(run, command) };
    return checkReached(run, await enter(run, entry), path);
}
function nix_shell_reproduce(run, command) {
    const { pure, keep, args } = run.step;
    const flags = pure ? ['--pure', ...keep.flatMap(name => ['--keep', name])] : [];
    return run.reproduce('nix-shell', ...file(run), ...args, ...flags, '--run', asScript(command));
}
function file({ step }) {
    return step.shell ? [step.shell] : [];
}
/** Evaluates to a derivation as nix-shell does (`inNixShell`, IN_NIX_SHELL) and builds what entering it needs. */
async function nix_shell_make(run, number) {
    const { step, cwd } = run;
    const otherwise = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix';
    const root = await run.context.roots.link('shell');
    const env = { IN_NIX_SHELL: step.pure ? 'pure' : 'impure' };
    const words = [step.shell ?? otherwise, '--arg', 'inNixShell', 'true', ...step.args];
    const evaluated = await run.nix(['nix-instantiate', ...words, '--add-root', root, '--indirect'], env);
    const about = { entry: step.shell ?? otherwise, reproduce: nix_shell_reproduce(run, ':') };
    if (evaluated.code !== 0)
        return { failed: await outcomeOfNix(run, evaluated, about) };
    const links = evaluated.stdout.trim().split('\n');
    if (links.length > 1) {
        const message = `${step.shell ?? otherwise} evaluates to ${links.length} derivations; a shell is made of one. Choose it with args: -A NAME.`;
        return { failed: refused(message) };
    }
    const [made, bash] = await Promise.all([
        makeInputs(run, await (0,external_node_fs_promises_.realpath)(root), about),
        makeBash(run, number),
    ]);
    return 'failed' in made ? made : { shell: { ...made.shell, bash } };
}
/**
 * nix-shell takes its bash from `<nixpkgs>`, and would evaluate and build it at each entering. Where that is not to be
 * found it gets the machine's, which spares an error message and a needless try.
 * @returns undefined where NIX_BUILD_SHELL names one already, or there is none
 */
async function makeBash(run, number) {
    const { step, context, cwd } = run;
    const env = { ...context.env, ...step.env };
    if (env.NIX_BUILD_SHELL)
        return undefined;
    const path = (0,nix_path/* searchPathOf */.hB)(step.args).flatMap(entry => ['-I', entry]);
    const look = [(0,external_node_path_.join)(context.nix.bin, 'nix-instantiate'), ...path, '--find-file', 'nixpkgs'];
    const { code } = await (0,spawn/* capture */.Fg)(look, { env, cwd });
    if (code !== 0)
        return machineBash(run);
    const link = run.private('roots', `bash-${number}`);
    const how = context.plan ? ['--dry-run'] : ['--out-link', link];
    const built = await run.nix(['nix-build', '<nixpkgs>', '-A', 'bashInteractive', ...path, ...how]);
    if (context.plan)
        return undefined;
    if (built.code === 0)
        return (0,external_node_path_.join)(await (0,external_node_fs_promises_.realpath)(link), 'bin/bash');
    run.line('The bash of <nixpkgs> is not to be had; that of this machine takes its place.');
    return machineBash(run);
}
/** nix-shell puts the folder of its bash before the shell's own on PATH, so this one holds nothing else. */
async function machineBash(run) {
    const bash = await modernBash(run.context.env);
    if (bash === undefined)
        return undefined;
    const link = run.private('machine-bash', 'bash');
    await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(link), { recursive: true });
    if (!(0,external_node_fs_.existsSync)(link))
        await (0,external_node_fs_promises_.symlink)(bash, link);
    return link;
}

;// CONCATENATED MODULE: ./build/steps/kinds/run.js

/** A command in plain bash with Nix on PATH, as a `run:` of a workflow: the first line that fails ends it. */
async function runCommand(run) {
    const { argument } = run.step;
    const flags = ['-eo', 'pipefail', '-c', argument];
    return enter(run, {
        argv: ['bash', '--noprofile', '--norc', ...flags],
        reproduce: run.reproduce('bash', ...flags),
    });
}

// EXTERNAL MODULE: ./build/steps/output.js + 1 modules
var steps_output = __webpack_require__(5112);
;// CONCATENATED MODULE: ./build/steps/plan.js

/** Why something was not run. */
const PLAN = 'plan: true';
/** A step as a plan takes it: only evaluation can fail, and trying again would show the same. */
function asPlanned(step) {
    return { ...step, expectFailure: false, retries: 0 };
}
/**
 * A step that evaluated, as the report has it: no command was run, and nothing was built.
 * @param toBuild how many derivations it would build
 */
function planned(step, data, toBuild) {
    if (data.status !== 'success' || data.isUntested || step.kind === 'eval')
        return data;
    const reason = `${PLAN}, ${toBuild === 0 ? 'nothing' : toBuild} to build`;
    return (0,model_step/* runsProjectCode */.R6)(step)
        ? { ...data, status: 'not-run', attempts: 0, exitCode: null, reason }
        : { ...data, reason };
}

;// CONCATENATED MODULE: ./build/steps/shell/environments.js
/** The environments of a run: steps of the same kind, shell, arguments, pure, keep, variables and folder share one. */
class Shells {
    #made = new Map();
    #count = 0;
    /** @param make evaluates and builds; called for the first step of each environment */
    async of(run, make) {
        const { kind, shell, args, pure, keep, env } = run.step;
        const key = JSON.stringify([kind, shell, args, pure, keep, env, run.cwd]);
        const there = this.#made.get(key);
        if (there && !(run.again && 'failed' in there.made)) {
            const failed = 'failed' in there.made ? ', which failed' : '';
            run.line(`The environment is that of the step "${there.name}"${failed}.`);
            return 'failed' in there.made ? { failed: again(there.made.failed, there.name) } : there.made;
        }
        const made = await make(run, this.#count++);
        // What ran out of one step's time may do within another's.
        if ('shell' in made || made.failed.status === 'failure')
            this.#made.set(key, { name: run.step.name, made });
        return made;
    }
}
/** The same failure for another step: its whole text stands at the first one. */
function again({ status, exitCode, error }, name) {
    const first = error?.message.split('\n')[0] ?? status;
    return { status, exitCode, error: { ...error, message: `as ${name}: ${first}` }, sameAs: name };
}

// EXTERNAL MODULE: ./build/steps/tmpdir.js
var tmpdir = __webpack_require__(7442);
// EXTERNAL MODULE: ./build/host/tracked-files.js
var tracked_files = __webpack_require__(4115);
// EXTERNAL MODULE: ./build/steps/build-stats.js
var build_stats = __webpack_require__(2334);
;// CONCATENATED MODULE: ./build/steps/verify-source/copy.js




/** More is too much to copy for a question. */
const MOST_FILES = 50_000;
const MOST_BYTES = 2 ** 30;
/** Settings of nobody but us, so that nothing is run for it and it needs no name. */
const GIT = [
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.autocrlf=false',
    'commit.gpgSign=false',
    'user.name=nix-ci',
    'user.email=nix-ci@localhost',
].flatMap(setting => ['-c', setting]);
const SEALED = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
/** A copy of the tracked files in a repository of its own, in which they can be changed. */
class SourceCopy {
    top;
    #options;
    /** The plain files of it, absolute. */
    #files = [];
    constructor(options) {
        this.#options = options;
        this.top = (0,external_node_path_.join)(options.into, (0,external_node_path_.basename)(options.top));
    }
    /**
     * @returns undefined where it would be too large
     * @throws Error where a file or git fails
     */
    static async make(options) {
        const copy = new SourceCopy(options);
        if (options.files.length > MOST_FILES)
            return undefined;
        await (0,external_node_fs_promises_.mkdir)(copy.top, { recursive: true });
        let bytes = 0;
        for (const file of options.files) {
            bytes += await copy.#take(file);
            if (bytes > MOST_BYTES)
                return undefined;
        }
        await copy.#git('init', '--quiet');
        if (!options.isCommitted)
            await copy.#git('commit', '--quiet', '--allow-empty', '-m', 'empty');
        await copy.#record();
        return copy;
    }
    /** Flips the executable bit of every file: it is a part of a source and says nothing to what reads the file. */
    async flipModes() {
        for (const file of this.#files)
            await (0,external_node_fs_promises_.chmod)(file, (await (0,external_node_fs_promises_.lstat)(file)).mode ^ 0o111);
        await this.#record();
    }
    /** Ends every file with one more line, which Nix, JSON and TOML read as before. */
    async addLines() {
        for (const path of this.#files) {
            const file = await (0,external_node_fs_promises_.open)(path, external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_APPEND | external_node_fs_.constants.O_NOFOLLOW);
            await file.write('\n').finally(() => file.close());
        }
        await this.#record();
    }
    async remove() {
        await (0,external_node_fs_promises_.rm)(this.#options.into, { recursive: true, force: true });
    }
    /** @returns bytes */
    async #take(file) {
        const target = (0,external_node_path_.join)(this.top, (0,external_node_path_.relative)(this.#options.top, file));
        const stat = await (0,external_node_fs_promises_.lstat)(file).catch(() => undefined);
        if (!stat?.isFile() && !stat?.isSymbolicLink())
            return 0;
        await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
        if (stat.isSymbolicLink()) {
            await (0,external_node_fs_promises_.symlink)(await (0,external_node_fs_promises_.readlink)(file), target);
            return 0;
        }
        await (0,external_node_fs_promises_.copyFile)(file, target, external_node_fs_.constants.COPYFILE_EXCL | external_node_fs_.constants.COPYFILE_FICLONE);
        await (0,external_node_fs_promises_.chmod)(target, 0o600 | (stat.mode & 0o100 ? 0o711 : 0o600));
        this.#files.push(target);
        return stat.size;
    }
    async #record() {
        await this.#git('add', '--all', '--force');
        if (this.#options.isCommitted)
            await this.#git('commit', '--quiet', '--allow-empty', '-m', 'all');
    }
    async #git(...words) {
        const env = { ...this.#options.env, ...SEALED };
        const { code, stderr } = await (0,process_short/* runShort */.c)(['git', ...GIT, '-C', this.top, ...words], { env });
        if (code !== 0)
            throw new Error(`git ${words[0]} says: ${stderr.trim()}`);
    }
}

;// CONCATENATED MODULE: ./build/steps/verify-source/verify.js









/** Names that a warning lists. */
const verify_MOST_NAMES = 8;
/**
 * With `verify-source`: warns of what a step has built whose derivation stays the same when every checked-out file
 * changes. That is asked of a copy, evaluated before and after the change in the same folder. Never fails the step.
 */
async function verifySource(run, { status }) {
    const { step, context } = run;
    const evaluate = derivationsOf[step.kind];
    if (!context.verifySource || !evaluate || status !== 'success')
        return;
    const untold = (why) => context.ctx.logger.info(`${step.name}: whether it is built from the checked-out files could not be told: ${why}`);
    const into = run.private(`source-${(0,external_node_crypto_.randomUUID)()}`);
    let copy;
    try {
        const tracked = new tracked_files/* Tracked */.J(await (0,external_node_fs_promises_.realpath)(run.cwd), context.workspace, context.ctx.env, context.ctx.cancel);
        const [top, files] = [await tracked.top(), await tracked.files()];
        if (top === undefined || files === undefined)
            return untold('it is in no git repository.');
        const isCommitted = step.kind === 'nix-build';
        copy = await SourceCopy.make({ top, files, into, isCommitted, env: context.ctx.env });
        if (!copy)
            return untold('it is too large to be copied.');
        const answer = await unchanged(await inCopy(run, top, copy), copy, evaluate);
        if (typeof answer === 'string')
            untold(answer);
        else if (answer.length > 0)
            warn(run, answer);
    }
    catch (error) {
        untold((0,errors/* formatError */.W)(error));
    }
    finally {
        await copy?.remove();
    }
}
/** The names of what stays the same, or why that is not known. */
async function unchanged(run, copy, evaluate) {
    const before = await evaluate(run);
    if (!before)
        return 'a copy of the tracked files does not evaluate.';
    await copy.flipModes();
    const flipped = await evaluate(run);
    const suspects = sameOf(before, flipped);
    if (suspects.length === 0)
        return [];
    // What a build takes with readFile has no mode.
    await copy.addLines();
    const longer = await evaluate(run);
    if (!longer)
        return 'a copy with changed files does not evaluate.';
    return suspects.filter(key => longer.of.get(key) === before.of.get(key)).map(before.name);
}
/** Pure: the keys of the derivations that are the same; all of them where nothing is known. */
function sameOf(before, after) {
    return [...before.of.keys()].filter(key => !after || after.of.get(key) === before.of.get(key));
}
/** The same step in the copy. */
async function inCopy(run, top, copy) {
    const { step, context } = run;
    const moved = (text) => text.replaceAll(top, copy.top);
    const place = async (folder) => (0,external_node_path_.join)(copy.top, (0,external_node_path_.relative)(top, await (0,external_node_fs_promises_.realpath)(folder)));
    const { NIX_PATH: path } = context.env;
    return run.silent({ ...step, argument: moved(step.argument), args: step.args.map(moved) }, {
        ...context,
        project: await place(context.project),
        workspace: copy.top,
        env: { ...context.env, ...(path === undefined ? {} : { NIX_PATH: moved(path) }) },
        pusher: undefined,
        // What builds the copy is nothing that the job has to build.
        observed: new build_stats/* BuildStats */._(0),
    });
}
function warn({ step, context }, names) {
    const more = names.length > verify_MOST_NAMES ? ` and ${names.length - verify_MOST_NAMES} more` : '';
    const list = (0,lib_text/* toOneLine */.GX)(names.slice(0, verify_MOST_NAMES).join(', '), 600);
    const [it, is] = names.length === 1 ? ['its derivation', 'is'] : ['their derivations', 'are'];
    context.ctx.logger.warning(`${step.name}: ${list}${more} ${is} not built from the checked-out files: with every one of them changed ${it} would be the same. Look at src: fetchGit or fetchTarball of a branch builds that branch, not this commit.`, 'Not built from this checkout');
}

;// CONCATENATED MODULE: ./build/steps/run-steps.js


























const WORK = {
    'flake-check': flakeCheck,
    build: build,
    'nix-build': nixBuild,
    'nix-shell': nixShell,
    develop: develop,
    run: runCommand,
    eval: evaluate,
};
/** Runs the steps strictly in the order of the list; every one of them gets a record. */
async function runSteps(steps, context, options, records, log) {
    (0,tmpdir/* tellOfTemporary */.Kh)(steps, context);
    const shells = new Shells();
    const leavings = (0,command_results/* noCommandResults */.r)();
    const lacking = [];
    for (const listed of steps) {
        const step = options.plan ? asPlanned(listed) : listed;
        const reason = reasonNotToRun(step, context, options, records);
        if (reason) {
            records.steps.push(notRun(step, reason, records));
            continue;
        }
        const work = async (run) => {
            const outcome = await WORK[step.kind](run, shells);
            await verifySource(run, outcome);
            return outcome;
        };
        const { record, last } = await runStep(step, context, options, records, log, work);
        (0,command_results/* collect */.F)(leavings, step.name, last, context.ctx.logger);
        const { hostTools: programs = [] } = last;
        if (programs.length > 0)
            lacking.push({ step: step.name, programs });
        records.steps.push(record);
    }
    tellOfHostTools(lacking, context.ctx.logger);
    return leavings;
}
function reasonNotToRun(step, { nix, ctx }, options, records) {
    if (ctx.cancel.aborted)
        return 'the job was cancelled';
    if (!step.if)
        return 'if: false';
    if (!(0,model_step/* isFor */.Gi)(step.only, nix.system))
        return `only for ${step.only.join(', ')}; this is ${nix.system}`;
    if (!options.keepGoing && records.result === 'failure')
        return 'an earlier step failed (keep-going: false)';
    if (options.plan && step.kind === 'run')
        return PLAN;
    if (isTimeUp(records, options))
        return (0,deadlines/* leavesNoTime */.r_)(options.jobTimeout);
    return undefined;
}
function isTimeUp({ origin }, { jobTimeout }) {
    return performance.now() >= (0,deadlines/* stepsEnd */.tm)(origin, jobTimeout);
}
function notRun({ name, kind }, reason, records) {
    return {
        name,
        kind,
        status: 'not-run',
        start: records.now(),
        seconds: 0,
        attempts: 0,
        exitCode: null,
        reason,
    };
}
async function runStep(step, context, options, records, log, work) {
    const start = records.now();
    context.began(step);
    let counts;
    let toBuild = 0;
    const tryOnce = async ({ title, again, used }) => {
        log.startGroup(title);
        try {
            return await log.fenced(async (line) => {
                const output = new steps_output/* StepOutput */.K(line, step.name);
                const began = performance.now() - used * 1000;
                const deadline = (0,deadlines/* deadlineOf */.G0)(step, options, records.origin, began);
                const run = new step_run/* StepRun */.mk(step, context, deadline, output, again);
                const ended = await attempt(run, work);
                output.end();
                toBuild = run.toBuild.size;
                counts = counts ? (0,step_run/* sumOf */.XN)(counts, run.counts) : run.counts;
                return ended;
            });
        }
        finally {
            log.endGroup();
        }
    };
    const attempts = await attemptStep(step, context.ctx, tryOnce, () => isTimeUp(records, options));
    const times = { start, seconds: (0,format/* round */.LI)(records.now() - start) };
    const data = { ...recordOf(step, attempts, times), ...(0,object/* defined */.s)({ counts }) };
    return { record: options.plan ? planned(step, data, toBuild) : data, last: attempts.last };
}
function recordOf(step, { last, count, earlier, flaky }, times) {
    const { exitCode, error, checks, failedDependencies, otherErrors, sameAs, expectation, untested, } = last;
    const status = run_steps_statusOf(last, step);
    const isOther = status === 'allowed-failure' && last.status !== 'failure';
    const isUntested = status === 'success' && untested !== undefined;
    const reason = isOther ? last.status : isUntested ? untested : last.reason;
    return {
        name: step.name,
        kind: step.kind,
        status,
        ...times,
        attempts: count,
        exitCode,
        ...(0,object/* defined */.s)({ error, checks, failedDependencies, otherErrors }),
        ...(sameAs ? { sameAs } : {}),
        ...(reason ? { reason } : {}),
        ...(expectation ? { expectation } : {}),
        ...(isUntested ? { isUntested } : {}),
        ...(earlier.length > 0 ? { earlier } : {}),
        ...(flaky ? { flaky } : {}),
    };
}
async function attempt(run, work) {
    try {
        await checkPreconditions(run);
        const outcome = await work(run);
        await (0,keep_inputs/* keepFlakeInputs */.e0)(run);
        return await withSpace(outcome, run.context.disk);
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.l)
            return refused((0,errors/* formatError */.W)(error));
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return refused(`This is a defect of the action, please report it: ${message}`);
    }
}
function run_steps_statusOf({ status }, step) {
    const isFailure = status === 'failure' || status === 'timeout';
    return isFailure && step.allowFailure ? 'allowed-failure' : status;
}
/** What systems and our own explanations of Nix's errors say. */
const FULL = /no space left on device|\bdisk (?:is|was) full\b/i;
const QUOTA = /disk quota exceeded/i;
/** What our explanation of a failed build makes of it. */
const GUESS = /^.*a disk quota was used up.*$/m;
const QUOTA_HINT = 'A quota limits what one user may write there, however much of the disk is free. /tmp has one on some runners: use another place (TMPDIR), or write less.';
/** A failure for lack of disk space with how much there is, after its first line. */
async function withSpace(outcome, disk) {
    const messages = (0,errors_in/* errorsIn */.R)(outcome).map(({ message }) => message);
    if (!messages.some(message => FULL.test(message) || QUOTA.test(message)))
        return outcome;
    const now = messages.some(message => FULL.test(message)) ? await disk.now() : '';
    return (0,errors_in/* mapErrors */.c)(outcome, error => ({ ...error, message: told(error.message, now) }));
}
/** The numbers of a file system do not see the quota of a user: beside one they would mislead. */
function told(message, now) {
    if (QUOTA.test(message))
        return after(message, message.match(GUESS)?.[0], QUOTA_HINT);
    return FULL.test(message) ? after(message, undefined, now) : message;
}
/** Puts a line after one of the message, or after its first. */
function after(message, one, line) {
    const lines = message.split('\n');
    return lines.toSpliced(one ? lines.indexOf(one) + 1 : 1, 0, line).join('\n');
}
/** Warns of a job that is green although none of its steps was run. */
function warnOfNoneRun(steps, logger) {
    if (steps.length === 0 || steps.some(({ status }) => status !== 'not-run'))
        return;
    const list = steps.map(({ name, reason }) => `${name} (${reason})`).join('; ');
    logger.warning(`Nothing was tested: no step was run: ${(0,lib_text/* toOneLine */.GX)(list, 600)}. Look at if and only of the steps; a job that has nothing to run is better left out of the workflow.`, 'Nothing was tested');
}


/***/ }),

/***/ 9766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ REDIRECTIONS),
/* harmony export */   k: () => (/* binding */ tokensOf)
/* harmony export */ });
/** Operators whose next word is a file, a number or the end of a here-document. */
const REDIRECTIONS = [
    '<',
    '>',
    '>>',
    '<<',
    '<<-',
    '<<<',
    '<&',
    '>&',
    '<>',
    '>|',
    '&>',
    '&>>',
];
/** Longest first. */
const OPERATORS = /(?:&>>|<<<|<<-|;;&|<<|>>|<&|>&|<>|>\||&>|<\(|>\(|&&|\|\||\|&|;;|;&|[\n;&|()<>])/y;
const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
/**
 * Splits a text as bash does, without expanding anything; comments and the bodies of here-documents are left out.
 * @returns what was read; a quote that is not closed ends it
 */
function tokensOf(text) {
    return new Lexer(text).read();
}
class Lexer {
    #text;
    #at = 0;
    #tokens = [];
    /** Here-documents whose bodies begin at the next line. */
    #awaited = [];
    constructor(text) {
        this.#text = text;
    }
    read() {
        while (this.#at < this.#text.length) {
            const char = this.#text.charAt(this.#at);
            if (char === ' ' || char === '\t' || char === '\r')
                this.#at++;
            else if (this.#text.startsWith('\\\n', this.#at))
                this.#at += 2;
            else if (char === '#')
                this.#at = endOfLine(this.#text, this.#at);
            else if (!this.#operator() && !this.#word())
                break;
        }
        return this.#tokens;
    }
    #operator() {
        OPERATORS.lastIndex = this.#at;
        const text = OPERATORS.exec(this.#text)?.[0];
        if (text === undefined)
            return false;
        this.#at += text.length;
        this.#tokens.push({ kind: 'operator', text });
        if (text === '\n')
            this.#skipDocuments();
        return true;
    }
    /** @returns whether the word has an end */
    #word() {
        const start = this.#at;
        let text = '';
        let isPlain = true;
        let isWhole = true;
        while (isWhole && this.#at < this.#text.length) {
            const char = this.#text.charAt(this.#at);
            if (/[\s;&|()<>]/.test(char))
                break;
            if (char === "'") {
                const end = this.#text.indexOf("'", this.#at + 1);
                isWhole = end >= 0;
                text += this.#text.slice(this.#at + 1, end);
                this.#at = end + 1;
            }
            else if (char === '"') {
                const quoted = this.#doubleQuoted();
                isWhole = quoted !== undefined;
                text += quoted?.text ?? '';
                isPlain &&= quoted?.isPlain ?? false;
            }
            else if (char === '\\') {
                if (this.#text.charAt(this.#at + 1) !== '\n')
                    text += this.#text.charAt(this.#at + 1);
                this.#at += 2;
            }
            else if (char === '$' || char === '`') {
                isPlain = false;
                isWhole = this.#expansion();
            }
            else {
                if (/[*?[\]~{}]/.test(char))
                    isPlain = false;
                text += char;
                this.#at++;
            }
        }
        const raw = this.#text.slice(start, this.#at);
        // The number of a file descriptor belongs to the redirection behind it.
        if (isWhole && /^\d+$/.test(raw) && /[<>]/.test(this.#text.charAt(this.#at)))
            return true;
        const isAssignment = ASSIGNMENT.test(raw);
        const isRun = !isPlain && /\$\(|`/.test(raw);
        if (isWhole)
            this.#push({ kind: 'word', text, isPlain, isAssignment, isRun });
        return isWhole;
    }
    #push(word) {
        const before = this.#tokens.at(-1);
        if (before?.kind === 'operator' && (before.text === '<<' || before.text === '<<-'))
            this.#awaited.push({ end: word.text, tabs: before.text === '<<-' });
        this.#tokens.push(word);
    }
    #doubleQuoted() {
        let text = '';
        let isPlain = true;
        this.#at++;
        while (this.#at < this.#text.length) {
            const char = this.#text.charAt(this.#at);
            if (char === '"') {
                this.#at++;
                return { text, isPlain };
            }
            if (char === '$' || char === '`') {
                isPlain = false;
                if (!this.#expansion())
                    return undefined;
            }
            else if (char === '\\') {
                const next = this.#text.charAt(this.#at + 1);
                if (next !== '\n')
                    text += '$`"\\'.includes(next) ? next : `\\${next}`;
                this.#at += 2;
            }
            else {
                text += char;
                this.#at++;
            }
        }
        return undefined;
    }
    /** Steps over `$name`, `${…}`, `$(…)`, `$'…'` and `` `…` ``. @returns whether it is closed */
    #expansion() {
        const rest = this.#text.slice(this.#at);
        const [open, close] = rest.startsWith('$(')
            ? ['(', ')']
            : rest.startsWith('${')
                ? ['{', '}']
                : ['', ''];
        if (open !== '')
            return this.#nested(open, close);
        const quoted = /^(?:\$'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`)/.exec(rest);
        if (!quoted && /^(?:\$'|`)/.test(rest))
            return false;
        this.#at += quoted ? quoted[0].length : 1;
        return true;
    }
    #nested(open, close) {
        let depth = 0;
        for (this.#at++; this.#at < this.#text.length;) {
            const char = this.#text.charAt(this.#at);
            if (char === "'" && open === '(') {
                const end = this.#text.indexOf("'", this.#at + 1);
                if (end < 0)
                    return false;
                this.#at = end + 1;
            }
            else if (char === '"') {
                if (this.#doubleQuoted() === undefined)
                    return false;
            }
            else if (char === '\\')
                this.#at += 2;
            else {
                this.#at++;
                if (char === open)
                    depth++;
                else if (char === close && --depth === 0)
                    return true;
            }
        }
        return false;
    }
    #skipDocuments() {
        for (const { end, tabs } of this.#awaited) {
            while (this.#at < this.#text.length) {
                const stop = endOfLine(this.#text, this.#at);
                const line = this.#text.slice(this.#at, stop);
                this.#at = Math.min(stop + 1, this.#text.length);
                if ((tabs ? line.replace(/^\t+/, '') : line) === end)
                    break;
            }
        }
        this.#awaited = [];
    }
}
function endOfLine(text, from) {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
}


/***/ }),

/***/ 6463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S4: () => (/* binding */ checkFirstScript),
/* harmony export */   g7: () => (/* binding */ ScriptFailure),
/* harmony export */   wN: () => (/* binding */ checkScript)
/* harmony export */ });
/* unused harmony exports nearest, firstCommand */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1916);
/* harmony import */ var _host_access_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6093);
/* harmony import */ var _host_tracked_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4115);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1469);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4869);
/* harmony import */ var _model_step_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1710);
/* harmony import */ var _named_script_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4336);










/** Files that are searched for a shellHook, and Nix files of more bytes are none that people write. */
const MOST_SEARCHED = 500;
const LARGEST = 2 ** 18;
/**
 * Looks whether the script that a step names is there and can be run. What git ignores may be made by a build, and a
 * shellHook may go elsewhere: both are left to the shell.
 */
async function checkScript(step, place) {
    const script = (0,_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .runsProjectCode */ .R6)(step) ? (0,_named_script_js__WEBPACK_IMPORTED_MODULE_8__/* .scriptOf */ .F)(step.argument) : undefined;
    if (!script)
        return undefined;
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(place.cwd, script.path);
    const isElsewhere = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(script.path) && !file.startsWith(place.workspace + node_path__WEBPACK_IMPORTED_MODULE_2__.sep);
    if (isElsewhere || !(await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .isAccessible */ .dp)(place.cwd, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK)))
        return undefined;
    const state = await stateOf(file, script);
    if (state === 'ready')
        return undefined;
    const tracked = new _host_tracked_files_js__WEBPACK_IMPORTED_MODULE_5__/* .Tracked */ .J(place.cwd, place.workspace, place.env);
    if (await tracked.ignores(file))
        return undefined;
    if (step.kind !== 'run' && (await hooksGoElsewhere(tracked)))
        return undefined;
    if (state === 'missing')
        return missing(script, file, place, (await tracked.files()) ?? []);
    if (state === 'folder')
        return { what: `${script.path} is a folder.`, hint: 'Name a file of it, or a program.' };
    if (state === 'closed')
        return { what: (0,_host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .closedText */ .ST)(file), hint: _host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .CLOSED_HINT */ .X4 };
    return {
        what: `${script.path} is there, but it is not executable.`,
        hint: `git update-index --chmod=+x ${tracked.shown(file)}, and commit that; or run it with bash ${script.path}.`,
    };
}
async function stateOf(file, { by }) {
    const there = await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .accessOf */ .YK)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.F_OK);
    if (there !== 'ready')
        return there;
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file).catch(() => undefined))?.isDirectory())
        return 'folder';
    if (by === 'itself' && (await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .isAccessible */ .dp)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK)))
        return 'ready';
    const state = await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .accessOf */ .YK)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.R_OK);
    return by === 'itself' && state === 'ready' ? 'not-executable' : state;
}
function missing({ path }, file, { cwd, workspace }, tracked) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(workspace, cwd);
    const near = nearest(file, tracked);
    const hint = near
        ? `Did you mean ${asWritten(near, cwd)}?`
        : `Is it committed? It is looked for in the step's directory, ${folder === '' ? 'the top of the workspace' : (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_7__/* .toOneLine */ .GX)(folder)}.`;
    return { what: `${path} does not exist.`, hint };
}
/** Pure: of the files the one of the same name, or of a name that is a slip away. */
function nearest(wanted, files) {
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(wanted);
    const named = files.filter(file => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(file).toLowerCase() === name.toLowerCase());
    if (named.length > 0)
        return (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_3__/* .closest */ .kp)(wanted, named);
    const besides = files.filter(file => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(file) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(wanted));
    const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_3__/* .closest */ .kp)(name, besides.map(file => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(file)));
    const isSlip = near !== undefined && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_3__/* .distance */ .Io)(name, near) <= Math.max(2, name.length / 4);
    return isSlip ? besides.find(file => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(file) === near) : undefined;
}
function asWritten(file, cwd) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(cwd, file);
    return (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_7__/* .toOneLine */ .GX)(path.startsWith('.') ? path : `./${path}`);
}
/** Whether a shellHook of the project changes the directory before the command. */
async function hooksGoElsewhere(tracked) {
    const files = (await tracked.files('*.nix')) ?? [];
    for (const file of files.slice(0, MOST_SEARCHED)) {
        const { size = LARGEST } = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file).catch(() => undefined)) ?? {};
        const text = size < LARGEST ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8').catch(() => '') : '';
        if (/shellHook/.test(text) && /\b(?:cd|pushd)\s/.test(text))
            return true;
    }
    return false;
}
/** A step names a script that cannot be run, and no step can make it any more: no step is run. */
class ScriptFailure extends _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .l {
    #failed;
    #all;
    constructor(failed, all, message, hint) {
        super(message, hint);
        this.#failed = failed;
        this.#all = all;
    }
    /** Every step of the list, as it is reported. @param start seconds since main began */
    steps(start) {
        const reason = `the script of ${this.#failed.name} cannot be run`;
        return this.#all.map(({ name, kind }) => {
            const step = { name, kind, start, seconds: 0, exitCode: null };
            return name === this.#failed.name
                ? { ...step, status: 'failure', attempts: 1, error: { message: (0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .formatError */ .W)(this) } }
                : { ...step, status: 'not-run', attempts: 0, reason };
        });
    }
}
/**
 * Looks before anything is installed at the script that no step can make any more: the one of the first command. The
 * others are looked at when their steps begin.
 * @param project what the steps' directories are relative to, absolute
 * @throws ScriptFailure where it cannot be run
 */
async function checkFirstScript(steps, system, project, place) {
    const step = firstCommand(steps, system);
    if (!step)
        return;
    const problem = await checkScript(step, {
        ...place,
        cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(project, step.workingDirectory),
    });
    if (!problem)
        return;
    const message = `${step.name}: ${problem.what} Nothing was installed.`;
    throw new ScriptFailure(step, steps, message, problem.hint);
}
/**
 * Pure: of the steps that run on this machine the first that runs the project's code; undefined where an earlier one
 * leaves a link, or where the step may fail.
 */
function firstCommand(steps, system) {
    const own = steps.filter(step => step.if && (0,_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .isFor */ .Gi)(step.only, system));
    const first = own.find(step => (0,_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .runsProjectCode */ .R6)(step) || leavesLink(step));
    return first && (0,_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .runsProjectCode */ .R6)(first) && !first.allowFailure ? first : undefined;
}
function leavesLink({ outLink, argument, args }) {
    const words = [...argument.split(/\s/), ...args];
    return outLink !== undefined || words.some(word => word === '-o' || word === '--out-link');
}


/***/ }),

/***/ 4336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ scriptOf)
/* harmony export */ });
/* harmony import */ var _bash_lexer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9766);

const ENDS = ['\n', ';', '&', '&&', '||', '|', '|&'];
const COMPOUND = 'if while until for case select function { [[ coproc'.split(' ');
/** Long options of bash that take a word, and those that take none and still read a file. */
const TAKES_WORD = ['--rcfile', '--init-file'];
const TAKES_NONE = '--login --noediting --noprofile --norc --posix --restricted --verbose'.split(' ');
/**
 * The script that a command names: the command word of its first simple command after assignments, where it is a path,
 * or the file operand of `bash` or `sh` there. Whatever bash would have to expand, and a program on PATH, is none.
 */
function scriptOf(command) {
    const [first, ...rest] = firstCommand((0,_bash_lexer_js__WEBPACK_IMPORTED_MODULE_0__/* .tokensOf */ .k)(command));
    if (!first?.isPlain)
        return undefined;
    if (/^(?:\/.*\/)?(?:bash|sh)$/.test(first.text)) {
        const operand = operandOf(rest);
        // bash looks on PATH too for a name without a slash.
        const isFile = operand?.isPlain && /\/|\.(?:ba)?sh$/.test(operand.text);
        return isFile ? { path: operand.text, by: 'shell', shell: first.text } : undefined;
    }
    return first.text.includes('/') ? { path: first.text, by: 'itself' } : undefined;
}
/** The words of the first simple command; none where it is not a simple one. */
function firstCommand(tokens) {
    const words = [];
    let assigns = false;
    for (let i = 0; i < tokens.length; i++) {
        const token = tokens[i];
        if (token.kind === 'operator') {
            if (_bash_lexer_js__WEBPACK_IMPORTED_MODULE_0__/* .REDIRECTIONS */ .U.includes(token.text))
                i++;
            else if (!ENDS.includes(token.text))
                return [];
            else if (words.length > 0)
                return words;
            else if (token.text !== '\n' && !(assigns && [';', '&&'].includes(token.text)))
                return [];
        }
        else if (words.length > 0) {
            words.push(token);
        }
        else if (token.isAssignment) {
            // What it runs may make the file.
            if (token.isRun)
                return [];
            assigns = true;
        }
        else if (COMPOUND.includes(token.text)) {
            return [];
        }
        else if (token.text === 'time' && isWord(tokens[i + 1], '-p')) {
            i++;
        }
        else if (token.text !== '!' && token.text !== 'time') {
            words.push(token);
        }
    }
    return words;
}
function isWord(token, text) {
    return token?.kind === 'word' && token.text === text;
}
/** The file that bash or sh runs; undefined where it reads none (`-c`, `-s`), or only parses it (`-n`). */
function operandOf(words) {
    for (let i = 0; i < words.length; i++) {
        const word = words[i];
        if (!word.isPlain)
            return undefined;
        if (word.text === '-' || word.text === '--')
            return words[i + 1];
        if (TAKES_WORD.includes(word.text))
            i++;
        else if (word.text.startsWith('--')) {
            if (!TAKES_NONE.includes(word.text))
                return undefined;
        }
        else if (/^[-+]./.test(word.text)) {
            if (/^-.*[csn]/.test(word.text))
                return undefined;
            i += word.text.match(/[oO]/g)?.length ?? 0;
        }
        else
            return word;
    }
    return undefined;
}


/***/ }),

/***/ 5336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XN: () => (/* binding */ sumOf),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   mk: () => (/* binding */ StepRun)
/* harmony export */ });
/* unused harmony export NOWHERE */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4869);
/* harmony import */ var _nix_call_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1658);
/* harmony import */ var _nix_derivation_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(219);
/* harmony import */ var _nix_diagnostics_paths_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4339);
/* harmony import */ var _nix_diagnostics_rules_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3140);
/* harmony import */ var _nix_log_trace_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9044);
/* harmony import */ var _deadlines_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6449);
/* harmony import */ var _leftover_processes_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3583);











/** Where nobody looks. */
const NOWHERE = { line: () => { }, flooded: () => { }, passedOver: () => { } };
/** One step on its way: its folder, its deadline, and where its output goes. */
class StepRun {
    step;
    context;
    /** The step's directory, absolute. */
    cwd;
    /** What it prints goes there, inside the fence. */
    output;
    /** Shows a line in the live log. */
    line = (text) => this.output.line(text);
    /** Whether a try before this one failed, and what it left is not to be taken. */
    again;
    /** What this step built and fetched so far. */
    counts = { built: 0, fetched: 0, fetchedBytes: 0 };
    /** Derivations that this step's dry runs would build. */
    toBuild = new Set();
    /** Outputs of flakes that Nix judged in this step. */
    outputs = new Set();
    #deadline;
    constructor(step, context, deadline, output, again = false) {
        this.step = step;
        this.context = context;
        this.cwd = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(context.project, step.workingDirectory);
        this.output = output;
        this.again = again;
        this.#deadline = deadline;
    }
    /** The limits of a process that begins now. */
    get limits() {
        const { at, said } = this.#deadline ?? {};
        const seconds = at === undefined ? 0 : Math.max(0.001, (at - performance.now()) / 1000);
        return {
            time: said === undefined ? undefined : { seconds, said },
            silence: (0,_deadlines_js__WEBPACK_IMPORTED_MODULE_8__/* .silenceOf */ .Dp)(this.step),
        };
    }
    /** What runs of a process of this step, told in the live log. */
    async look(leader, mark) {
        const lines = await (0,_leftover_processes_js__WEBPACK_IMPORTED_MODULE_9__/* .picture */ .li)(leader, mark);
        this.line(`… This step is ended. What runs:\n${lines.join('\n')}`);
        return lines;
    }
    /**
     * A call of Nix for this step: it may use the credentials for fetching.
     * @param line told of each line for the live log
     */
    async nix(argv, env = {}, line = (text) => this.line(text)) {
        const { nix, tokens, ctx, boundary, roots } = this.context;
        const pusher = boundary.isCrossed ? undefined : this.context.pusher;
        const options = {
            nix,
            cwd: this.cwd,
            env: { ...this.context.env, ...this.step.env, ...env },
            ...this.limits,
            look: leader => this.look(leader),
            cancel: ctx.cancel,
            line,
            // Who asks for the trace sees all of it.
            ...(argv.includes(TRACE)
                ? {}
                : { shorten: text => (0,_nix_log_trace_js__WEBPACK_IMPORTED_MODULE_7__/* .shortTrace */ .iZ)(text, file => this.#isOwn(file)) }),
            built: derivation => pusher?.began(derivation),
        };
        await tokens.write();
        try {
            const words = withTrace(withoutLockFile(plainLog(argv)));
            const call = async () => {
                const result = await (0,_nix_call_js__WEBPACK_IMPORTED_MODULE_4__/* .callNix */ .C)(words, options);
                this.counts = sumOf(this.counts, await this.context.observed.add(result.log.run()));
                return result;
            };
            const first = await call();
            const result = (await this.#lostDaemon(first)) ? await call() : first;
            if (roots.isShared)
                await roots.keep(await (0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_5__/* .outputsOf */ .Yz)(builtIn(result)));
            for (const derivation of result.log.run().toBuild)
                this.toBuild.add(derivation);
            for (const { kind, name } of result.log.run().evaluated)
                if (kind === 'flake output')
                    this.outputs.add(name);
            return result;
        }
        finally {
            pusher?.ended();
        }
    }
    /** Whether a call failed because it lost the daemon, and one answers now. */
    async #lostDaemon({ code, cancelled, timedOut, log }) {
        const { daemon, ctx } = this.context;
        if (!daemon || code === 0 || cancelled || timedOut || !log.errors.some(_nix_diagnostics_rules_js__WEBPACK_IMPORTED_MODULE_6__/* .lostDaemon */ .H0))
            return false;
        const lines = await daemon.lastLines();
        if (!(await daemon.look()))
            return false;
        const last = lines.length > 0 ? ` The last lines of its log:\n${lines.join('\n')}` : '';
        ctx.logger.notice(`${this.step.name}: Nix lost its connection to the daemon, so the call is tried again once.${last}`, 'Nix daemon');
        return true;
    }
    /** Whether the repository has a file of a trace; a flake's source in the store may be it. */
    #isOwn(file) {
        const { workspace } = this.context;
        if ((0,_nix_diagnostics_paths_js__WEBPACK_IMPORTED_MODULE_10__/* .inRepository */ .yJ)(file, [{ path: workspace, folder: '' }]) !== undefined)
            return true;
        const inStore = /^\/nix\/store\/[^/]+\/(.+)$/.exec(file)?.[1];
        return !!inStore && [workspace, this.cwd].some(folder => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, inStore)));
    }
    /** Tells of outputs that this step needs, whoever built them. */
    offerEarlier(outputs) {
        const { boundary, pusher } = this.context;
        if (!boundary.isCrossed)
            pusher?.offerEarlier(outputs.filter(path => path.startsWith('/nix/store/')));
    }
    /** Another step within this one's time, of which nobody sees the log. */
    silent(step, context) {
        return new StepRun(step, context, this.#deadline, NOWHERE);
    }
    /** A question to Nix whose log nobody needs to see. */
    async quietNix(argv) {
        return this.nix(argv, {}, () => { });
    }
    /** The command that a reader types in a checkout to see the same. */
    reproduce(...argv) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(this.context.workspace, this.cwd);
        const env = { ...this.#nixPath(argv), ...this.step.env };
        const assignments = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`);
        const command = [...assignments, ...argv.map(quote)].join(' ');
        return folder === '' ? command : `cd ${quote(folder)} && ${command}`;
    }
    /** The NIX_PATH of a command that reads it; what lies in the workspace as a reader's checkout has it. */
    #nixPath(argv) {
        const { env, workspace } = this.context;
        const path = env.NIX_PATH;
        if (!path || !readsNixPath(argv) || !looksUp(argv, this.context))
            return {};
        const top = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(this.cwd, workspace) || '.';
        const entries = path.split(/(?<=[:=])/).map(part => part.replace(`${workspace}/`, `${top}/`));
        return { NIX_PATH: entries.join('') };
    }
    /** A path of this run that post removes, such as for a GC root. */
    private(...parts) {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.context.ctx.folder, ...parts);
    }
}
function builtIn({ log }) {
    const built = log.run().builds.filter(({ status }) => status === 'built');
    return built.map(({ derivation }) => derivation);
}
/** What both counted together. */
function sumOf(one, other) {
    return {
        built: one.built + other.built,
        fetched: one.fetched + other.fetched,
        fetchedBytes: one.fetchedBytes + other.fetchedBytes,
    };
}
/** With these a step says itself what becomes of the lock file. */
const OF_LOCK_FILE = ['--no-update-lock-file', '--commit-lock-file', '--output-lock-file'];
/**
 * Nothing is written into the workspace: a flake whose lock file lacks something is locked for this call only. With
 * `--no-update-lock-file` that is an error, of which Nix says nothing where it may not write either. (flake.cc)
 */
function withoutLockFile(argv) {
    const isOwn = argv.some(word => OF_LOCK_FILE.includes(word));
    return argv[0] === 'nix' && !isOwn ? [...argv, '--no-write-lock-file'] : argv;
}
/** Logs of builds are always shown; asked for them, old versions leave the format that we read. */
function plainLog([program, ...words]) {
    const isAsked = (word) => word === '-L' || word === '--print-build-logs';
    return [program, ...(program === 'nix' ? words.filter(word => !isAsked(word)) : words)];
}
const TRACE = '--show-trace';
/** Without, Nix cuts the trace, or says not at all what it was evaluating, and where. `nix-store` evaluates nothing. */
function withTrace(argv) {
    return argv[0] === 'nix-store' || argv.includes(TRACE) ? argv : [...argv, TRACE];
}
/** Whether a command has a NIX_PATH: the pure evaluation of flakes has none. */
function readsNixPath([program = '', ...words]) {
    if (program === 'bash')
        return /\bnix-(?:build|shell|instantiate)\b/.test(words.join(' '));
    const isImpure = words.some(word => /^(?:-f|--file|-E|--expr|--impure)$/.test(word));
    return program !== 'nix' || isImpure;
}
const LOOKUP = '<[A-Za-z][A-Za-z0-9._+/-]*>';
/** Of each run, whether the repository looks anything up in NIX_PATH. */
const lookups = new WeakMap();
function looksUp(argv, context) {
    if (argv.some(word => new RegExp(LOOKUP).test(word) || /^(?:-p|--packages)$/.test(word)))
        return true;
    const words = ['-C', context.workspace, 'grep', '-qE', '--untracked', LOOKUP, '--', '*.nix'];
    const known = lookups.get(context);
    const found = known ?? (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawnSync)('git', words, { env: context.env, timeout: 5000 }).status === 0;
    lookups.set(context, found);
    return found;
}
/** A word as bash reads it back; what cannot be seen in it is written as an escape. (bash(1), QUOTING) */
function quote(word) {
    if ((0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .hasInvisible */ .wy)(word))
        return `$'${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeInvisible */ .ts)(word.replace(/[\\']/g, '\\$&'))}'`;
    return /^[\w@%+=:,./#-]+$/.test(word) && !word.startsWith('#')
        ? word
        : `'${word.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 7442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kh: () => (/* binding */ tellOfTemporary),
/* harmony export */   Tf: () => (/* binding */ commandTemporary)
/* harmony export */ });
/* unused harmony export temporaryFor */
/* harmony import */ var _model_step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1710);
/* harmony import */ var _nix_install_facts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8955);


/**
 * The path of a socket has at most 107 characters, 103 on macOS (sun_path, unix(7)). nix-shell adds up to 30 to TMPDIR,
 * and tests have folders and names of their own. macOS's usual TMPDIR has 49.
 */
const LONGEST = 40;
const SHORT = '/tmp';
/**
 * The TMPDIR of commands where it is not the job's; builds keep that. One that is too long for sockets is replaced, and
 * /tmp is not used where it is in memory: what fills it takes the memory of the tests, and a quota may end it early.
 * @param isInMemory whether /tmp is a tmpfs
 */
function temporaryFor({ TMPDIR = '', RUNNER_TEMP = '' }, isInMemory) {
    const roomy = isInMemory && RUNNER_TEMP !== '' && RUNNER_TEMP.length <= LONGEST;
    if (TMPDIR.length > LONGEST)
        return { TMPDIR: roomy ? RUNNER_TEMP : SHORT };
    return TMPDIR === '' && roomy ? { TMPDIR: RUNNER_TEMP } : {};
}
/** The same, of this machine. */
async function commandTemporary(env) {
    return temporaryFor(env, await (0,_nix_install_facts_js__WEBPACK_IMPORTED_MODULE_0__/* .isInMemory */ .z)(SHORT));
}
/** Tells where commands do not get the TMPDIR that somebody has set, or one that nobody has. */
function tellOfTemporary(steps, { ctx: { env, logger }, temporary }) {
    const { TMPDIR = '' } = env;
    if (!temporary.TMPDIR || !steps.some(_model_step_js__WEBPACK_IMPORTED_MODULE_1__/* .runsProjectCode */ .R6))
        return;
    if (TMPDIR === '')
        logger.info(`/tmp is in memory: TMPDIR of commands is RUNNER_TEMP (${temporary.TMPDIR}).`);
    // The system's own, on macOS.
    if (TMPDIR === '' || TMPDIR.startsWith('/var/folders/'))
        return;
    logger.notice(`TMPDIR (${TMPDIR}) has ${TMPDIR.length} characters, with which the paths of sockets become too long: commands of steps get ${temporary.TMPDIR}. A step that needs the long one has it in its env.`, 'TMPDIR');
}


/***/ })

};
