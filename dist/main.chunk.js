export const id = 130;
export const ids = [130];
export const modules = {

/***/ 1543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AR: () => (/* binding */ KEY_INPUTS),
/* harmony export */   KV: () => (/* binding */ packIds),
/* harmony export */   eb: () => (/* binding */ PACK_NAME),
/* harmony export */   iO: () => (/* binding */ storeCacheKeys),
/* harmony export */   ir: () => (/* binding */ MANIFEST_NAME),
/* harmony export */   kb: () => (/* binding */ manifestKeys),
/* harmony export */   l7: () => (/* binding */ packKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Inputs that decide what a job builds, and so distinguish jobs of a matrix. */
const KEY_INPUTS = ['steps', 'working-directory', 'nix-version', 'nix-path', 'nix-conf'];
const PREFIX = 'nix-ci-store-2-';
/**
 * What distinguishes the keys of an entry, for when the first is reserved. The second can be found by a later run that has
 * the same to save; the third is free in any case.
 */
const spares = () => [[], ['2'], [(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()]];
/** The names of the files in entries. */
const MANIFEST_NAME = 'nix-ci-manifest';
const PACK_NAME = 'nix-ci-pack';
/**
 * @param inputs the texts of {@link KEY_INPUTS}
 * @param system such as `x86_64-linux`
 */
function storeCacheKeys(env, inputs, system) {
    const workflow = /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? '';
    const job = digest([workflow, env.GITHUB_JOB ?? '', ...inputs], 16);
    const prefix = `${PREFIX}${system}-`;
    return { job: `${prefix}${job}-`, system: prefix };
}
/**
 * The key of a manifest, from its paths and its parent. GitHub never replaces the entry of a key, and restores the newest
 * of a prefix: with the paths alone, returning to earlier ones could not be saved, and later runs would restore the others.
 * @param paths whole store paths
 * @param parent the key of the restored manifest; empty without one
 * @returns its key, and others for when that is reserved
 */
function manifestKeys(job, paths, parent) {
    const key = `${job}${digest([...paths].sort(), 24)}`;
    return spares().map(spare => `${key}-${digest([parent, ...spare], 8)}`);
}
/** The key of a pack: the same bytes have the same key, in every job. */
function packKey({ id }) {
    return `nix-ci-pack-2-${id}`;
}
/**
 * The id of a pack, and others for when its key is reserved.
 * @param isDamaged whether the entry of an id holds something else, which nothing can replace
 */
function packIds(id, isDamaged) {
    return spares().map(spare => {
        let own = spare.length === 0 ? id : digest([id, ...spare], 64);
        while (isDamaged(own))
            own = digest([own], 64);
        return own;
    });
}
function digest(parts, length) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);
}


/***/ }),

/***/ 9318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ narUrl),
/* harmony export */   Nt: () => (/* binding */ formatNarInfo),
/* harmony export */   S4: () => (/* binding */ substituterSettings),
/* harmony export */   pd: () => (/* binding */ substituterUrls),
/* harmony export */   qp: () => (/* binding */ CACHE_INFO)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(873);
/* harmony import */ var _nix_hash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3314);


/** Where a binary cache has the NAR of a path, relative to the cache. */
function narUrl({ narHash }) {
    return `nar/${(0,_nix_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .toNixBase32 */ .$k)(narHash)}.nar`;
}
/**
 * A binary cache's `.narinfo` of a path whose NAR is not compressed.
 * @param url absolute, or relative to the cache
 */
function formatNarInfo(stored, url = narUrl(stored)) {
    const fields = {
        StorePath: stored.path,
        URL: url,
        Compression: 'none',
        FileSize: stored.narSize,
        NarHash: `sha256:${(0,_nix_hash_js__WEBPACK_IMPORTED_MODULE_0__/* .toNixBase32 */ .$k)(stored.narHash)}`,
        NarSize: stored.narSize,
        References: [...stored.references].sort().join(' '),
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ Deriver: stored.deriver, CA: stored.ca }),
    };
    return Object.entries(fields)
        .map(([name, value]) => `${name}: ${value}\n`)
        .join('');
}
/**
 * The file nix-cache-info. Upstream caches have priority 40 and 41, so Nix gets their paths from them, not from here.
 * Without the line Nix assumes 0, the highest priority.
 */
const CACHE_INFO = 'StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 50\n';
/** The settings with which Nix reads caches at URLs, the first one first. */
function substituterSettings(...urls) {
    return [{ name: 'extra-substituters', value: substituterUrls(urls) }];
}
/** As Nix's settings name them, without empty ones; `trusted`: their paths need no signature. */
function substituterUrls(urls) {
    const all = urls.filter(url => url !== '');
    return all.map((url, at) => `${url}?trusted=1&priority=${51 - all.length + at}`).join(' ');
}


/***/ }),

/***/ 6830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KG: () => (/* binding */ asSentence),
/* harmony export */   Xm: () => (/* binding */ savedText),
/* harmony export */   iq: () => (/* binding */ foundText),
/* harmony export */   jG: () => (/* binding */ leftOutText),
/* harmony export */   kF: () => (/* binding */ lostText),
/* harmony export */   o$: () => (/* binding */ restoredText)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);
/* harmony import */ var _nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(219);
/* harmony import */ var _narinfo_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9318);



/** What is there, before anything of it is read. */
function foundText(restored) {
    if (restored.kind !== 'found')
        return restoredText(restored);
    const { paths, packs } = restored.manifest;
    const bytes = packs.reduce((sum, it) => sum + it.bytes, 0);
    return `${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(paths.length, 'path')} in ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(packs.length, 'pack')} (${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesText */ .pV)(bytes)})`;
}
/**
 * What was restored, for log and report.
 * @param isTaken whether the store has a path now, neither built nor from another cache
 */
function restoredText(restored, isTaken = () => false) {
    if (restored.kind === 'miss')
        return 'no entry';
    if (restored.kind === 'off')
        return restored.why;
    const { manifest, provider, reader } = restored;
    // Nix gets a NAR by its hash, so it may be put together once for several paths that Nix takes.
    const given = new Set(provider.offered.map(_narinfo_js__WEBPACK_IMPORTED_MODULE_2__/* .narUrl */ .$4));
    const taken = manifest.paths.filter(it => given.has((0,_narinfo_js__WEBPACK_IMPORTED_MODULE_2__/* .narUrl */ .$4)(it)) && isTaken(it));
    const count = Math.max(taken.length, provider.provided.length);
    return `${count} of ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(manifest.paths.length, 'path')} restored (${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesText */ .pV)(reader.bytes)} read)`;
}
/** What a save did, for log and report. */
function savedText({ kept }, { paths }, uploadedBytes) {
    const before = new Set(paths.map(({ path }) => path));
    const fresh = kept.filter(({ path }) => !before.has(path)).length;
    return `${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(kept.length, 'path')} saved, ${fresh} of them new (${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesText */ .pV)(uploadedBytes)} uploaded)`;
}
/**
 * A notice of paths for which there is no room; undefined if there are none.
 * @param limit the input `store-cache-size`
 */
function leftOutText(fresh, old, limit) {
    const parts = [
        ...(fresh > 0 ? [(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(fresh, 'new path')] : []),
        ...(old > 0 ? [(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(old, 'old path')] : []),
    ];
    if (parts.length === 0)
        return undefined;
    const size = `store-cache-size: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesText */ .pV)(limit)}`;
    return `${parts.join(' and ')} did not fit in the store cache (${size}).`;
}
/** A notice of paths that could not be had; undefined if there are none. */
function lostText(restored) {
    const gone = restored.lost.map(({ path }) => `${(0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__/* .derivationName */ .Jt)(path)} (its pack is gone)`);
    const unseen = restored.unseen.paths.map(({ path }) => `${(0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__/* .derivationName */ .Jt)(path)} (its pack could not be looked up)`);
    const { failed, unread } = restored.provider;
    const why = [...failed].map(([path, it]) => `${(0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__/* .derivationName */ .Jt)(path)} (${it})`);
    const all = [...why, ...gone, ...unseen];
    if (all.length === 0)
        return undefined;
    const what = `${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(all.length, 'path')} of cache entry ${restored.key} cannot be used: ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .listed */ .KE)(all, 5, '; ')}.`;
    const hint = all.length === unread.size + unseen.length
        ? ''
        : " If this keeps happening, delete the entry in the repository's caches.";
    return `${what} What is needed of them is built.${hint}`;
}
/** A reason with a period at its end. */
function asSentence(reason) {
    return reason.endsWith('.') ? reason : `${reason}.`;
}


/***/ }),

/***/ 7094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readPlain)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);


const MAX_FILE_BYTES = 2 ** 20;
/**
 * Reads a regular file of at most 1 MiB.
 * @param follow whether to follow a symbolic link
 */
async function readPlain(path, follow = false) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants;
    const flags = O_RDONLY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW);
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, flags).catch(() => undefined);
    try {
        const stat = await file?.stat();
        return file && stat?.isFile() && stat.size <= MAX_FILE_BYTES
            ? await file.readFile('utf8')
            : undefined;
    }
    finally {
        await file?.close();
    }
}


/***/ }),

/***/ 390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ MAX_OUTPUT_BYTES),
/* harmony export */   M: () => (/* binding */ LimitedOutput)
/* harmony export */ });
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5222);

/** Browsers cannot open larger logs. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MAX_OUTPUT_LINES = 1_000_000;
/** The end of a larger output, which is kept. */
const TAIL_BYTES = 64 * 1024;
const TAIL_LINES = 40;
/** Between two sample lines of the skipped output. */
const SAMPLE_INTERVAL_MS = 30_000;
/** Passes on the lines of a stream up to a limit. Skips the rest in constant memory, except for its last lines. */
class LimitedOutput {
    #listener;
    #splitter;
    #maxBytes;
    #read = 0;
    #lines = 0;
    #isOverLimit = false;
    #skipped = 0;
    #tail = [];
    #tailBytes = 0;
    #sampledAt = 0;
    constructor(listener, maxBytes = MAX_OUTPUT_BYTES) {
        this.#listener = listener;
        this.#splitter = new _lines_js__WEBPACK_IMPORTED_MODULE_0__/* .LineSplitter */ .g(line => {
            this.#lines++;
            listener.line(line);
        });
        this.#maxBytes = maxBytes;
    }
    write(chunk) {
        if (this.#isOverLimit)
            this.#skip(chunk);
        else
            this.#take(chunk);
    }
    #take(chunk) {
        this.#read += chunk.length;
        this.#splitter.write(chunk);
        if (this.#read < this.#maxBytes && this.#lines < MAX_OUTPUT_LINES)
            return;
        this.#isOverLimit = true;
        this.#sampledAt = performance.now();
        this.#splitter.end();
        this.#listener.limitReached(this.#read);
    }
    #skip(chunk) {
        this.#skipped += chunk.length;
        this.#tail.push(chunk);
        this.#tailBytes += chunk.length;
        while (this.#tailBytes - (this.#tail[0]?.length ?? 0) >= TAIL_BYTES) {
            this.#tailBytes -= this.#tail.shift()?.length ?? 0;
        }
        const now = performance.now();
        if (now - this.#sampledAt < SAMPLE_INTERVAL_MS)
            return;
        this.#sampledAt = now;
        for (const line of this.last(1))
            this.#listener.line(`… now: ${line.slice(0, 500)}`);
    }
    /** The last whole lines of the skipped output. */
    last(count = TAIL_LINES) {
        const text = Buffer.concat(this.#tail).subarray(-TAIL_BYTES).toString();
        const lines = text.split('\n');
        // The first line may be cut.
        if (lines.length > 1)
            lines.shift();
        if (lines.at(-1) === '')
            lines.pop();
        return lines.slice(-count).map(line => line.replace(/\r$/, ''));
    }
    end() {
        this.#splitter.end();
        if (this.#skipped === 0)
            return;
        const lines = this.last();
        this.#listener.skipped(this.#skipped);
        this.#skipped = 0;
        for (const line of lines)
            this.#listener.line(line);
        this.#tail = [];
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


/** For git to list a repository. */
const LIST_TIMEOUT_S = 20;
/** The files of a repository that git tracks. */
class Tracked {
    #folder;
    #workspace;
    #env;
    #cancel;
    #top;
    #files = new Map();
    /**
     * @param folder absolute, in the repository
     * @param workspace absolute, contains the repository
     */
    constructor(folder, workspace, env, cancel) {
        this.#folder = folder;
        this.#workspace = workspace;
        this.#env = env;
        this.#cancel = cancel;
    }
    /** The top of the repository, absolute; undefined if there is none or git does not answer. */
    top() {
        this.#top ??= this.#ask('rev-parse', '--show-toplevel').then(lines => lines?.[0]);
        return this.#top;
    }
    /**
     * The tracked files of the whole repository, as of the first call.
     * @param pathspecs relative to the top, such as `*.nix`; default: all files
     * @returns absolute paths; undefined if there is no repository or git does not answer
     */
    files(...pathspecs) {
        const key = pathspecs.join('\0');
        const files = this.#files.get(key) ?? this.#list(pathspecs);
        this.#files.set(key, files);
        return files;
    }
    async #list(pathspecs) {
        const specs = pathspecs.map(it => `:(top)${it}`);
        const names = await this.#ask('ls-files', '-z', '--', ...(specs.length > 0 ? specs : [':/']));
        return names?.map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(this.#folder, name));
    }
    /**
     * Searches the text of tracked and untracked files, except for ignored ones.
     * @param pattern an extended regular expression
     * @param pathspec default: the whole folder
     * @returns absolute paths; undefined if there is no repository or git does not answer
     */
    async grep(pattern, pathspec = '.') {
        const words = ['--untracked', '-lzI', '-E', '-e', pattern, '--', pathspec];
        const answer = await this.#git('grep', ...words);
        if (!('code' in answer) || (answer.code !== 0 && answer.code !== 1))
            return undefined;
        const names = answer.stdout.split('\0').filter(name => name !== '');
        return names.map(name => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(this.#folder, name));
    }
    /** Whether git ignores an untracked path; false if there is no repository. */
    async ignores(path) {
        const answer = await this.#git('check-ignore', '--quiet', '--', path);
        return 'code' in answer && answer.code === 0;
    }
    /** A path relative to the workspace, for messages. */
    shown(path) {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(this.#workspace, path);
    }
    /** Runs git. @returns the names that it prints, separated by NUL or newlines */
    async #ask(...words) {
        const answer = await this.#git(...words);
        if (!('code' in answer) || answer.code !== 0)
            return undefined;
        const end = answer.stdout.includes('\0') ? '\0' : '\n';
        return answer.stdout.split(end).filter(name => name !== '');
    }
    #git(...words) {
        return (0,_git_js__WEBPACK_IMPORTED_MODULE_1__/* .askRepository */ .g)(this.#folder, words, {
            env: this.#env,
            workspace: this.#workspace,
            emptyFolder: '/',
            cancel: this.#cancel,
            timeout: LIST_TIMEOUT_S,
        });
    }
}


/***/ }),

/***/ 1979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ nixCode),
/* harmony export */   f: () => (/* binding */ withoutComments)
/* harmony export */ });
/** Comments, and strings of both kinds. */
const COMMENT_OR_STRING = /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"/g;
/** Replaces comments, and indented strings with `isCodeOnly`, in a Nix text with spaces. */
function withoutComments(text, isCodeOnly = false) {
    return text.replace(COMMENT_OR_STRING, part => {
        const isKept = part.startsWith('"') || (part.startsWith("''") && !isCodeOnly);
        return isKept ? part : part.replace(/[^\n]/g, ' ');
    });
}
/** The code of a Nix text, without comments and scripts. */
function nixCode(text) {
    return withoutComments(text, true);
}


/***/ }),

/***/ 7401:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  id: () => (/* binding */ GENERATED_FILES),
  LF: () => (/* binding */ readPins)
});

// UNUSED EXPORTS: flakeFindings

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/plain-file.js
var plain_file = __webpack_require__(7094);
// EXTERNAL MODULE: ./build/lib/json.js
var lib_json = __webpack_require__(292);
// EXTERNAL MODULE: ./build/nix/pinned.js
var pinned = __webpack_require__(4852);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
;// CONCATENATED MODULE: ./build/lint/pins/finding.js

/** A finding at the first key of this name in a JSON file whose value is an object. @param message the problem and its fix */
function findingAt(file, text, key, message) {
    return { file, ...(0,object/* defined */.s)({ line: lineOfKey(text, key) }), text: message };
}
/** The line, from 1, of a key whose value is an object in a JSON text. */
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
/** FlakeHub's version of 25.11 is 0.2511, also after `=` or `~`. */
const FLAKEHUB = /\bflakehub\.com\/f\/(?:pinned\/)?[^/?#]+\/[^/?#]+\/(?:[=~^]|%(?:3d|7e|5e))?(0\.(\d\d)(05|11))\b/i;
/**
 * Finds a release branch of nixpkgs that gets no updates any more. A release is supported until a month after the next
 * one: 25.05 until the end of 2025, 25.11 until the end of June 2026.
 * @param text a branch (`nixos-25.05`) or a URL with one
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

;// CONCATENATED MODULE: ./build/lint/pins/nixpkgs.js

/** An older nixpkgs lacks half a year of security fixes, and its release may be unsupported. */
const MAX_AGE_DAYS = 180;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Archives may have meaningless times such as 0, 1 or 1980; nixpkgs is younger. */
const MIN_TIME_S = Date.UTC(2003) / 1000;
const NIXPKGS_URLS = [
    /\b(?:channels|releases)\.nixos\.org\//,
    // Channels, including mirrors.
    /\/nixexprs\.tar\.\w+(?:[?#]|$)/,
    /\bflakehub\.com\/f\/(?:pinned\/)?(?:NixOS\/nixpkgs|DeterminateSystems\/(?:nixpkgs[\w.-]*|secure))\//i,
    /^git@[^:]+:NixOS\/nixpkgs(?:\.git)?$/i,
    /\/NixOS\/nixpkgs(?:\.git)?\/?(?:[?#]|$)/i,
    /\bgithub\.com\/NixOS\/nixpkgs\/archive\//i,
];
/** Pure: whether the repository or URL of a locked source is nixpkgs. */
function isNixpkgs({ owner, repo, url }) {
    const isRepository = /^nixos$/i.test((0,lib_json/* asText */.e1)(owner) ?? '') && /^nixpkgs$/i.test((0,lib_json/* asText */.e1)(repo) ?? '');
    return isRepository || NIXPKGS_URLS.some(pattern => pattern.test((0,lib_json/* asText */.e1)(url) ?? ''));
}
/**
 * Pure: the age in days of a nixpkgs that is too old; undefined if it is not, or its time is unknown.
 * @param seconds since 1970, from the lock
 */
function daysTooOld(seconds, now) {
    if (typeof seconds !== 'number' || !(seconds > MIN_TIME_S))
        return undefined;
    const days = Math.floor((now.getTime() - seconds * 1000) / DAY_MS);
    return days > MAX_AGE_DAYS ? days : undefined;
}

;// CONCATENATED MODULE: ./build/lint/pins/flake-lock.js



/** URLs that always lead to the same nixpkgs, so that an update changes nothing. */
const FIXED_URL = /\bflakehub\.com\/f\/(?:pinned\/|[^/]+\/[^/]+\/(?:=|%3d))|\breleases\.nixos\.org\//i;
/** Parses a flake.lock; undefined if invalid. */
function readLock(text) {
    const json = (0,lib_json/* parseJson */.qF)(text);
    const all = (0,lib_json/* asMap */.$H)(json?.nodes);
    const root = (0,lib_json/* asText */.e1)(json?.root);
    if (!all || root === undefined)
        return undefined;
    const nodes = new Map(Object.entries(all).map(([name, node]) => [name, (0,lib_json/* asMap */.$H)(node)]));
    const inputs = new Map();
    const followed = new Set();
    const users = new Map();
    for (const [name, node] of nodes) {
        for (const [input, target] of Object.entries((0,lib_json/* asMap */.$H)(node?.inputs) ?? {})) {
            const value = target;
            if (Array.isArray(value)) {
                const first = (0,lib_json/* asText */.e1)(value[0]);
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
        .filter(([, node]) => isNixpkgs((0,lib_json/* asMap */.$H)(node?.locked) ?? {}))
        .map(([name]) => [name, (users.get(name) ?? []).filter(user => user !== root)]));
    return { inputs, followed, nodes, nixpkgs };
}
/**
 * Pure: finds an old nixpkgs, one of an unsupported release, and duplicates of nixpkgs.
 * @param without names of inputs that are reported otherwise
 */
function lockFindings(text, now, without = []) {
    const lock = readLock(text);
    if (!lock)
        return [];
    const direct = [...lock.inputs].filter(([, node]) => lock.nixpkgs.has(node));
    const outdated = direct.flatMap(([input, node]) => {
        if (without.includes(input))
            return [];
        const message = outdatedText(input, lock.nodes.get(node), now);
        return message ? [{ node, text: message }] : [];
    });
    const nodes = direct.map(([, node]) => node);
    const found = [...outdated, ...duplicates(lock, nodes)];
    return found.map(it => findingAt('flake.lock', text, it.node, it.text));
}
function outdatedText(input, node, now) {
    const { ref, rev, url } = (0,lib_json/* asMap */.$H)(node?.original) ?? {};
    const address = (0,lib_json/* asText */.e1)(url) ?? '';
    const ended = endedBranch((0,lib_json/* asText */.e1)(ref) ?? address, now);
    if (ended)
        return `${input} follows ${ended.branch}, which has had no updates since ${ended.end}. Name a newer branch in flake.nix, then run nix flake update ${input}.`;
    const locked = (0,lib_json/* asMap */.$H)(node?.locked);
    // An input that follows "the newest release" is locked to the newest of that time.
    const old = endedBranch((0,lib_json/* asText */.e1)(locked?.url) ?? '', now);
    if (old)
        return `${input} is locked to ${old.branch}, which has had no updates since ${old.end}. Run nix flake update ${input}.`;
    const days = daysTooOld(locked?.lastModified, now);
    if (days === undefined)
        return undefined;
    const isFixed = (0,lib_json/* asText */.e1)(rev) !== undefined || FIXED_URL.test(address);
    const fix = isFixed ? 'Name a newer one in flake.nix' : `Run nix flake update ${input}`;
    return `${input} is ${days} days old. ${fix}.`;
}
/** Duplicates of nixpkgs, except those that are inputs of the flake itself. */
function duplicates({ nixpkgs }, direct) {
    const others = [...nixpkgs].filter(([node]) => !direct.includes(node));
    if (others.length + Math.min(direct.length, 1) < 2)
        return [];
    const users = [...new Set(others.flatMap(([, by]) => by))];
    const first = users[0] ?? '';
    const target = direct.length > 0 ? 'nixpkgs' : `${first}/nixpkgs`;
    const text = `nixpkgs is locked ${nixpkgs.size} times; ${users.slice(0, 6).join(', ')} ${users.length === 1 ? 'has' : 'have'} a separate copy. To share one: inputs.${first}.inputs.nixpkgs.follows = "${target}" in flake.nix.`;
    return [{ node: others[0]?.[0] ?? '', text }];
}

;// CONCATENATED MODULE: ./build/lint/pins/sources.js




/** Sources per file that are checked. */
const MAX_SOURCES = 500;
/** Parses a file of pinned sources; its content shows the tool. */
function readSources(text) {
    const json = (0,lib_json/* parseJson */.qF)(text);
    const tool = toolOf(json);
    const entries = tool === 'npins' ? (0,lib_json/* asMap */.$H)(json?.pins) : tool === 'lon' ? (0,lib_json/* asMap */.$H)(json?.sources) : json;
    const sources = Object.entries(entries ?? {})
        .slice(0, MAX_SOURCES)
        .flatMap(([name, value]) => {
        const pin = (0,lib_json/* asMap */.$H)(value);
        return pin ? (READERS[tool](name, pin) ?? []) : [];
    });
    return { tool, sources };
}
function toolOf(json) {
    if (json?.version !== undefined && (0,lib_json/* asMap */.$H)(json.pins))
        return 'npins';
    if ((0,lib_json/* asText */.e1)(json?.version) && (0,lib_json/* asMap */.$H)(json?.sources))
        return 'lon';
    const entries = Object.values(json ?? {});
    return entries.length > 0 && entries.every(it => (0,lib_json/* asMap */.$H)((0,lib_json/* asMap */.$H)(it)?.src)) ? 'nvfetcher' : 'niv';
}
const READERS = {
    niv: (name, pin) => ({ name, follows: (0,lib_json/* asText */.e1)(pin.branch) ?? '' }),
    npins: (name, pin) => {
        const isChannel = (0,lib_json/* asText */.e1)(pin.type) === 'Channel';
        return { name, follows: (0,lib_json/* asText */.e1)(isChannel ? pin.name : pin.branch) ?? '' };
    },
    lon: (name, pin) => {
        const time = isNixpkgs(pin) && !isSet(pin.frozen) ? pin.lastModified : undefined;
        const modified = typeof time === 'number' ? time : undefined;
        return { name, follows: (0,lib_json/* asText */.e1)(pin.branch) ?? '', ...(0,object/* defined */.s)({ modified }) };
    },
    // Most of its sources are programs, whose branches and ages do not matter.
    nvfetcher: (name, pin) => {
        const src = (0,lib_json/* asMap */.$H)(pin.src) ?? {};
        if (!isNixpkgs(src))
            return undefined;
        const day = /^\d{4}-\d\d-\d\d/.exec((0,lib_json/* asText */.e1)(pin.date) ?? '')?.[0];
        const time = day && !isSet(pin.pinned) ? Date.parse(day) / 1000 : Number.NaN;
        const modified = time > 0 ? time : undefined;
        return { name, follows: (0,lib_json/* asText */.e1)(src.url) ?? '', ...(0,object/* defined */.s)({ modified }) };
    },
};
function isSet(value) {
    return value === true;
}
/** How to change the branch of a source, and how to update it. */
const FIXES = {
    niv: {
        branch: name => `Run niv update ${name} -b BRANCH with a newer branch.`,
        update: name => `Run niv update ${name}.`,
    },
    npins: {
        branch: name => `Run npins add … --name ${name} with a newer branch.`,
        update: name => `Run npins update ${name}.`,
    },
    lon: {
        branch: name => `Run lon modify ${name} --branch BRANCH with a newer branch.`,
        update: name => `Run lon update ${name}.`,
    },
    nvfetcher: {
        branch: name => `Name a newer branch for ${name} in nvfetcher.toml, then run nvfetcher.`,
        update: name => `Run nvfetcher --filter '^${name}$'.`,
    },
};
/**
 * Pure: finds sources of an unsupported release of nixpkgs, and an old nixpkgs.
 * @param without names that are reported otherwise
 */
function sourcesFindings(file, text, now, without = []) {
    const { tool, sources } = readSources(text);
    const checked = sources.filter(({ name }) => !without.includes(name));
    return checked.flatMap(source => {
        const message = sources_outdatedText(source, tool, now);
        return message ? [findingAt(file, text, source.name, message)] : [];
    });
}
function sources_outdatedText(source, tool, now) {
    const { name, follows, modified } = source;
    const ended = endedBranch(follows, now);
    if (ended)
        return `${name} follows ${ended.branch}, which has had no updates since ${ended.end}. ${FIXES[tool].branch(name)}`;
    const days = daysTooOld(modified, now);
    return days === undefined ? undefined : `${name} is ${days} days old. ${FIXES[tool].update(name)}`;
}

// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/nix/nix-path.js
var nix_path = __webpack_require__(7311);
// EXTERNAL MODULE: ./build/lint/nix-text.js
var nix_text = __webpack_require__(1979);
;// CONCATENATED MODULE: ./build/lint/pins/unpinned.js




/** A bare `fetchurl` is that of nixpkgs, which requires a hash. */
const FETCH = /(?<![\w.'-])(?:(?:builtins\s*\.\s*)?(?<name>fetchTarball|fetchGit|fetchTree|fetchMercurial)|builtins\s*\.\s*(?<file>fetchurl))\s*(?=["{]|https?:)/g;
const PINNED = /\b(?:sha256|hash|narHash|rev|outputHash)\b/;
const REMOTE = /^(?:https?|git|ssh|git\+\w+):\/\/|^(?:github|gitlab|sourcehut):|^git@/;
const CHANNEL = /^channel:|\bnixos\.org\/channels\/|\bchannels\.nixos\.org\/|\bflakehub\.com\/f\/(?!pinned\/)/;
const REVISION = /[0-9a-f]{40}/;
/** Characters of an argument that are checked. */
const MAX_ARGUMENT_LENGTH = 2000;
/** Pure: fetches in a Nix text without a hash or revision, so that each run may get something else. */
function unpinnedFetches(file, text) {
    const plain = (0,nix_text/* nixCode */.H)(text);
    return [...plain.matchAll(FETCH)].flatMap(match => {
        const name = match.groups?.name ?? match.groups?.file ?? '';
        const argument = argumentAt(plain, match.index + match[0].length);
        const url = urlOf(argument);
        if (!url || PINNED.test(argument.replace(url, '')))
            return [];
        if (!REMOTE.test(url) || url.includes('${') || REVISION.test(url))
            return [];
        const needs = name === 'fetchGit' || name === 'fetchMercurial' ? 'rev' : 'sha256';
        const message = `${name} of ${(0,lib_text/* toOneLine */.GX)(url, 120)} has no ${needs}, so each run may get something else.`;
        return [{ file, line: lineAt(text, match.index), text: message }];
    });
}
/** A string, a URL, or a set up to its end. */
function argumentAt(text, at) {
    const rest = text.slice(at, at + MAX_ARGUMENT_LENGTH);
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
/** Pure: entries of a NIX_PATH that change over time: channels, FlakeHub versions, and archives of a branch. */
function movingEntries(where, nixPath) {
    return (0,nix_path/* splitNixPath */.pu)(nixPath)
        .filter(entry => {
        const place = entry.slice(entry.indexOf('=') + 1);
        const isArchive = /^https?:.*\/archive\//.test(place) && !REVISION.test(place);
        return CHANNEL.test(place) || isArchive;
    })
        .map(entry => ({
        text: `${where}: ${(0,lib_text/* toOneLine */.GX)(entry, 150)} is not pinned, so each run may get another version. Pin it: nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz`,
    }));
}

;// CONCATENATED MODULE: ./build/lint/pins/unused.js


const NAME = String.raw `[A-Za-z_][\w'-]*`;
const OUTPUTS = new RegExp(String.raw `\boutputs\s*=\s*(?:(${NAME})\s*@\s*)?(\{[^{}]*\}|${NAME})\s*(?:@\s*(${NAME})\s*)?:`);
const ITERATED = /\b(?:mapAttrs|attrValues|attrNames|mapAttrsToList|filterAttrs)\b[^;]*\b(?:sources|pins|npins|lon)\b/;
/**
 * Pure: inputs of a flake that no text mentions; none if the inputs are passed on as a whole.
 * @param flake the text of flake.nix
 * @param inputs the names of its inputs, without those that others follow
 * @param others the texts of the other Nix files
 */
function unusedInputs(flake, inputs, others) {
    const text = (0,nix_text/* withoutComments */.f)(flake);
    const match = OUTPUTS.exec(text);
    if (!match)
        return [];
    const [all, before, pattern = '', after] = match;
    const body = text.slice(match.index + all.length);
    const named = pattern.startsWith('{') ? undefined : pattern;
    const alias = before ?? after ?? named;
    const texts = [body, ...others.map(other => (0,nix_text/* withoutComments */.f)(other))];
    const isByAlias = alias !== undefined && isPassedOn(alias, body);
    const isBySelf = texts.some(it => isPassedOn(String.raw `self\s*\.\s*inputs`, it, true));
    if (isByAlias || isBySelf || /^\s*inputs\s*(?:\.[^;=]*)?=(?!=)/m.test(body))
        return [];
    return inputs.filter(name => name !== 'self' && !texts.some(it => hasWord(it, name)));
}
/** Whether a set is used other than to select an attribute. */
function isPassedOn(name, text, isPattern = false) {
    const word = isPattern ? name : escaped(name);
    return new RegExp(String.raw `(?<![\w'-])${word}(?![\w'-])(?!\s*\.\s*[A-Za-z_"])`).test(text);
}
/**
 * Pure: sources of niv, npins or lon that no text mentions; none if a text iterates over all of them.
 * @param findsPinned whether `<nixpkgs>` is one of these sources
 * @param scriptsAsk whether a command or a script uses it, like `nix-shell -p`
 */
function unusedSources(names, others, findsPinned, scriptsAsk = false) {
    const texts = others.map(other => (0,nix_text/* withoutComments */.f)(other));
    if (texts.some(text => ITERATED.test(text)))
        return [];
    const isUsed = (name) => texts.some(text => hasWord(text, name)) ||
        (findsPinned && name === 'nixpkgs' && (scriptsAsk || texts.some(it => /<nixpkgs[>/]/.test(it))));
    return names.filter(name => !isUsed(name));
}
/** `<nixpkgs>` is not the word `nixpkgs`. */
function hasWord(text, name) {
    return new RegExp(`(?<![\\w'<-])${escaped(name)}(?![\\w'-])`).test(text);
}

;// CONCATENATED MODULE: ./build/lint/pins/read.js









/** Limits on the files that are read and the inputs that are checked. */
const MAX_FILES = 2000;
const MAX_INPUTS = 500;
/** Files that niv, npins, lon and nvfetcher generate to fetch their pins. */
const GENERATED_FILES = [
    ...['nix/sources.nix', 'npins/default.nix', 'lon.nix', 'nix/lon.nix', '_sources/generated.nix'],
];
/** Checks the pins of a project, and the tracked Nix files that should use them. */
async function readPins(tracked, options) {
    const { project, env, now } = options;
    const files = (0,pinned/* pinFiles */.z4)(env).filter(file => file !== 'flake.lock');
    const [texts, flake, lock, ...sources] = await Promise.all([
        nixTexts(tracked, project),
        ...['flake.nix', 'flake.lock', ...files].map(file => (0,plain_file/* readPlain */.r)((0,external_node_path_.resolve)(project, file))),
    ]);
    const written = [...texts].filter(([file]) => !GENERATED_FILES.includes(file));
    const others = written.filter(([file]) => file !== 'flake.nix').map(([, text]) => text);
    const users = [...others, flake ?? ''];
    return [
        ...flakeFindings(flake, lock, others, now),
        ...sources.flatMap((text, at) => text === undefined ? [] : sourceFindings(files[at] ?? '', text, users, options)),
        ...written.flatMap(([file, text]) => unpinnedFetches(file, text)),
        ...options.searchPaths.flatMap(([where, path]) => movingEntries(where, path)),
    ];
}
/** Pure: findings about the sources of niv, npins, lon or nvfetcher. */
function sourceFindings(file, text, users, { now, findsPinned, scriptsAsk }) {
    const unknown = (0,pinned/* unknownVersion */.VN)(file, (0,lib_json/* parseJson */.qF)(text));
    if (unknown)
        return [{ file, text: `it ${unknown}, so its pins are not checked.` }];
    const { tool, sources } = readSources(text);
    // The pins of nvfetcher are used by other names.
    const names = tool === 'nvfetcher' ? [] : sources.map(({ name }) => name);
    const unused = unusedSources(names, users, findsPinned, scriptsAsk);
    // An unused pin should be removed, not updated.
    return [
        ...sourcesFindings(file, text, now, unused),
        ...unused.map(name => findingAt(file, text, name, `${name} is pinned, but no Nix file of the project uses it.`)),
    ];
}
/** Pure: findings about flake.nix and its lock file; undefined means a file does not exist. */
function flakeFindings(flake, lock, others, now) {
    if (flake === undefined)
        return [];
    if (lock === undefined) {
        const needsLock = /\burl\s*=\s*"/.test(flake.split(/\boutputs\s*=/)[0] ?? '');
        const text = 'there is no flake.lock, so each run may get other inputs. Run nix flake lock, and commit flake.lock.';
        return needsLock ? [{ file: 'flake.nix', text }] : [];
    }
    const { inputs, followed } = readLock(lock) ?? {};
    const direct = [...(inputs?.keys() ?? [])].slice(0, MAX_INPUTS);
    const names = direct.filter(name => !followed?.has(name));
    const unused = unusedInputs(flake, names, others);
    return [
        ...lockFindings(lock, now, unused),
        ...unused.map(name => ({ file: 'flake.nix', text: `the input ${name} is unused.` })),
    ];
}
/** The texts of the project's tracked Nix files, by their paths in it. */
async function nixTexts(tracked, project) {
    const files = ((await tracked.files('*.nix')) ?? []).filter(it => it.startsWith(project + external_node_path_.sep));
    const texts = new Map();
    for (const file of files.slice(0, MAX_FILES)) {
        const text = await (0,plain_file/* readPlain */.r)(file);
        if (text !== undefined)
            texts.set((0,external_node_path_.relative)(project, file), text);
    }
    return texts;
}


/***/ }),

/***/ 7713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dE: () => (/* binding */ formatPlace),
/* harmony export */   kb: () => (/* binding */ reportSyntax),
/* harmony export */   kp: () => (/* binding */ checkSyntax)
/* harmony export */ });
/* unused harmony export firstBad */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var picomatch__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4006);
/* harmony import */ var _host_process_spawn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3138);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1469);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(873);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4869);
/* harmony import */ var _model_errors_in_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8319);
/* harmony import */ var _nix_diagnostics_parse_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9607);
/* harmony import */ var _nix_log_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9796);










/** nixpkgs has 40,000 Nix files; most projects have far fewer. */
const MAX_FILES = 2000;
const MAX_BAD_FILES = 20;
/** Seconds in all. */
const PARSE_TIMEOUT_S = 20;
/** Files per process: far below the kernel's limit on arguments. */
const MAX_FILES_PER_CALL = 500;
/**
 * Parses Nix files without evaluating them. Nix stops at the first error, so it is called again for the files after it. A
 * file that needs an experimental feature is not an error.
 * @param files absolute
 */
async function parseNixFiles(files, context) {
    const first = files.slice(0, MAX_FILES);
    const regular = await regularFiles(first);
    const bad = [];
    const end = performance.now() + PARSE_TIMEOUT_S * 1000;
    let at = 0;
    while (at < regular.length && bad.length < MAX_BAD_FILES && performance.now() < end) {
        const batch = regular.slice(at, at + MAX_FILES_PER_CALL);
        const remaining = (end - performance.now()) / 1000;
        const errors = await parse(batch, context, remaining);
        if (!errors)
            break;
        const found = firstBad(errors, batch);
        if (errors.length > 0 && !found)
            break;
        if (found && !/experimental/i.test(found.message))
            bad.push(found);
        at += found ? batch.indexOf(found.file) + 1 : batch.length;
    }
    return { bad, parsed: at, all: files.length - (first.length - regular.length) };
}
async function regularFiles(files) {
    const stats = await Promise.all(files.map(file => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(file).catch(() => undefined)));
    return files.filter((_, index) => stats[index]?.isFile());
}
/** @returns Nix's errors, none if all files parse; undefined if it was interrupted */
async function parse(files, { nix: { bin }, env, ctx: { cancel } }, timeout) {
    const log = new _nix_log_log_js__WEBPACK_IMPORTED_MODULE_6__/* .NixLog */ .y(() => { });
    const argv = [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bin, 'nix-instantiate'), '--log-format', 'internal-json', '--parse', ...files];
    // The parsed text, which is long, is not read.
    const time = { seconds: timeout, message: 'took too long' };
    const exit = await (0,_host_process_spawn_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF)(argv, { cwd: '/', env, time, cancel, stderr: log });
    log.finish(exit);
    if (exit.timedOut || exit.cancelled)
        return undefined;
    return exit.code === 0 ? [] : log.run().errors;
}
/** Pure: the file of these to which an error belongs; undefined if none. */
function firstBad(errors, files) {
    for (const error of errors) {
        const { text, position } = (0,_nix_diagnostics_parse_error_js__WEBPACK_IMPORTED_MODULE_5__/* .parseError */ .u)(error);
        const file = position && files.find(it => isSamePath(it, position.file));
        if (!file)
            continue;
        const { line, column } = position;
        return { file, line, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_7__/* .defined */ .s)({ column: column || undefined }), message: text };
    }
    return undefined;
}
/** On macOS Nix prints /tmp as /private/tmp. */
function isSamePath(path, printed) {
    return path === printed || (printed.endsWith(path) && printed.startsWith('/private'));
}
/** Warnings; the last one lists the remaining files. */
const MAX_WARNINGS = 3;
/** What adds variables to the scope of a file: `scopedImport` and loaders that use it. */
const SCOPING = 'scopedImport|haumea|namaka|paisano|divnix|omnibus';
/**
 * Parses the tracked Nix files, during the steps. Never throws.
 * @param exclude the input `syntax-exclude`
 * @returns the findings, or why there are none
 */
async function checkSyntax(context, tracked, exclude) {
    try {
        const { selected, unmatched } = await selectFiles(tracked, exclude);
        const result = await parseNixFiles(selected, context);
        const isScoped = result.bad.some(isUndefined) &&
            ((await tracked.grep(SCOPING, ':(top)*.nix')) ?? []).length > 0;
        const bad = isScoped ? result.bad.filter(it => !isUndefined(it)) : result.bad;
        return { ...result, bad: bad.map(it => ({ ...it, file: tracked.shown(it.file) })), unmatched };
    }
    catch (error) {
        return (0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .formatError */ .Wk)(error);
    }
}
async function selectFiles(tracked, exclude) {
    const files = (await tracked.files('*.nix')) ?? [];
    if (exclude.length === 0)
        return { selected: files, unmatched: [] };
    const everything = (await tracked.files())?.map(file => tracked.shown(file));
    const globs = exclude.map(glob => ({ glob, matches: picomatch__WEBPACK_IMPORTED_MODULE_8__(glob, { dot: true }) }));
    return {
        selected: files.filter(file => !globs.some(({ matches }) => matches(tracked.shown(file)))),
        unmatched: globs
            .filter(({ matches }) => everything && !everything.some(file => matches(file)))
            .map(({ glob }) => glob),
    };
}
function isUndefined({ message }) {
    return /^undefined variable /.test(message);
}
/**
 * Logs the findings, after the steps: a file with an error on which a step failed is left out.
 * @param findings of {@link checkSyntax}
 */
function reportSyntax(findings, steps, { nix: { version }, ctx: { logger, cancel } }) {
    if (typeof findings === 'string')
        return void logger.info(`Could not parse the tracked Nix files: ${findings}`);
    const { bad, parsed, all, unmatched } = findings;
    const reported = new Set(filesOf(steps));
    const fresh = bad.filter(({ file }) => !reported.has(file));
    const single = fresh.length > MAX_WARNINGS ? fresh.slice(0, MAX_WARNINGS - 1) : fresh;
    const rest = fresh.slice(single.length);
    for (const it of single)
        logger.warning(sentence(it, version), titleOf(it), it);
    const [first] = rest;
    if (first) {
        const list = rest.map(it => `${formatPlace(it)}: ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toOneLine */ .GX)(it.message)}`);
        const isMixed = rest.some(isUndefined);
        const what = isMixed ? 'These files cannot be evaluated' : 'These files do not parse';
        logger.warning(`${what} with Nix ${version}:\n${list.join('\n')}`, titleOf(first), first);
    }
    for (const glob of unmatched)
        logger.warning(`syntax-exclude: no tracked file matches ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toOneLine */ .GX)(glob)}. Globs are relative to the workspace; a directory needs /**.`, 'syntax-exclude');
    if (parsed < all && !cancel.aborted)
        logger.info(`Syntax check: parsed ${parsed} of ${all} tracked Nix files.`);
}
function titleOf(it) {
    return isUndefined(it) ? 'Undefined variable' : 'Syntax error in a Nix file';
}
function sentence(it, version) {
    if (isUndefined(it))
        return `${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toOneLine */ .GX)(formatPlace(it))}: ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toOneLine */ .GX)(it.message)}. Define it or take it as an argument; if it is defined elsewhere, list the file in syntax-exclude.`;
    const what = `${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toOneLine */ .GX)(formatPlace(it))} does not parse with Nix ${version}: ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toOneLine */ .GX)(it.message)}`;
    return `${what}. Fix it, or git rm it.`;
}
/** `file`, `file:line` or `file:line:column`. */
function formatPlace({ file, line, column }) {
    return [file, line, column].filter(it => it !== undefined).join(':');
}
/** The files in which steps have errors. */
function filesOf(steps) {
    return steps.flatMap(step => (0,_model_errors_in_js__WEBPACK_IMPORTED_MODULE_9__/* .errorsOfStep */ .J)(step).flatMap(({ file }) => file ?? []));
}


/***/ }),

/***/ 130:
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






/** For finding out what uses a disk. */
const USAGE_TIMEOUT_MS = 5000;
const MAX_DIRECTORIES_SHOWN = 5;
const MIN_BYTES_SHOWN = 1e6;
/** Checks the disks that a job needs, and warns before one is full. */
class DiskWatch {
    #ctx;
    #places;
    /** Devices. */
    #reported = new Set();
    constructor(ctx, workspace) {
        this.#ctx = ctx;
        const temp = ctx.env.RUNNER_TEMP;
        this.#places = ['/nix', '/tmp', (0,external_node_os_.tmpdir)(), workspace, ...(temp ? [temp] : [])];
    }
    /** @param workspace GITHUB_WORKSPACE */
    static async start(ctx, workspace) {
        const watch = new DiskWatch(ctx, workspace);
        await watch.check();
        return watch;
    }
    /** Warns once per file system. Never throws. */
    async check() {
        const spaces = await this.#spaces();
        for (const space of spaces.filter(isShort)) {
            if (this.#reported.has(space.device))
                continue;
            this.#reported.add(space.device);
            const largest = await this.#largestOn(space);
            const used = largest.length > 0 ? ` Used by ${largest.join(', ')}.` : '';
            this.#ctx.logger.warning(`Only ${freeText(space)}; builds and tests may run out of space.${used} Free space before the job (nix-collect-garbage removes unused store paths), or use a larger disk.`, 'Disk space');
        }
    }
    /** How much is free now, as a sentence for a failure. */
    async now() {
        const spaces = await this.#spaces();
        return `Now ${spaces.map(freeText).join('; ')}.`;
    }
    async #spaces() {
        return spacesOf(this.#places).catch(() => []);
    }
    /** Directories that tend to grow, largest first; one that takes too long to count is probably the largest. */
    async #largestOn({ device }) {
        const { env } = this.#ctx;
        const home = (0,host_home/* homeOf */.l)(env);
        const folders = [
            ...['/nix/store', '/var/lib/docker', '/var/cache', '/var/log', '/usr/local', '/opt', '/tmp'],
            ...['.cache', '.cargo', '.local'].map(name => (0,external_node_path_.join)(home, name)),
            ...this.#places.slice(2),
        ];
        const cancel = AbortSignal.timeout(USAGE_TIMEOUT_MS);
        const counted = await Promise.all([...new Set(folders)].map(async (folder) => {
            const existing = await (0,promises_.stat)(folder).catch(() => undefined);
            if (existing?.dev !== device)
                return { folder, bytes: 0 };
            const argv = ['du', '-skx', folder];
            // If it may not read everything, du prints the sum of the rest and exits with 1.
            const printed = await (0,spawn/* capture */.Fg)(argv, { env, cwd: '/', cancel }).catch(() => undefined);
            if (cancel.aborted)
                return { folder, bytes: Number.POSITIVE_INFINITY };
            return { folder, bytes: 1024 * (Number.parseInt(printed?.stdout ?? '', 10) || 0) };
        }));
        return counted
            .filter(({ bytes }) => bytes >= MIN_BYTES_SHOWN)
            .toSorted((a, b) => b.bytes - a.bytes)
            .slice(0, MAX_DIRECTORIES_SHOWN)
            .map(({ folder, bytes }) => `${folder} (${amount(bytes)})`);
    }
}
function amount(bytes) {
    return Number.isFinite(bytes) ? (0,format/* bytesText */.pV)(bytes) : 'too many files to count';
}
/** What a build, a test and their downloads may need; a small file system is short of space below a quarter. */
const MIN_FREE_BYTES = 2e9;
const MIN_FREE_FILES = 50000;
/** Whether a build may soon run out of space or inodes. Pure. */
function isShort(space) {
    const { freeFiles, files } = space;
    return hasFewBytes(space) || freeFiles < Math.min(MIN_FREE_FILES, files / 4);
}
function hasFewBytes({ free, bytes }) {
    return free < Math.min(MIN_FREE_BYTES, bytes / 4);
}
/** `412 MB of 10 GB free on /nix and /tmp`. Pure. */
function freeText(space) {
    const { places, free, bytes, freeFiles, files } = space;
    const where = new Intl.ListFormat('en').format(places);
    const amounts = isShort(space) && !hasFewBytes(space)
        ? `${freeFiles} of ${files} inodes`
        : `${(0,format/* bytesText */.pV)(free)} of ${(0,format/* bytesText */.pV)(bytes)}`;
    return `${amounts} free on ${where}`;
}
/** The file systems of paths; a path that does not exist yet counts as its directory. */
async function spacesOf(places) {
    const found = new Map();
    for (const place of new Set(places)) {
        const one = await spaceOf(place, place);
        const earlier = found.get(one.device)?.places ?? [];
        found.set(one.device, { ...one, places: [...earlier, place] });
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
// EXTERNAL MODULE: ./build/nix/isolation.js
var isolation = __webpack_require__(9132);
;// CONCATENATED MODULE: ./build/lint/flake-config.js





/** A flake's nixConfig consists of literals: reading it evaluates nothing else. */
const READ_CACHES = `let
  c = (import ./flake.nix).nixConfig or { };
  all = name: [ (c.\${name} or [ ]) (c.\${"extra-" + name} or [ ]) ];
in { urls = all "substituters"; keys = all "trusted-public-keys"; }`;
/** Caches that a notice names. */
const MAX_NAMED = 8;
/**
 * Reports caches of the flake's nixConfig that are not used, because nothing sets `accept-flake-config` or names them.
 * @param args of the steps, which may set it
 */
async function reportUnusedFlakeCaches(flake, args) {
    const { nix, env, project, ctx } = flake;
    // Top-level attribute names of flake.nix cannot be computed.
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(project, 'flake.nix'), 'utf8').catch(() => '');
    if (!text.includes('nixConfig') || args.includes('--accept-flake-config'))
        return;
    const flags = ['--eval', '--strict', '--json', '--expr', READ_CACHES];
    const argv = [(0,external_node_path_.join)(nix.bin, 'nix-instantiate'), ...flags];
    const { code, stdout } = await (0,spawn/* capture */.Fg)(argv, { env, cwd: project });
    const named = code === 0 ? JSON.parse(stdout) : {};
    const urls = wordsOf(named.urls);
    if (urls.length === 0)
        return;
    const settings = await (0,isolation/* readSettings */.sb)(nix, env);
    if (settings['accept-flake-config']?.value === true)
        return;
    const used = new Set(wordsOf(settings.substituters?.value).map(withoutSlash));
    const unused = [...new Set(urls.map(withoutSlash))].filter(url => !used.has(url));
    if (unused.length === 0)
        return;
    const lines = extraCaches(unused.slice(0, MAX_NAMED), wordsOf(named.keys));
    ctx.logger.notice(`The flake's nixConfig lists caches that are not used: ${(0,format/* listed */.KE)(unused, MAX_NAMED)}. If you trust them, set accept-flake-config: true, or name them in extra-caches:\n${lines.join('\n')}`, 'Caches of the flake');
}
/** The words of a setting: a text, or lists of them. */
function wordsOf(value) {
    const texts = [value].flat(3).filter(it => typeof it === 'string');
    return texts.flatMap(text => text.split(/\s+/)).filter(word => word !== '');
}
function withoutSlash(url) {
    return url.replace(/\/+$/, '');
}
/** Pure: lines of the input `extra-caches`. */
function extraCaches(urls, keys) {
    return urls.map(url => {
        const host = /^\w+:\/\/([^/:?]+)/.exec(url)?.[1];
        const cachix = /^https:\/\/([\w-]+)\.cachix\.org$/.exec(url)?.[1];
        const own = keys.filter(key => key.replace(/-\d+:.*/, '') === host);
        const [key = 'PUBLIC-KEY'] = own.length > 0 || urls.length > 1 ? own : keys;
        return cachix ?? `${url} ${key}`;
    });
}

// EXTERNAL MODULE: ./build/lib/errors.js
var lib_errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/nix/nix-path.js
var nix_path = __webpack_require__(7311);
// EXTERNAL MODULE: ./build/lint/syntax.js
var syntax = __webpack_require__(7713);
// EXTERNAL MODULE: ./build/lint/pins/read.js + 6 modules
var read = __webpack_require__(7401);
;// CONCATENATED MODULE: ./build/lint/pins/pins.js







const MAX_FINDINGS_SHOWN = 20;
/**
 * Checks the pins of the project. Never throws.
 * @returns the findings, with paths as shown to the user, or why there are none
 */
async function checkPins({ project, level, nixPath, steps }, tracked, use, { env }) {
    if (level === 'off')
        return [];
    // Git lists them meanwhile.
    void tracked.files('*.nix');
    const options = {
        project,
        searchPaths: searchPaths({ nixPath, steps }, env),
        findsPinned: nixPath === 'auto' && !env.NIX_PATH,
        scriptsAsk: (await use).inScripts,
        env,
        now: new Date(),
    };
    try {
        const findings = await (0,read/* readPins */.LF)(tracked, options);
        return findings.map(it => it.file ? { ...it, file: tracked.shown(`${project}/${it.file}`) } : it);
    }
    catch (error) {
        return (0,lib_errors/* formatError */.Wk)(error);
    }
}
/** Logs the findings of {@link checkPins} in one annotation. */
function reportPins(findings, level, logger) {
    if (typeof findings === 'string') {
        logger.info(`Could not check the pins: ${findings}`);
        return;
    }
    if (findings.length === 0)
        return;
    const lines = findings.map(it => (0,lib_text/* toOneLine */.GX)(it.file ? `${(0,syntax/* formatPlace */.dE)(it)}: ${it.text}` : it.text, 600));
    const [place] = findings.flatMap(({ file, line }) => (file ? { file, ...(0,object/* defined */.s)({ line }) } : []));
    const text = (0,format/* listedLines */.vU)(lines, MAX_FINDINGS_SHOWN).join('\n');
    logger[level === 'warn' ? 'warning' : 'notice'](text, 'Pins', place);
}
/** Pure: each search path for `<…>` with the name of its setting. */
function searchPaths({ nixPath, steps }, env) {
    const given = nixPath === 'auto' ? [['NIX_PATH', env.NIX_PATH ?? '']] : [['nix-path', nixPath]];
    const ofSteps = (steps === 'auto' ? [] : steps).map(({ name, args }) => [
        name,
        (0,nix_path/* searchPathOf */.hB)(args).join(':'),
    ]);
    return [...given, ...ofSteps];
}

// EXTERNAL MODULE: ./build/nix/detect.js
var detect = __webpack_require__(533);
// EXTERNAL MODULE: ./build/phases/baseline.js + 1 modules
var phases_baseline = __webpack_require__(5302);
// EXTERNAL MODULE: ./build/caches/substituters/allowed-by-daemon.js
var allowed_by_daemon = __webpack_require__(9789);
// EXTERNAL MODULE: ./build/nix/conf.js
var nix_conf = __webpack_require__(1764);
// EXTERNAL MODULE: ./build/host/executor.js
var host_executor = __webpack_require__(1814);
// EXTERNAL MODULE: ./build/nix/builders.js
var builders = __webpack_require__(3498);
// EXTERNAL MODULE: ./build/nix/version.js
var version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/nix/remote-builders.js








const TITLE = 'Remote builders';
/** Bytes of the end of ssh's log that are read for a reason. */
const LOG_TAIL_BYTES = 4096;
const MAX_REASON_LENGTH = 300;
const remote_builders_MAX_NAMED = 5;
/** Nix also asks ssh for a shared connection that may not exist. */
const NOT_A_REASON = /^(?:No ControlPath|Control socket)/;
/** The remote builders of a run. Their key is in a file only from {@link write} to {@link remove}. */
class RemoteBuilders {
    /** Systems that only they can build for. */
    systems;
    /** Why this run may not use them, from its start; undefined if it may. */
    withheld;
    #nix;
    #ctx;
    #machines;
    #off;
    /** Those that were given up, and when, in milliseconds of the clock of Nix's logs. */
    #lost = new Map();
    /** @param local the systems that this machine builds for */
    constructor(options, local, nix, ctx) {
        this.#machines = options.machines;
        this.systems = (0,builders/* systemsOnlyOf */.cM)(options.machines, local);
        this.#nix = nix;
        this.#ctx = ctx;
    }
    /** Leaves them out of a run that gets no key. */
    withhold(reason) {
        this.withheld = reason;
        this.#off = reason;
    }
    /** Writes the key, the host keys and the settings of Nix. */
    async write({ key, knownHosts }) {
        const { env, folder } = this.#ctx;
        if (key.value !== undefined)
            await this.#writeKey(`${key.value.trim()}\n`);
        await (0,promises_.writeFile)(this.#path(builders/* BUILDERS_KNOWN_HOSTS */.FO), `${knownHosts.trim()}\n`);
        await (0,promises_.writeFile)(this.#path(builders/* BUILDERS_LOG */.Kw), '');
        const script = (0,builders/* hookScript */.Z4)(this.#nix.bin, folder, key.value !== undefined, env.NIX_SSHOPTS);
        await (0,promises_.writeFile)(this.#path(builders/* BUILDERS_HOOK */.tw), script, { mode: 0o755 });
        await this.#writeConf();
    }
    /** Evaluation can read what the user can read, so the daemon's key belongs to root where that is possible. */
    async #writeKey(text) {
        const path = this.#path(builders/* BUILDERS_KEY */.Xp);
        const { env, cancel, logger } = this.#ctx;
        if (this.#nix.mode === 'daemon') {
            const executor = new host_executor/* Executor */.Q(process.getuid?.() === 0 ? 'self' : 'sudo', env, cancel, logger);
            const why = 'Writing the SSH key for the remote builders';
            const script = 'umask 077; cat >"$1"';
            const command = { ...(0,host_executor/* root */.z)(why, '/bin/sh', '-c', script, 'sh', path), input: text };
            const written = await executor.one(command).catch(() => undefined);
            if (written !== undefined)
                return;
        }
        await (0,promises_.writeFile)(path, text, { mode: 0o600 });
    }
    async #writeConf() {
        const hasSeveral = (0,version/* hasFeature */.jI)(this.#nix, builders/* SEVERAL_CONNECTIONS_SINCE */.IB);
        const lines = this.#machines.map(({ line }) => (hasSeveral ? line : (0,builders/* withOneConnection */.F3)(line)));
        const conf = (0,nix_conf/* formatConf */.GC)([
            { name: 'builders', value: lines.join(' ; ') },
            { name: 'build-hook', value: this.#path(builders/* BUILDERS_HOOK */.tw) },
        ]);
        await (0,promises_.writeFile)(this.#path(builders/* BUILDERS_CONF */.eU), conf);
    }
    /**
     * Gives up the builders that a call of Nix could not reach or lost, with a warning each.
     * @returns whether a build has failed with the connection, so that the call is worth repeating
     */
    async giveUp({ code, cancelled, timedOut, log }) {
        const { builders, start } = log.run();
        let hasLost = false;
        for (const { machine, isLost } of this.#off === undefined ? builders : []) {
            const known = this.#lost.get(machine);
            // A call that began later must have named the builder itself: another one would lose it again.
            hasLost ||= isLost && (known === undefined || start < known.at);
            if (!known)
                await this.#warn(machine, isLost);
        }
        return hasLost && code !== 0 && !cancelled && !timedOut;
    }
    async #warn(machine, isLost) {
        const lost = { at: performance.now(), name: machine };
        this.#lost.set(machine, lost);
        const remaining = this.#machines.filter(it => !(0,builders/* isMachine */.Ai)(it, machine));
        // One of a file cannot be given up alone.
        this.#machines = remaining.length < this.#machines.length ? remaining : [];
        await this.#writeConf();
        const reason = await this.#sshReason();
        if (reason !== undefined)
            lost.name = `${machine} (${reason})`;
        const name = (0,lib_text/* escapeInvisible */.ts)(lost.name);
        const message = isLost
            ? `Lost the connection to remote builder ${name} during a build. Building again without it.`
            : `Cannot reach remote builder ${name}. The job continues without it.${this.#portHint(machine)}`;
        this.#ctx.logger.warning(message, TITLE);
    }
    #portHint(machine) {
        if (!(0,builders/* hasPort */.Wo)(machine) || (0,version/* isAtLeast */.du)(this.#nix.version, builders/* PORT_SINCE */.Z9))
            return '';
        return ` Nix ${this.#nix.version} takes no port in the URL (${builders/* PORT_SINCE */.Z9} does): set NIX_SSHOPTS to -p PORT in the env of the job.`;
    }
    /** What a failure for lack of a machine has to say, if some of them are not used. */
    get hint() {
        if (this.#off !== undefined)
            return `Remote builders are not used: ${this.#off}.`;
        if (this.#lost.size === 0)
            return undefined;
        const lost = [...this.#lost.values()].map(({ name }) => name);
        return (0,lib_text/* escapeInvisible */.ts)(`Remote builders that failed: ${(0,format/* listed */.KE)(lost, remote_builders_MAX_NAMED)}.`);
    }
    /** Removes the key, and with it the builders. */
    async remove(reason) {
        this.#off ??= reason;
        const names = [builders/* BUILDERS_CONF */.eU, builders/* BUILDERS_KEY */.Xp, builders/* BUILDERS_KNOWN_HOSTS */.FO, builders/* BUILDERS_HOOK */.tw, builders/* BUILDERS_LOG */.Kw];
        await Promise.all(names.map(name => (0,promises_.rm)(this.#path(name), { force: true })));
    }
    /** The last line of ssh's log without its full stop. */
    async #sshReason() {
        const file = await (0,promises_.open)(this.#path(builders/* BUILDERS_LOG */.Kw)).catch(() => undefined);
        if (!file)
            return undefined;
        try {
            const { size } = await file.stat();
            const start = Math.max(0, size - LOG_TAIL_BYTES);
            const { buffer, bytesRead } = await file.read({ position: start, length: LOG_TAIL_BYTES });
            const text = buffer.subarray(0, bytesRead).toString();
            const line = text.split(/[\r\n]+/).findLast(it => it.trim() !== '' && !NOT_A_REASON.test(it));
            return line && (0,lib_text/* toOneLine */.GX)(line.replace(/[.\s]+$/, ''), MAX_REASON_LENGTH);
        }
        finally {
            await file.close();
        }
    }
    #path(name) {
        return (0,external_node_path_.join)(this.#ctx.folder, name);
    }
}

// EXTERNAL MODULE: ./build/trust/event.js
var trust_event = __webpack_require__(813);
;// CONCATENATED MODULE: ./build/phases/builders.js





const builders_TITLE = 'Remote builders';
/**
 * Gives Nix the remote builders of the input, if this run may use their key.
 * @param env for our own calls of Nix
 * @returns undefined without the input
 */
async function setUpBuilders({ inputs: { builders: options } }, trust, { nix, env, settings }, ctx) {
    const { machines, key } = options;
    if (machines.length === 0)
        return undefined;
    const local = [nix.system, ...(0,allowed_by_daemon/* listOf */.c3)(settings, 'extra-platforms')];
    const builders = new RemoteBuilders(options, local, nix, ctx);
    const withheld = !trust.decision.mayUseCredentials
        ? 'this run gets no credentials'
        : key.value === undefined && (0,trust_event/* lacksSecrets */.Sj)(trust.event)
            ? 'this run gets no secrets'
            : undefined;
    if (withheld) {
        builders.withhold(withheld);
        ctx.logger.notice(`Remote builders are not used: ${withheld}.`, builders_TITLE);
        return builders;
    }
    const obstacle = /\s/.test(ctx.folder)
        ? `the path of RUNNER_TEMP has a space`
        : (await (0,allowed_by_daemon/* isUntrustedByDaemon */.sN)(nix, env))
            ? `the Nix daemon on this machine ignores builders from ${(0,external_node_os_.userInfo)().username}`
            : undefined;
    if (obstacle === undefined)
        await builders.write(options);
    else {
        await builders.remove(obstacle);
        const lines = machines.map(({ line }) => line).join(' ; ');
        const conf = (0,nix_conf/* formatConf */.GC)([{ name: 'builders', value: lines }]);
        ctx.logger.warning(`Remote builders are not used: ${obstacle}. The administrator of the machine can set them in /etc/nix/nix.conf, with the path of a key of root as the third field:\n${conf}`, builders_TITLE);
    }
    return builders;
}

// EXTERNAL MODULE: ./build/caches/push/begin.js + 6 modules
var begin = __webpack_require__(9203);
// EXTERNAL MODULE: ./build/caches/push/outcome.js
var push_outcome = __webpack_require__(5047);
// EXTERNAL MODULE: ./build/caches/store-cache/keys.js
var keys = __webpack_require__(1543);
// EXTERNAL MODULE: ./build/host/access.js
var access = __webpack_require__(6093);
// EXTERNAL MODULE: ./build/nix/access-tokens.js
var access_tokens = __webpack_require__(3593);
// EXTERNAL MODULE: ./build/nix/derivation.js
var derivation = __webpack_require__(219);
// EXTERNAL MODULE: ./build/nix/nix.js
var nix = __webpack_require__(7751);
// EXTERNAL MODULE: ./build/caches/actions-cache/client.js + 4 modules
var client = __webpack_require__(6544);
;// CONCATENATED MODULE: ./build/caches/store-cache/decide.js
/**
 * Decides whether this run restores and saves the store cache. Every machine that trusts the Cachix cache uses what a run
 * pushes there, so nothing from GitHub's cache may reach it.
 */
function decideStoreCache(facts) {
    const { mode, pushesTo, mayUseCredentials, plan, unreadable, readOnly } = facts;
    if (mode === 'false')
        return both('store-cache: false');
    const pushing = `this run may push to ${pushesTo}`;
    if (mode === 'auto' && pushesTo !== undefined)
        return both(pushing);
    const save = !mayUseCredentials
        ? 'this run has an untrusted commit next to the secrets of the repository'
        : plan
            ? 'a plan builds nothing'
            : (readOnly ?? true);
    const looksUp = pushesTo !== undefined && save === true && unreadable === undefined;
    return { restore: pushesTo === undefined ? (unreadable ?? true) : pushing, save, looksUp };
}
function both(why) {
    return { restore: why, save: why, looksUp: false };
}
/**
 * What the store cache was good for: a `hit` if nothing had to be built, not even what Nix never takes from a cache.
 * @param derivations what Nix began to build, and what it could not begin
 */
function storeCacheResult(restored, derivations) {
    if (restored !== 'found')
        return restored;
    return derivations.some(({ status }) => status !== 'dependency-failed') ? 'partial' : 'hit';
}

// EXTERNAL MODULE: ./build/caches/store-cache/narinfo.js
var narinfo = __webpack_require__(9318);
// EXTERNAL MODULE: ./build/caches/store-cache/place.js
var place = __webpack_require__(7556);
// EXTERNAL MODULE: ./build/caches/store-cache/title.js
var title = __webpack_require__(397);
// EXTERNAL MODULE: ./build/caches/store-cache/words.js
var words = __webpack_require__(6830);
;// CONCATENATED MODULE: ./build/caches/store-cache/store-cache.js















/**
 * Build results kept between jobs in GitHub's cache: their contents in packs, and a manifest that says which paths they
 * make. Nix reads them as from a binary cache. No method throws, fails the job or delays it for long.
 */
class StoreCache {
    #options;
    #decision;
    #keys;
    #cache;
    #since = Math.floor(Date.now() / 1000 - performance.now() / 1000);
    #restored;
    /** What is there, in a run that saves without restoring: nothing of it is read. */
    #known;
    #saver;
    #nix;
    #server;
    /** Where Nix reads it. */
    #url = '';
    /** The folder of what is put together, where Nix reads that too. */
    #folder = '';
    #before = new Set();
    constructor(options) {
        const { inputs, keyInputs, trust, env, plan, cachixName, ctx } = options;
        this.#options = options;
        this.#decision = decideStoreCache({
            mode: inputs.mode,
            pushesTo: trust.trusted ? cachixName : undefined,
            mayUseCredentials: trust.mayUseCredentials,
            plan,
            unreadable: (0,client/* whyNot */.OB)('restore', env),
            readOnly: (0,client/* whyNot */.OB)('save', env),
        });
        this.#keys = (0,keys/* storeCacheKeys */.iO)(env, keyInputs, (0,nix/* systemOf */.b)(process.platform, process.arch));
        const { folder, cancel } = ctx;
        this.#cache = (0,client/* openActionsCache */.C3)({ env, folder, cancel, keepsProcess: true });
        const { restore } = this.#decision;
        const why = restore === true ? 'it was not queried' : restore;
        this.#restored = { kind: 'off', why, isTrouble: false, heals: true };
    }
    /** Restores the manifest, during the install; and all paths, if nobody will answer Nix later. */
    async restore(records) {
        const { inputs, ctx } = this.#options;
        if (this.#decision.restore !== true) {
            if (inputs.mode !== 'false')
                ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: not restored: ${(0,words/* asSentence */.KG)(this.#decision.restore)}`);
            if (!this.#decision.looksUp)
                return;
        }
        const { restoreStore, phaseStatus } = await loadParts();
        const find = () => restoreStore(this.#cache, this.#keys, inputs.limit, ctx);
        if (this.#decision.restore !== true) {
            this.#known = await find();
            return;
        }
        const work = async () => {
            const restored = await find();
            if (restored.kind === 'found')
                await this.#provide(restored);
            return restored;
        };
        this.#restored = await records.phase('restore', work, phaseStatus);
        this.#reportRestored();
    }
    /** All paths, if nobody answers Nix later; else on a guess those that this job had the last time. */
    async #provide({ provider, key }) {
        if (!this.#isServed)
            await provider.provideAll();
        else if (key.startsWith(this.#keys.job) && !this.#options.isPart)
            void provider.guess();
    }
    /** @returns the settings with which Nix reads the cache; none if nothing was restored */
    async use(installed) {
        const { ctx } = this.#options;
        const { nix, env } = installed;
        this.#nix = installed;
        if (nix.install === 'found')
            this.#before = new Set(await (0,derivation/* derivationNames */.Ah)());
        const restored = this.#restored;
        if (restored.kind !== 'found' || restored.manifest.paths.length === 0)
            return [];
        if (await (0,allowed_by_daemon/* isUntrustedByDaemon */.sN)(nix, env)) {
            const why = 'the Nix daemon on this machine does not trust the user of this job';
            ctx.logger.warning(`The store cache is not used: ${why}. Its administrator can add the user to trusted-users, or you can set store-cache: false.`, title/* STORE_CACHE_TITLE */.u);
            restored.provider.endGuess();
            this.#restored = { kind: 'off', why, isTrouble: true, heals: false };
            return [];
        }
        if (this.#isServed) {
            const { PathServer } = await loadParts();
            this.#server = await PathServer.start(restored.provider, readsFilesOf(nix));
            this.#url = this.#server.url;
            if (readsFolder(nix))
                this.#folder = (0,place/* folderUrl */.EE)(restored.provider.folder);
            if (this.#folder !== '')
                restored.provider.publish();
        }
        else
            this.#url = await this.#placed();
        return this.#url === '' ? [] : (0,narinfo/* substituterSettings */.S4)(this.#folder, this.#url);
    }
    /** Nix's settings are known now. Starts to pack and upload what this run builds, where it may be saved. */
    async start(state) {
        const { ctx, inputs } = this.#options;
        if (state.caching.settings.fallback?.value === false)
            this.#server?.checkFirst();
        if (!this.#nix || this.#whyNotSaved(state) !== undefined)
            return;
        const facts = {
            ...{ nix: this.#nix.nix, env: this.#nix.env, before: this.#before, since: this.#since },
            ...{ job: this.#keys.job, limit: inputs.limit, restored: this.#known ?? this.#restored },
            isPart: this.#options.isPart,
        };
        try {
            const { StoreSaver } = await loadParts();
            this.#saver = new StoreSaver(this.#cache, facts, state, ctx, this.#options);
        }
        catch (error) {
            ctx.logger.debug(`${title/* STORE_CACHE_TITLE */.u}: ${(0,lib_errors/* formatError */.Wk)(error)}`);
        }
    }
    /** Notes that a derivation of this job is being built. */
    buildStarted(derivation) {
        this.#saver?.buildStarted(derivation);
    }
    /** Notes that a call of Nix has ended, and with it every build that it started. */
    callEnded(started) {
        this.#saver?.callEnded(started);
    }
    /** Saves what this run built if the restored entry lacks it; before any project code runs. */
    async save(state) {
        const { ctx, inputs } = this.#options;
        const why = this.#whyNotSaved(state);
        if (why !== undefined && inputs.mode !== 'false')
            ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: not saved: ${why}`);
        if (why === undefined)
            await this.#saver?.save(state);
        await this.#saver?.close();
        this.#cache.close();
    }
    /**
     * Reports that Nix rejected a path from it.
     * @returns whether the trouble concerns this cache
     */
    reportTrouble({ url, reason }) {
        if (!this.#isOwn(url))
            return false;
        this.#options.ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: Nix did not take a path (${reason}).`);
        return true;
    }
    /** Ends answering Nix: what it was given is in the store, or, if it is large, also in a folder that later steps may read. */
    async settle() {
        const restored = this.#restored;
        const { ctx } = this.#options;
        if (this.#known?.kind === 'found')
            await this.#known.close().catch(() => { });
        if (restored.kind !== 'found')
            return;
        const lost = (0,words/* lostText */.kF)(restored);
        if (lost !== undefined)
            ctx.logger.notice(lost, title/* STORE_CACHE_TITLE */.u);
        try {
            if (this.#server)
                await this.#replaceServer(this.#server);
            await restored.close();
        }
        catch (error) {
            ctx.logger.debug(`${title/* STORE_CACHE_TITLE */.u}: ${(0,lib_errors/* formatError */.Wk)(error)}`);
        }
    }
    /** Has Nix read the folder from now on. */
    async #replaceServer(server) {
        server.close();
        const conf = (0,external_node_path_.join)(this.#options.ctx.folder, access_tokens/* CACHES_CONF */.Ri);
        const now = (0,narinfo/* substituterUrls */.pd)([await this.#placed()]);
        const before = (0,narinfo/* substituterUrls */.pd)([this.#folder, this.#url]);
        await (0,promises_.writeFile)(conf, (await (0,promises_.readFile)(conf, 'utf8')).replace(before, now));
    }
    /** Downloads, with those from the folder under the URL of the cache: they are one. */
    asOne(fetches) {
        return fetches.map(it => (this.#isOwn(it.cache) ? { ...it, cache: this.#url } : it));
    }
    /**
     * @param derivations the derivations that the run built
     * @param fetches what it downloaded
     */
    outcome(derivations, fetches) {
        const { mode } = this.#options.inputs;
        if (mode === 'false')
            return { result: 'off', record: undefined };
        const restored = this.#restored;
        const result = storeCacheResult(restored.kind, derivations);
        const saved = this.#saver?.saved;
        const use = saved !== undefined ? 'push' : result === 'off' ? 'off' : 'read';
        const others = new Set(fetches.flatMap(({ path, cache }) => (this.#isOwn(cache) ? [] : [path])));
        for (const { drv, status } of derivations)
            if (status === 'built')
                others.add(drv);
        const isTaken = ({ path, deriver }) => !others.has(path) && !others.has(`/nix/store/${deriver}`) && (0,access/* isPresent */.Wo)(path);
        const read = (0,words/* restoredText */.o$)(restored, isTaken);
        const reason = [read, saved].filter(it => it !== undefined).join('; ');
        return { result, record: { name: "GitHub's cache", url: this.#url, use, reason } };
    }
    #isOwn(url) {
        return [this.#folder, this.#url].some(own => own !== '' && url.startsWith(own));
    }
    /** Whether this process answers Nix: not where later steps of the job use Nix, nor through a proxy. */
    get #isServed() {
        const { env } = this.#options.ctx;
        const names = ['http_proxy', 'all_proxy', 'ALL_PROXY'];
        return this.#options.hasSteps && names.every(name => !env[name]);
    }
    /** Writes what was put together as a binary cache into a folder that steps cannot write. @returns its URL, or '' */
    async #placed() {
        if (this.#restored.kind !== 'found' || !this.#nix)
            return '';
        const { provider } = this.#restored;
        const folder = `${provider.folder}-placed`;
        provider.moveTo(folder);
        const { nix, executor } = this.#nix;
        return (0,place/* placeStoreCache */.to)(folder, nix, executor, this.#options.ctx);
    }
    #reportRestored() {
        const { ctx, outage } = this.#options;
        const restored = this.#restored;
        if (restored.kind !== 'off' || !restored.isTrouble) {
            ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: ${(0,words/* foundText */.iq)(restored)}`);
            return;
        }
        const { why, isOutage = false } = restored;
        const effect = 'Everything is built instead; the job only takes longer.';
        const alone = `The store cache is not used: ${why} ${effect}`;
        const what = 'the store cache is not used';
        outage.warn({ why, what, alone, title: title/* STORE_CACHE_TITLE */.u }, isOutage, ctx.logger);
    }
    /** The reason, as the end of a sentence. */
    #whyNotSaved({ caching, commandsRan }) {
        const { save } = this.#decision;
        if (save !== true)
            return (0,words/* asSentence */.KG)(save);
        if (!this.#nix)
            return 'Nix is not installed.';
        if (!caching.isolation.isolated)
            return 'builds are not isolated.';
        if (commandsRan && this.#nix.nix.mode === 'single-user')
            return 'commands of an earlier step could have written to the store.';
        const restored = this.#restored;
        if (restored.kind === 'off' && restored.isTrouble && !restored.heals)
            return `it could not be restored (${restored.why})`;
        return undefined;
    }
}
/**
 * Whether Nix reads the files of this process, and a narinfo may have their URLs: it was tried with Nix, not with Lix and
 * Determinate Nix. The daemon of somebody else may see other folders.
 */
function readsFilesOf({ flavor, mode, install }) {
    return flavor === 'nix' && (mode === 'single-user' || install !== 'found');
}
/** Whether Nix also reads the folder of what is put together, which is quicker. A daemon must not: steps can write there. */
function readsFolder(nix) {
    return nix.mode === 'single-user' && readsFilesOf(nix);
}
/** It is loaded before a command could change it on disk. */
async function loadParts() {
    const { storeCacheParts } = await __webpack_require__.e(/* import() */ 548).then(__webpack_require__.bind(__webpack_require__, 548));
    return storeCacheParts;
}

// EXTERNAL MODULE: ./build/caches/substituters/discover.js + 1 modules
var discover = __webpack_require__(1935);
// EXTERNAL MODULE: ./build/caches/substituters/known.js
var substituters_known = __webpack_require__(7351);
// EXTERNAL MODULE: ./build/nix/retry-settings.js
var retry_settings = __webpack_require__(6690);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ./build/host/http.js + 1 modules
var host_http = __webpack_require__(9831);
;// CONCATENATED MODULE: ./build/caches/substituters/silent.js



/** Seconds for all queries together. */
const QUERY_TIMEOUT_S = 5;
/** A bucket's answer for a missing file to readers who may not list it. */
const NO_LISTING = '<Code>AccessDenied</Code>';
/**
 * Finds caches that refuse every path, which Nix silently treats as empty: queries those from which nothing came once
 * more. Never throws.
 * @param netrc the text of Nix's netrc-file
 */
async function refusingCaches(queries, netrc, cancel) {
    const byHttp = queries.filter(({ url }) => /^https?:\/\/[^?#]+$/.test(url));
    if (byHttp.length === 0)
        return [];
    const http = (0,host_http/* openHttp */.fb)(QUERY_TIMEOUT_S);
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(QUERY_TIMEOUT_S * 1000)]);
    const ask = async ({ url, hash }) => {
        const { statusCode, body } = await http.request(`${url.replace(/\/+$/, '')}/${hash}.narinfo`, {
            cancel: signal,
            headers: credentials(netrc, new URL(url).hostname),
        });
        if (statusCode !== 401 && statusCode !== 403) {
            await (0,host_http/* discard */.vf)(body);
            return [];
        }
        if (statusCode === 403 && (await (0,consumers_.text)(body)).includes(NO_LISTING))
            return [];
        return [
            {
                url,
                fault: 'refused',
                reason: `HTTP error ${statusCode}`,
                files: [],
                waited: 0,
                retries: 0,
            },
        ];
    };
    try {
        return (await Promise.all(byHttp.map(one => ask(one).catch(() => [])))).flat();
    }
    finally {
        http.close();
    }
}
/** The text of a netrc-file: empty if it does not exist, undefined if only Nix's daemon may read it. */
async function readNetrc(file) {
    if (typeof file !== 'string' || file === '')
        return '';
    return (0,promises_.readFile)(file, 'utf8').catch(({ code }) => code === 'ENOENT' ? '' : undefined);
}
/** Pure: the Authorization header for a host. (netrc(5), without macros) */
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
    unsigned: () => 'Compare its key in extra-caches (`URL PUBLIC-KEY`), or trusted-public-keys in nix-conf, with the key that the cache publishes; a Cachix cache may have changed its key.',
    refused: () => 'Check the credentials for its host (netrc-file in nix-conf).',
    damaged: () => 'Ask its operator to repair or delete these paths.',
    untrusted: url => `Its administrator can allow it in /etc/nix/nix.conf: extra-trusted-substituters = ${url}`,
};
/** The fault in a few words: the reason in the report. */
function troubleText({ fault, reason, files, waited, retries }) {
    const count = Math.max(1, files.filter(file => file !== 'nix-cache-info').length);
    const paths = (0,format/* plural */.LS)(count, 'path');
    const seconds = `${Math.round(waited)} s`;
    const text = {
        down: `failed: ${reason}`,
        refused: `refused ${files.length > 0 ? paths : 'access'}: ${reason}`,
        missing: `lacks ${paths} that it announced: ${reason}`,
        unsigned: `${paths} ignored: ${reason}`,
        damaged: `delivered ${(0,format/* plural */.LS)(count, 'damaged path')}: ${reason}`,
        unusable: `cannot be used: ${reason}`,
        untrusted: 'the Nix daemon does not accept it from this user',
        slow: `${(0,format/* plural */.LS)(retries, 'request')} had to wait, ${seconds} in all: ${reason}`,
    };
    const slow = fault !== 'slow' && waited >= 5
        ? `, and ${(0,format/* plural */.LS)(retries, 'request')} had to wait, ${seconds} in all`
        : '';
    return (0,lib_text/* escapeInvisible */.ts)(`${text[fault]}${slow}`);
}
/** What to do about the faults, without duplicates. */
function hintsOf(troubles) {
    const hints = troubles.map(({ fault, url }) => HINTS[fault]?.(url));
    return [...new Set(hints)].filter(hint => hint !== undefined);
}
/**
 * Pure: troubles with the URLs that the job uses for its caches.
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
/** Pure: the records with the faults as reasons; an unlisted cache gets a record. */
function withReasons(caches, troubles) {
    const urls = [...new Set(troubles.map(({ url }) => url))];
    const isKnown = (url) => caches.some(it => plainUrl(it.url) === plainUrl(url));
    const others = urls
        .filter(url => !isKnown(url))
        .map(url => ({ name: url, url, use: 'read' }));
    return [...caches, ...others].map((record) => {
        const matching = troubles.filter(({ url }) => plainUrl(url) === plainUrl(record.url));
        if (matching.length === 0 || record.use === 'off')
            return record;
        const reason = [record.reason, ...matching.map(troubleText)].filter(it => it !== undefined);
        return { ...record, reason: reason.join('; ') };
    });
}
/** A URL without what does not distinguish caches: settings, and a slash at the end. */
function plainUrl(url) {
    return url.replace(/\?.*$/, '').replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./build/caches/substituters/settle.js






/**
 * Adapts the caches to the Nix of this job, before they are in its settings.
 * @param host the input `cachix-host`
 * @param env for our own calls of Nix
 */
async function settleCaches(discovered, host, nix, env, logger) {
    const isLocked = discovered.probed.some(({ locked }) => locked !== undefined);
    if (!isLocked && !(0,retry_settings/* canSetRetries */.Z9)(nix))
        return { reading: discovered, settings: settingsOf(discovered) };
    const settings = await (0,isolation/* readSettings */.sb)(nix, env);
    const netrc = isLocked ? await readNetrc(settings['netrc-file']?.value) : '';
    const reading = withoutLocked(discovered, host, netrc, logger);
    // From an untrusted user a daemon accepts only the URLs that its administrator wrote, and no retry settings.
    if (await (0,allowed_by_daemon/* isUntrustedByDaemon */.sN)(nix, env))
        return { reading, settings: settingsOf(reading) };
    const address = addressIn((0,allowed_by_daemon/* listOf */.c3)(settings, 'substituters'), nix);
    const waits = nix.install === 'found' ? unsetIn(settings, (0,retry_settings/* retrySettings */.wP)(nix)) : [];
    return { reading, settings: [...settingsOf(reading, address), ...waits] };
}
/** Pure: those of our settings that Nix knows and that have their default value. */
function unsetIn(settings, ours) {
    return ours.filter(({ name }) => {
        const { value, defaultValue } = settings[name] ?? {};
        return value !== undefined && value === defaultValue;
    });
}
/**
 * Pure: the URL of a cache in the settings. One that is already set, by the user or an earlier use, is kept: with two URLs
 * Nix would query the cache twice.
 */
function addressIn(listed, nix) {
    return (url) => listed.find(it => plainUrl(it) === plainUrl(url)) ?? (0,retry_settings/* withoutRetries */.vk)(url, nix);
}
/** Pure: the settings with which Nix reads caches. */
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
 * Leaves out caches that require credentials which Nix does not have: since 2.35 each path would be an error, and older
 * versions got nothing from them.
 * @param netrc the text of Nix's netrc-file; undefined if only the daemon may read it
 */
function withoutLocked(reading, host, netrc, logger) {
    if (netrc === undefined)
        return reading;
    const probed = reading.probed.map(one => {
        const { url } = one.record;
        if (one.locked === undefined || hasCredentials(url, `${reading.netrc ?? ''}${netrc}`))
            return one;
        const hint = `Add ${new URL(url).hostname} to the netrc-file in nix-conf, or remove the cache`;
        logger.notice(`The cache ${url} is not read: it requires credentials (${one.locked}). ${hint}.`, `Cache ${url}`);
        const record = {
            ...one.record,
            use: 'off',
            reason: `${one.locked}, no credentials`,
        };
        return { record, keys: [], isOpen: false };
    });
    return (0,discover/* substitutersOf */.q)(probed, host, reading);
}
function hasCredentials(url, netrc) {
    const { username, password, hostname } = new URL(url);
    return `${username}${password}` !== '' || 'authorization' in credentials(netrc, hostname);
}

// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
// EXTERNAL MODULE: ./build/nix/netrc.js
var netrc = __webpack_require__(6188);
// EXTERNAL MODULE: ./build/runner/with-environment.js
var with_environment = __webpack_require__(91);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/inputs/inputs.js + 10 modules
var inputs_inputs = __webpack_require__(2396);
// EXTERNAL MODULE: ./build/inputs/problem.js
var problem = __webpack_require__(787);
// EXTERNAL MODULE: ./build/steps/detect.js + 1 modules
var steps_detect = __webpack_require__(8731);
;// CONCATENATED MODULE: ./build/phases/config.js











const NO_FILES = { flake: false, build: 'absent', shell: 'absent' };
/**
 * Reads and checks the inputs, and finds the project.
 * @throws InputError, ActionError
 */
async function loadConfig(run, { env, page: logger }) {
    const inputs = (0,inputs_inputs/* readInputs */.Ko)(name => (0,with_environment/* inputText */.AN)(env, name), (0,trust_event/* lacksSecrets */.Sj)(await (0,trust_event/* eventOfRun */.fg)(env)));
    (0,secrets/* maskSecrets */.QU)(inputs, env);
    run.plan = inputs.plan;
    checkRunnerLabels(inputs, env);
    const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
    const project = await projectFolder(inputs, workspace);
    const files = inputs.steps === 'auto' ? await (0,steps_detect/* projectFiles */.x6)(project) : NO_FILES;
    if (inputs.steps.length === 0 && (0,with_environment/* inputText */.AN)(env, 'steps').trim() !== 'none')
        logger.warning('The list of steps is empty, so nothing is tested. Write `steps: none` if that is intended.', 'No steps');
    const late = (0,model_step/* lateBuilds */.C)(inputs.steps, {
        pushes: inputs.cache.name !== '',
        hasBuilders: inputs.builders.machines.length > 0,
    });
    for (const notice of late)
        logger.notice(notice, 'Step order');
    return { inputs, workspace, project, files };
}
/** Only a job on one of GitHub's runners can tell the label of a runner like its own. */
function checkRunnerLabels({ plan, matrix }, env) {
    if (!plan || matrix.systems.length > 0 || env.RUNNER_ENVIRONMENT !== 'self-hosted')
        return;
    const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
    const expected = `On a self-hosted runner, plan: true needs the labels of the runners that build: ${system} = self-hosted, linux.`;
    throw new problem/* InputError */.d([{ where: 'systems', value: '', expected }]);
}
/** The input `working-directory` as an absolute path. */
async function projectFolder({ workingDirectory }, workspace) {
    const folder = (0,external_node_path_.resolve)(workspace, workingDirectory);
    const state = await (0,access/* accessOf */.YK)(folder, external_node_fs_.constants.X_OK);
    if (state === 'ready')
        return folder;
    const expected = state === 'closed'
        ? `${(0,access/* closedText */.ST)(folder)} ${access/* CLOSED_HINT */.X4}`
        : `${folder} does not exist. The path is relative to the workspace. Did you run actions/checkout first?`;
    throw new problem/* InputError */.d([{ where: 'working-directory', value: workingDirectory, expected }]);
}
/** Every existing directory that steps run in. */
function workingDirectories({ inputs: { steps }, project }) {
    const ofSteps = steps === 'auto' ? [] : steps.map(step => (0,external_node_path_.resolve)(project, step.workingDirectory));
    return [...new Set([project, ...ofSteps])].filter(folder => (0,external_node_fs_.existsSync)(folder));
}
/** The options of the check of the pins. */
function pinsOptions({ inputs, project }) {
    const { pins: level, nixPath, steps } = inputs;
    return { project, level, nixPath, steps };
}

;// CONCATENATED MODULE: ./build/phases/caches.js















/** Tells later uses of the action in this job; setting it by hand only removes trust. */
const COMMANDS_RAN = 'NIX_CI_COMMANDS_RAN';
/** Seconds of the job's time that are reserved for the report. */
const REPORT_TIME_S = 20;
/** The caches of a run: read from the start, pushed to until the trust boundary. */
class CacheSession {
    #run;
    #config;
    #trust;
    #ctx;
    #runner;
    #storeCache;
    #netrc;
    /** URLs of all caches in Nix's settings. */
    #substituters = [];
    #netrcFile;
    /** Whether a private cache was read with a token. */
    #hadNetrc = false;
    constructor(run, config, trust, ctx, runner) {
        this.#run = run;
        this.#config = config;
        this.#trust = trust;
        this.#ctx = ctx;
        this.#runner = runner;
        const { inputs } = config;
        const { outage } = run;
        const options = {
            ...{ inputs: inputs.storeCache, plan: inputs.plan, cachixName: inputs.cache.name },
            ...{ isPart: inputs.matrix.shard !== undefined, hasSteps: inputs.steps.length > 0 },
            keyInputs: keys/* KEY_INPUTS */.AR.map(name => (0,with_environment/* inputText */.AN)(runner.env, name)),
            ...{ trust: trust.decision, env: runner.env, ctx, outage },
        };
        this.#storeCache = new StoreCache(options);
        run.storeCache = this.#storeCache;
    }
    /** Asks Cachix for keys and permissions and restores the store cache, during the install. */
    async discover() {
        const [reading] = await Promise.all([this.#ask(), this.#storeCache.restore(this.#run.records)]);
        return reading;
    }
    /** The token is sent to Cachix only in runs that may use credentials. */
    async #ask() {
        const { cache } = this.#config.inputs;
        const { trusted, mayUseCredentials } = this.#trust.decision;
        // The answers from an earlier use in this job; a run that may push asks again.
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
     * Writes the caches into Nix's settings, and starts the push if it is safe.
     * @param env for our own calls of Nix
     */
    async configure(discovered, { nix, executor }, env) {
        const { inputs } = this.#config;
        const { decision, event } = this.#trust;
        const storeSettings = await this.#storeCache.use({ nix, executor, env });
        this.#netrc = new netrc/* Netrc */.Vz(nix, executor, this.#ctx);
        const settled = await settleCaches(discovered, inputs.cache.host, nix, env, this.#ctx.logger);
        const { reading } = settled;
        await (0,begin/* writeCaches */.NH)(settled, this.#netrc, storeSettings, this.#ctx);
        if (reading.known.length > 0)
            this.#runner.files.env[substituters_known/* KNOWN_CACHES */.GF] = (0,substituters_known/* formatKnown */.Jq)(reading.known);
        this.#run.caches = await (0,allowed_by_daemon/* allowedCaches */.C0)(reading, nix, env, this.#ctx);
        const setup = await (0,begin/* startPush */.Lc)({
            inputs: inputs.cache,
            trust: decision,
            repositoryPrivate: event.repository?.private ?? true,
            deferred: this.#isDeferred,
            plan: inputs.plan,
            areBuildersTrusted: inputs.builders.trusted,
            commandsRan: this.#commandsRan,
            ...{ nix, env, ctx: this.#ctx },
        }, reading);
        this.#substituters = (0,allowed_by_daemon/* listOf */.c3)(setup.settings, 'substituters');
        this.#netrcFile = setup.settings['netrc-file']?.value;
        this.#hadNetrc = reading.netrc !== undefined;
        if (decision.trusted && !setup.push.push)
            this.#logNoPush(setup);
        await this.#storeCache.start(this.#boundaryState(setup));
        return setup;
    }
    #logNoPush({ push }) {
        const { name } = this.#config.inputs.cache;
        // Why the cache is off has been reported already.
        const isOff = this.#run.caches.some(it => it.name === name && it.use === 'off');
        (0,begin/* logDecision */.jM)(isOff ? { ...push, level: 'info' } : push, 'Push', this.#ctx);
    }
    /** Notes for a second use in this job that commands may have written to a store that the user owns. */
    noteFutureCommands(steps, { isolation }) {
        if (this.#config.inputs.plan || this.#run.nix?.mode !== 'single-user')
            return;
        const { files } = this.#runner;
        if (steps.length > 0 && isolation.isolated && !steps.some(model_step/* runsProjectCode */.R6))
            return;
        files.env[COMMANDS_RAN] = 'true';
        files.flush();
    }
    /** Finishes the push and saves the store cache; what is built later is not cached. */
    async finish(setup) {
        await Promise.all([
            this.#concludePush(setup),
            this.#storeCache.save(this.#boundaryState(setup)),
        ]);
    }
    #boundaryState(caching) {
        const { records } = this.#run;
        const folders = workingDirectories(this.#config);
        return { caching, records, commandsRan: this.#commandsRan, folders };
    }
    /** Warns of caches that failed during the steps. */
    async reportTroubles() {
        const run = this.#run;
        const urls = [...run.caches.map(({ url }) => url), ...this.#substituters];
        const troubles = [...run.observed.cacheTroubles, ...(await this.#refusing(urls))];
        const others = byAddress(troubles, urls)
            .filter(it => !this.#storeCache.reportTrouble(it))
            .filter(it => !this.#isExpected(it));
        const hasFailed = run.records.result !== 'success';
        warnOfTroubles(others, run.caches, hasFailed, this.#ctx.logger);
        run.caches = withReasons(run.caches, others);
        await this.#storeCache.settle();
    }
    /** Troubles of caches that were queried and neither delivered nor reported an error. */
    async #refusing(urls) {
        const { observed } = this.#run;
        const known = new Set(urls.map(plainUrl));
        const accounted = new Set([
            ...observed.cacheTroubles.map(({ url }) => url),
            ...observed.fetches.map(it => it.cache),
        ].map(plainUrl));
        const silent = [...observed.asked]
            .map(([url, hash]) => ({ url, hash }))
            .filter(({ url }) => known.has(plainUrl(url)) && !accounted.has(plainUrl(url)));
        // With credentials that are removed by now, the request cannot be repeated.
        const netrc = silent.length > 0 && !this.#hadNetrc ? await readNetrc(this.#netrcFile) : undefined;
        return netrc === undefined ? [] : refusingCaches(silent, netrc, this.#ctx.cancel);
    }
    #isExpected({ url, fault }) {
        // Once its credentials are removed, a private cache denies access.
        if (fault === 'refused' && this.#netrc?.wasRemoved)
            return true;
        // Why our cache is off has been reported already.
        return this.#run.caches.some(it => it.use === 'off' && plainUrl(it.url) === plainUrl(url));
    }
    /** Removes the credentials for private caches. */
    async dropNetrc() {
        await this.#netrc?.remove();
    }
    async #concludePush({ push, pusher }) {
        const run = this.#run;
        run.push = pusher
            ? await this.#finishPush(pusher)
            : {
                push: push.push && this.#isDeferred ? 'deferred' : 'skipped',
                reason: push.reason,
                paths: [],
                bytes: 0,
            };
        const { cache, plan } = this.#config.inputs;
        const isMissing = run.push.push === 'failed' || run.push.push === 'skipped';
        if (!cache.requirePush || plan || !this.#trust.decision.trusted || !isMissing)
            return;
        run.records.hasFatal = true;
        run.failureReason = `require-push: ${run.push.reason}`;
        this.#runner.page.annotate('error', { title: 'Nix CI: push', message: run.failureReason });
    }
    async #finishPush(pusher) {
        const { records } = this.#run;
        const { cache, jobTimeout } = this.#config.inputs;
        const remaining = Math.max(REPORT_TIME_S, jobTimeout - REPORT_TIME_S - records.now());
        const seconds = Math.min(cache.pushTimeout, remaining);
        const finish = () => (0,push_outcome/* finishPush */._)(pusher, cache.name, seconds, { logger: this.#runner.page });
        const outcome = await records.phase('push', finish, it => it.push === 'failed' ? 'failure' : 'success');
        this.#run.caches = this.#run.caches.map(it => it.name === cache.name && it.use === 'read' ? { ...it, use: 'push' } : it);
        return outcome;
    }
    /** With `steps: none`, post pushes what later steps built. */
    get #isDeferred() {
        return this.#config.inputs.steps.length === 0;
    }
    get #commandsRan() {
        return this.#runner.env[COMMANDS_RAN] === 'true';
    }
}
/** More caches fail at once only without a network, or if a builder prints such messages; these are only logged. */
const MAX_WARNINGS = 3;
/**
 * One warning per cache that failed during the steps, or per host with several: the job continues without them, slower.
 * @param hasFailed whether the job failed, so that Nix may not have managed without
 */
function warnOfTroubles(troubles, caches, hasFailed, logger) {
    for (const [index, urls] of withOneCause(troubles).entries()) {
        const names = urls.map(url => caches.find(it => plainUrl(it.url) === plainUrl(url))?.name ?? url);
        const places = urls.map((url, at) => (names[at] === url ? url : `${names[at]} (${url})`));
        const where = (0,lib_text/* escapeInvisible */.ts)(new Intl.ListFormat('en').format(places));
        // All of them failed in the same way.
        const same = troubles.filter(it => it.url === urls[0]);
        const needsNoNote = hasFailed || same.every(({ fault }) => fault === 'slow');
        const tail = needsNoNote ? [] : ['Nix used other caches or built locally.'];
        const what = same.map(troubleText).join('; ');
        const subject = urls.length > 1 ? 'Caches' : 'Cache';
        const message = [`${subject} ${where}: ${what}.`, ...hintsOf(same), ...tail].join(' ');
        if (index < MAX_WARNINGS)
            logger.warning(message, `${subject} ${(0,lib_text/* escapeInvisible */.ts)(names.join(', '))}`);
        else
            logger.info(message);
    }
}
/** The URLs of failed caches; those on a host that is down are one group. */
function withOneCause(troubles) {
    const groups = new Map();
    for (const url of new Set(troubles.map(it => it.url))) {
        const same = troubles.filter(it => it.url === url);
        const key = same.every(({ fault }) => fault === 'down') ? hostAndFault(url, same) : url;
        groups.set(key, [...(groups.get(key) ?? []), url]);
    }
    return [...groups.values()];
}
function hostAndFault(url, troubles) {
    const host = URL.canParse(url) ? new URL(url).host : '';
    // Durations differ each time.
    return [host || url, ...troubles.map(({ reason }) => reason.replace(/\d+ (?:ms|s)\b/g, ''))].join('\n');
}

// EXTERNAL MODULE: ./build/steps/scripts/check-script.js
var check_script = __webpack_require__(6463);
;// CONCATENATED MODULE: ./build/phases/fail.js



/** The runner does not say which. */
const CANCELLED = 'The job was canceled: by hand, by a newer run of the workflow, or because the job exceeded timeout-minutes.';
/** Seconds that a cancelled run may take to finish before it reports what it has. The runner kills it after 10. */
const CANCEL_TIMEOUT_S = 5.5;
/** Rejects when a cancelled run does not finish in the time that the runner gives. */
function cancelDeadline(cancel) {
    return new Promise((_, reject) => {
        const late = () => reject(new Error('the canceled run did not finish in time'));
        cancel.addEventListener('abort', () => setTimeout(late, CANCEL_TIMEOUT_S * 1000));
    });
}
/** Records what stopped a run, and annotates it unless a step is to blame. */
function recordFailure(run, error, runner) {
    const { steps } = run.records;
    if (error instanceof check_script/* ScriptFailure */.g7)
        steps.push(...error.steps(run.records.now()));
    else
        run.failureReason = reportFailure(error, runner);
    if (runner.cancel.aborted)
        steps.push(...(run.progress?.unfinished('the job was canceled') ?? []));
}
/** @returns the message, for the summary */
function reportFailure(error, { page, cancel }) {
    const errors = error instanceof lib_errors/* ActionErrors */.o9 ? error.errors : [error];
    const annotations = cancel.aborted
        ? [{ title: 'Nix CI: canceled', message: CANCELLED }]
        : error instanceof problem/* InputError */.d
            ? (0,problem/* describeProblems */.y)(error.problems).map(message => ({ title: 'Nix CI: input', message }))
            : errors.map(it => ({ title: 'Nix CI', message: `${(0,lib_errors/* formatError */.Wk)(it)}${stackOf(it)}` }));
    for (const annotation of annotations)
        page.annotate('error', annotation);
    return annotations.map(({ message }) => message).join('\n');
}
/** The stack of a bug in the action. */
function stackOf(error) {
    return error instanceof Error && !(error instanceof lib_errors/* ActionError */.lZ) ? `\n${error.stack}` : '';
}

// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var store = __webpack_require__(7726);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/lib/json.js
var json = __webpack_require__(292);
// EXTERNAL MODULE: ./build/nix/hash.js
var nix_hash = __webpack_require__(3314);
// EXTERNAL MODULE: ./build/nix/nar.js
var nix_nar = __webpack_require__(1001);
;// CONCATENATED MODULE: ./build/caches/hand-over/archive.js






const FIRST_LINE = 'nix-ci-hand-over 1\n';
const MAX_LINE_BYTES = 1 << 20;
const MAX_PATHS = 200_000;
const MAX_REFERENCES = 10_000;
/** Texts are kept in memory. */
const MAX_TEXT_BYTES = 64 << 20;
const CHUNK_BYTES = 1 << 20;
const STORE_PATH = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-([\w+?=-][\w+.?=-]{0,210})$/;
/** The archive is not as {@link packHandOver} writes it. */
class DamagedArchive extends Error {
}
/** Raised when the archive would be too large. */
class TooLarge extends Error {
}
/**
 * Writes texts and sources of the store into an archive.
 * @param limit bytes
 * @throws TooLarge, or Error if a path cannot be read
 */
async function packHandOver(archive, paths, limit) {
    const file = (0,external_node_fs_.openSync)(archive, 'wx', 0o600);
    let written = (0,external_node_fs_.writeSync)(file, FIRST_LINE);
    try {
        for (const { path, kind, references } of paths) {
            const content = [];
            let size = 0;
            for await (const piece of contentOf(path, kind)) {
                size += piece.length;
                if (written + size > limit)
                    throw new TooLarge(`it would exceed ${limit} bytes`);
                content.push(piece);
            }
            written += (0,external_node_fs_.writeSync)(file, `${JSON.stringify({ path, kind, references, size })}\n`);
            for (const piece of content)
                written += (0,external_node_fs_.writeSync)(file, piece);
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
async function* contentOf(path, kind) {
    if (kind === 'source')
        yield* (0,nix_nar/* narOf */.Xo)(path);
    else
        for await (const chunk of (0,external_node_fs_.createReadStream)(path))
            yield chunk;
}
/**
 * Lists an archive, by whoever made it, without reading contents.
 * @throws DamagedArchive
 */
function listHandOver(file) {
    const { size: total } = (0,external_node_fs_.fstatSync)(file);
    const listed = new Map();
    if (readAt(file, 0, FIRST_LINE.length).toString('latin1') !== FIRST_LINE)
        throw new DamagedArchive('not an archive of a plan');
    for (let at = FIRST_LINE.length; at < total;) {
        if (listed.size >= MAX_PATHS)
            throw new DamagedArchive(`more than ${MAX_PATHS} paths`);
        const { text, end } = lineAt(file, at, total);
        const entry = parseEntry(text, end);
        if (entry.offset + entry.size > total)
            throw new DamagedArchive('truncated');
        if (listed.has(entry.path))
            throw new DamagedArchive('a path is there twice');
        listed.set(entry.path, entry);
        at = entry.offset + entry.size;
    }
    return listed;
}
function lineAt(file, at, total) {
    for (let length = 4096;; length *= 4) {
        const bytes = readAt(file, at, Math.min(length, total - at));
        const end = bytes.indexOf(0x0a);
        if (end >= 0)
            return { text: bytes.toString('utf8', 0, end), end: at + end + 1 };
        if (length >= MAX_LINE_BYTES || at + length >= total)
            throw new DamagedArchive('malformed');
    }
}
function parseEntry(text, offset) {
    const { path, kind, references, size } = ((0,json/* asMap */.$H)((0,json/* parseJson */.qF)(text)) ?? {});
    const isEntry = isStorePath(path) &&
        (kind === 'text' || kind === 'source') &&
        Array.isArray(references) &&
        references.length <= MAX_REFERENCES &&
        references.every(isStorePath) &&
        new Set(references).size === references.length &&
        typeof size === 'number' &&
        Number.isSafeInteger(size) &&
        size >= 0 &&
        (kind === 'source' || size <= MAX_TEXT_BYTES);
    if (!isEntry)
        throw new DamagedArchive('malformed');
    return { path, kind, references, size, offset };
}
function isStorePath(value) {
    return typeof value === 'string' && STORE_PATH.test(value);
}
/** The name of a store path, behind its hash. */
function storeName(path) {
    return STORE_PATH.exec(path)?.[1] ?? '';
}
/**
 * Writes the NAR of a path to a file, and proves by its content and references that it is the path.
 * @throws DamagedArchive if it is not
 */
async function extractProven(file, entry, to) {
    const { path, kind, references, offset, size } = entry;
    const out = (0,external_node_fs_.openSync)(to, 'wx', 0o644);
    try {
        const nar = (0,external_node_crypto_.createHash)('sha256');
        let narSize = size;
        let contentHash;
        if (kind === 'text') {
            const text = readAt(file, offset, size);
            contentHash = (0,external_node_crypto_.createHash)('sha256').update(text).digest();
            const whole = (0,nix_nar/* narOfText */.Wi)(text);
            narSize = whole.length;
            nar.update(whole);
            (0,external_node_fs_.writeSync)(out, whole);
        }
        else {
            for (let done = 0; done < size;) {
                const chunk = readAt(file, offset + done, Math.min(CHUNK_BYTES, size - done));
                nar.update(chunk);
                (0,external_node_fs_.writeSync)(out, chunk);
                done += chunk.length;
                await (0,external_node_timers_promises_.setImmediate)();
            }
        }
        const narHash = nar.digest();
        const proven = (0,nix_hash/* contentPath */.nX)(kind, contentHash ?? narHash, references, storeName(path));
        if (proven !== path)
            throw new DamagedArchive(`${path} has another content`);
        return { contentHash: contentHash ?? narHash, narHash, narSize };
    }
    finally {
        (0,external_node_fs_.closeSync)(out);
    }
}
/** @throws DamagedArchive if the file ends before */
function readAt(file, at, length) {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
        const read = (0,external_node_fs_.readSync)(file, bytes, done, length - done, at + done);
        if (read === 0)
            throw new DamagedArchive('truncated');
        done += read;
    }
    return bytes;
}

;// CONCATENATED MODULE: ./build/caches/hand-over/collect.js




/**
 * Collects derivations with their closures, as far as these are texts and sources. A derivation with anything else in its
 * closure, such as an output of a build or `builtins.storePath`, is left out.
 * @param isPrivate whether a source was, or may have been, fetched with a credential
 */
async function collectHandOver(derivations, store, isPrivate) {
    const known = new Map();
    const sources = new Set();
    const waiting = [...derivations];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (known.has(path))
            continue;
        const derivation = await readText(path);
        known.set(path, derivation);
        for (const reference of derivation?.references ?? [])
            if (reference.endsWith('.drv'))
                waiting.push(reference);
            else
                sources.add(reference);
    }
    for (const info of await store.closures([...sources])) {
        const handed = await handedPath(info);
        const isLeftOut = handed?.kind === 'source' && (await isPrivate(handed.path));
        known.set(info.path, isLeftOut ? undefined : handed);
    }
    const whole = new Map();
    const complete = derivations.filter(path => isWhole(path, known, whole));
    const paths = [...known.values()].filter(it => it !== undefined && whole.get(it.path) === true);
    return { derivations: complete, paths: paths.filter(it => it !== undefined) };
}
/**
 * A text as it is on disk, if its content and references give its path.
 * @param known its references; default: those of a derivation
 */
async function readText(path, known) {
    const text = await (0,promises_.readFile)(path).catch(() => undefined);
    if (!text)
        return undefined;
    const references = known ?? inputsOf(text.toString('latin1'));
    const hash = (0,external_node_crypto_.createHash)('sha256').update(text).digest();
    const isProven = (0,nix_hash/* contentPath */.nX)('text', hash, references, storeName(path)) === path;
    return isProven ? { path, kind: 'text', references } : undefined;
}
/** The derivations and sources that a `.drv` refers to: its second and third list. (ATerm) */
function inputsOf(text) {
    const STRING = String.raw `"(?:[^"\\]|\\.)*"`;
    const lists = new RegExp(String.raw `^Derive\(\[(?:\(${STRING}(?:,${STRING})*\),?)*\],\[((?:\(${STRING},\[(?:${STRING},?)*\]\),?)*)\],\[((?:${STRING},?)*)\],`, 's').exec(text);
    const [, derivations = '', sources = ''] = lists ?? [];
    const paths = [
        ...[...derivations.matchAll(/\("([^"]*)",\[/g)].map(([, path = '']) => path),
        ...[...sources.matchAll(/"([^"]*)"/g)].map(([, path = '']) => path),
    ];
    return [...new Set(paths)].sort();
}
/** A valid path that is a text or a source, and nothing that a build made. */
async function handedPath(info) {
    const { path, narHash, references, deriver, contentAddressed } = info;
    if (!contentAddressed || deriver !== undefined || references.includes(path))
        return undefined;
    const hash = (0,nix_hash/* parseSha256 */.tz)(narHash);
    if (hash && (0,nix_hash/* contentPath */.nX)('source', hash, references, storeName(path)) === path)
        return { path, kind: 'source', references };
    return readText(path, references);
}
function isWhole(path, known, whole) {
    const before = whole.get(path);
    if (before !== undefined)
        return before;
    const references = known.get(path)?.references;
    const is = references?.every(it => isWhole(it, known, whole)) ?? false;
    whole.set(path, is);
    return is;
}

;// CONCATENATED MODULE: ./build/caches/hand-over/unpack.js





/**
 * Unpacks of an archive what is in the closure of the roots, and nothing else. Each path is proven by its own content and
 * references, so with the hashes in the names of the roots nothing can be put in anybody's place.
 * @param folder must not exist; is removed after a failure
 * @param roots derivations of the row
 * @throws DamagedArchive if a path is not what its name says
 */
async function unpackHandOver(archive, folder, roots) {
    const file = (0,external_node_fs_.openSync)(archive, 'r');
    try {
        const listed = listHandOver(file);
        const closures = roots.map(root => closureOf(root, listed));
        const derivations = roots.filter((_, at) => closures[at] !== undefined);
        const wanted = new Map(closures.flatMap(closure => (closure ?? []).map(entry => [entry.path, entry])));
        await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'nar'), { recursive: true, mode: 0o755 });
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'nix-cache-info'), 'StoreDir: /nix/store\n', { flag: 'wx' });
        for (const entry of wanted.values()) {
            const hash = (0,external_node_path_.basename)(entry.path).slice(0, 32);
            const url = `nar/${hash}.nar`;
            const proven = await extractProven(file, entry, (0,external_node_path_.join)(folder, url));
            await (0,promises_.writeFile)((0,external_node_path_.join)(folder, `${hash}.narinfo`), narInfo(entry, proven, url), { flag: 'wx' });
        }
        return { folder, derivations, paths: wanted.size };
    }
    catch (error) {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        throw error;
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
/** A derivation and all that it refers to, itself last; undefined if something of it is not there. */
function closureOf(root, listed) {
    const seen = new Map();
    const waiting = [root];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (seen.has(path))
            continue;
        const entry = listed.get(path);
        if (!entry)
            return undefined;
        if (path.endsWith('.drv') && entry.kind !== 'text')
            throw new DamagedArchive('a derivation is not a text');
        seen.set(path, entry);
        waiting.push(...entry.references);
    }
    return [...seen.values()].reverse();
}
function narInfo({ path, kind, references }, { contentHash, narHash, narSize }, url) {
    const method = kind === 'text' ? 'text' : 'fixed:r';
    const fields = {
        StorePath: path,
        URL: url,
        Compression: 'none',
        NarHash: `sha256:${(0,nix_hash/* toNixBase32 */.$k)(narHash)}`,
        NarSize: narSize,
        References: references.map(it => (0,external_node_path_.basename)(it)).join(' '),
        CA: `${method}:sha256:${(0,nix_hash/* toNixBase32 */.$k)(contentHash)}`,
    };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
    return lines.join('');
}

;// CONCATENATED MODULE: ./build/caches/hand-over/hand-over.js











/** The name of the archive in its entry. */
const ARCHIVE = 'nix-ci-hand-over';
/** Bytes of an archive: downloading and unpacking more takes longer than most evaluations. */
const MAX_ARCHIVE_BYTES = 256 << 20;
/** The key of a plan's entry. @param plan as in a row: a digest and the attempt */
function handOverKey(plan, env) {
    const [digest = '', attempt = ''] = plan.split('-');
    return `nix-ci-hand-over-1-${digest}-${env.GITHUB_RUN_ID?.replace(/\D/g, '') || '0'}-${attempt}`;
}
/** Saves derivations and their closures for the jobs of the matrix. Never throws. */
async function saveHandOver(derivations, key, cache, { nix, env }, isPrivate, { folder: parent }) {
    const outgoing = (0,external_node_path_.join)(parent, 'hand-over-out');
    const none = (message, isTrouble = false) => ({ message, isTrouble, derivations: [] });
    try {
        await (0,promises_.mkdir)(outgoing, { mode: 0o700 });
        const collected = await collectHandOver(derivations, new store/* Store */.il(nix, env), isPrivate);
        if (collected.derivations.length === 0)
            return none('no derivation can be handed over');
        const file = (0,external_node_path_.join)(outgoing, ARCHIVE);
        await packHandOver(file, collected.paths, MAX_ARCHIVE_BYTES);
        const saved = await cache.save({ file, key, limit: MAX_ARCHIVE_BYTES });
        if (saved.kind !== 'saved')
            return none(saved.message, (0,client/* isCacheTrouble */.Ep)(saved));
        const of = collected.derivations.length < derivations.length ? ` of ${derivations.length}` : '';
        const message = `${collected.derivations.length}${of} derivations with ${(0,format/* plural */.LS)(collected.paths.length, 'path')}. ${saved.message}`;
        return { message, isTrouble: false, derivations: collected.derivations };
    }
    catch (error) {
        return none((0,lib_errors/* formatError */.Wk)(error), !(error instanceof TooLarge));
    }
    finally {
        await (0,promises_.rm)(outgoing, { recursive: true, force: true }).catch(() => { });
    }
}
/**
 * Restores a plan's entry and unpacks what the roots need of it, proven. Never throws.
 * @param roots derivations of the row
 */
async function restoreHandOver(roots, key, cache, { folder: parent }) {
    const incoming = (0,external_node_path_.join)(parent, 'hand-over-in');
    const file = (0,external_node_path_.join)(incoming, ARCHIVE);
    try {
        await (0,promises_.mkdir)(incoming, { mode: 0o700 });
        const found = await cache.restore({ file, key, limit: MAX_ARCHIVE_BYTES });
        if (found.kind !== 'hit')
            return { message: found.message, isTrouble: (0,client/* isCacheTrouble */.Ep)(found) };
        const unpacked = await unpackHandOver(file, (0,external_node_path_.join)(parent, 'hand-over'), roots);
        const message = `${unpacked.derivations.length} of ${(0,format/* plural */.LS)(roots.length, 'derivation')} with ${(0,format/* plural */.LS)(unpacked.paths, 'path')} (${(0,format/* bytesText */.pV)(found.bytes)})`;
        return { message, isTrouble: false, unpacked };
    }
    catch (error) {
        const why = error instanceof DamagedArchive
            ? `its entry is not used: ${error.message}`
            : (0,lib_errors/* formatError */.Wk)(error);
        return { message: why, isTrouble: true };
    }
    finally {
        await (0,promises_.rm)(incoming, { recursive: true, force: true }).catch(() => { });
    }
}
/** Seconds that Nix may take to add the paths to its store. */
const IMPORT_TIMEOUT_S = 120;
/**
 * Adds unpacked derivations to the store. Their paths are content-addressed, so Nix checks each itself and needs neither a
 * signature nor trust in the user. Never throws.
 * @returns the derivations that are in the store then
 */
async function importHandOver({ folder, derivations }, { nix, env }, cancel) {
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(IMPORT_TIMEOUT_S * 1000)]);
    try {
        for (let first = 0; first < derivations.length; first += store/* MAX_PATHS_PER_CALL */.Vv) {
            const some = derivations.slice(first, first + store/* MAX_PATHS_PER_CALL */.Vv);
            const argv = [(0,external_node_path_.join)(nix.bin, 'nix'), 'copy', '--derivation', '--from', `file://${folder}`];
            const { code, stderr } = await (0,spawn/* capture */.Fg)([...argv, ...some], { env, cwd: '/', cancel: signal });
            if (code !== 0)
                throw new Error(`nix copy exited with ${code}: ${(0,lib_text/* toOneLine */.GX)(stderr, 500)}`);
        }
        return { message: '', isTrouble: false, derivations };
    }
    catch (error) {
        return { message: (0,lib_errors/* formatError */.Wk)(error), isTrouble: true, derivations: [] };
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true }).catch(() => { });
    }
}

// EXTERNAL MODULE: ./build/steps/narrow.js
var narrow = __webpack_require__(5065);
// EXTERNAL MODULE: ./build/trust/checkout.js
var checkout = __webpack_require__(4069);
// EXTERNAL MODULE: ./build/phases/to-build.js
var to_build = __webpack_require__(1649);
;// CONCATENATED MODULE: ./build/phases/matrix/plan-id.js

/** What distinguishes the plans of one workflow beside their job. */
const PLAN_INPUTS = ['working-directory', 'nix-version', 'systems'];
/**
 * Identifies a plan, for the rows of its matrix: a digest of workflow and job, and the attempt of the run.
 * @param inputs the texts of {@link PLAN_INPUTS}
 */
function planId(env, inputs) {
    const workflow = /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? '';
    const parts = JSON.stringify([workflow, env.GITHUB_JOB ?? '', ...inputs]);
    const digest = (0,external_node_crypto_.createHash)('sha256').update(parts).digest('hex').slice(0, 24);
    return `${digest}-${env.GITHUB_RUN_ATTEMPT?.replace(/\D/g, '').slice(0, 9) || '0'}`;
}

;// CONCATENATED MODULE: ./build/phases/matrix/private-sources.js




/** Bytes of a file that is looked at; a larger one counts as private. */
const MAX_FILE_BYTES = 64 << 20;
/**
 * Tells whether a source may have been fetched with a credential. The job's own token reads only this repository and what
 * is public. With any other credential for fetching, every source counts whose files are not all files of the checkout.
 */
function privateSources({ inputs, project, workspace }, env, ctx) {
    const hasOther = inputs.accessTokens.length > 0 ||
        !!env.SSH_AUTH_SOCK ||
        // GitHub's tokens of jobs and apps begin so; those of people do not.
        (inputs.githubToken !== '' && !inputs.githubToken.startsWith('ghs_')) ||
        /^\s*(?:extra-)?(?:access-tokens|netrc-file)\s*=/m.test(env.NIX_CONFIG ?? '');
    if (!hasOther)
        return async () => false;
    let own;
    return async (source) => {
        own ??= hashesOfCheckout(new tracked_files/* Tracked */.J(project, workspace, ctx.env, ctx.cancel));
        return !(await hasOnly(source, await own));
    };
}
async function hashesOfCheckout(tracked) {
    const hashes = new Set();
    for (const file of (await tracked.files()) ?? []) {
        const hash = await hashOf(file).catch(() => undefined);
        if (hash !== undefined)
            hashes.add(hash);
    }
    return hashes;
}
async function hasOnly(path, hashes) {
    const stat = await (0,promises_.lstat)(path);
    if (stat.isDirectory()) {
        for (const name of await (0,promises_.readdir)(path))
            if (!(await hasOnly((0,external_node_path_.join)(path, name), hashes)))
                return false;
        return true;
    }
    if (stat.isSymbolicLink())
        return true;
    const hash = await hashOf(path);
    return hash !== undefined && hashes.has(hash);
}
async function hashOf(path) {
    const { size } = await (0,promises_.lstat)(path);
    if (size > MAX_FILE_BYTES)
        return undefined;
    return (0,external_node_crypto_.createHash)('sha256')
        .update(await (0,promises_.readFile)(path))
        .digest('hex');
}

// EXTERNAL MODULE: ./build/phases/matrix/rows.js + 1 modules
var rows = __webpack_require__(3619);
// EXTERNAL MODULE: ./build/phases/matrix/times.js
var matrix_times = __webpack_require__(7337);
;// CONCATENATED MODULE: ./build/phases/matrix/session.js















const session_TITLE = 'Matrix';
/** The part of a job in a matrix: with `plan` it makes the rows, with `shard` it builds one. Else it does nothing. */
class MatrixSession {
    #run;
    #config;
    #ctx;
    #runner;
    #systems;
    #items = [];
    #plan;
    #times = new Map();
    #restored;
    constructor(run, config, ctx, runner) {
        this.#run = run;
        this.#config = config;
        this.#ctx = ctx;
        this.#runner = runner;
        this.#systems = plannedSystems(config);
        const texts = PLAN_INPUTS.map(name => (0,with_environment/* inputText */.AN)(runner.env, name));
        this.#plan = planId(runner.env, texts);
    }
    get #row() {
        return this.#config.inputs.matrix.shard;
    }
    /**
     * Checks that a row and the job have the same commit and steps, before anything on the machine changes.
     * @throws ActionError
     */
    async checkRow() {
        const row = this.#row;
        if (!row)
            return;
        const { steps } = this.#config.inputs;
        if (steps !== 'auto')
            this.narrow(steps);
        const { commit, trouble } = await this.#head();
        if (commit === row.commit)
            return;
        const other = commit ?? `unknown (${trouble})`;
        throw new lib_errors/* ActionError */.lZ(`shard: the plan was made for commit ${row.commit}, but the checked-out commit is ${other}.`, 'Check out the same commit in the plan and in the jobs of its matrix.');
    }
    /** Restores what the plan handed over, or with `plan` the times of earlier jobs; during the install. */
    async restore() {
        const row = this.#row;
        if (this.#config.inputs.plan) {
            const { times, trouble } = await (0,matrix_times/* restoreTimes */.Nk)(this.#cache, (0,matrix_times/* timesPrefix */.Jm)(this.#plan), this.#ctx.folder);
            this.#times = times;
            if (trouble !== undefined)
                this.#ctx.logger.info(`${session_TITLE}: no recorded times: ${trouble}`);
        }
        if (!row)
            return;
        const roots = [...new Set(row.items.flatMap(({ derivation }) => derivation ?? []))];
        if (roots.length === 0 || this.#whyNoHandOver('restore') !== undefined)
            return;
        const work = () => restoreHandOver(roots, handOverKey(row.plan, this.#runner.env), this.#cache, this.#ctx);
        this.#restored = await this.#run.records.phase('hand-over', work, ({ unpacked, isTrouble }) => unpacked ? 'success' : isTrouble ? 'failure' : 'skipped');
    }
    /** Adds what was handed over to the store. @returns what the steps need to know */
    async provide(nix) {
        const { plan } = this.#config.inputs;
        if (plan)
            return { matrix: { systems: this.#systems, items: this.#items } };
        const row = this.#row;
        if (!row)
            return {};
        return { shard: { row, handedOver: new Set(await this.#import(nix)) } };
    }
    /**
     * With `shard`, the steps as the row has them.
     * @throws ActionError if the row has a step that the job does not have
     */
    narrow(steps) {
        const row = this.#row;
        if (!row)
            return steps;
        const missing = (0,narrow/* missingSteps */.uB)(steps, row);
        if (missing.length === 0)
            return (0,narrow/* narrowed */.fQ)(steps, row);
        const names = (0,format/* listed */.KE)(missing.map(lib_text/* escapeInvisible */.ts), 5);
        throw new lib_errors/* ActionError */.lZ(`shard: this job has no flake-check or build step named ${names}.`, 'Give the jobs of the matrix the same steps as the plan.');
    }
    /** Makes the rows and hands the derivations over; a row's job leaves its times. Before the boundary. */
    async conclude(steps, nix, event) {
        if (this.#ctx.cancel.aborted)
            return;
        const { records } = this.#run;
        const row = this.#row;
        if (row) {
            if ((0,trust_event/* isBaselineRun */.Tc)(event))
                await (0,matrix_times/* deferTimes */.TY)((0,matrix_times/* measuredTimes */.VM)(row.system, steps, records.steps), this.#ctx.folder);
            this.#nameRows([row]);
            return;
        }
        if (!this.#config.inputs.plan || this.#items.length === 0)
            return;
        const rows = await this.#makeRows(steps);
        if (!rows)
            return;
        this.#run.matrix = rows;
        this.#nameRows(rows);
        await this.#handOver(nix);
    }
    async #makeRows(steps) {
        try {
            const { commit, trouble } = await this.#head();
            if (commit === undefined) {
                throw new lib_errors/* ActionError */.lZ(`The checked-out commit is unknown, so no job could tell whether it has the same: ${trouble}.`, 'Check the repository out with actions/checkout first.');
            }
            return (0,rows/* makeRows */.G)(this.#items, {
                systems: this.#systems,
                shards: this.#config.inputs.matrix.shards,
                commit,
                plan: this.#plan,
                bound: new Set(steps.filter(step => step.expectFailure).map(({ name }) => name)),
                secondsOf: item => this.#times.get((0,matrix_times/* timeId */.Vs)(item.system, item)),
                room: (0,to_build/* roomForMatrix */.W)(this.#run.observed.toBuild),
            });
        }
        catch (error) {
            const message = (0,lib_errors/* formatError */.Wk)(error);
            this.#run.records.hasFatal = true;
            this.#run.failureReason = message;
            this.#runner.page.annotate('error', { title: `Nix CI: ${session_TITLE.toLowerCase()}`, message });
            return undefined;
        }
    }
    /** Names in the records of the checks the row that builds them. */
    #nameRows(rows) {
        const names = new Map(rows.flatMap(({ name, items }) => items.map(({ step, attribute }) => [JSON.stringify([step, attribute]), name])));
        const { steps } = this.#run.records;
        for (const [at, step] of steps.entries()) {
            const checks = step.checks?.map(check => {
                const row = names.get(JSON.stringify([step.name, check.name]));
                return row === undefined ? check : { ...check, row };
            });
            if (checks)
                steps[at] = { ...step, checks };
        }
    }
    async #handOver(nix) {
        const why = this.#whyNoHandOver('save');
        const derivations = [...new Set(this.#items.flatMap(({ derivation }) => derivation ?? []))];
        if (derivations.length === 0)
            return;
        if (why !== undefined) {
            this.#ctx.logger.info(`${session_TITLE}: no derivations are handed over: ${why}`);
            return;
        }
        const key = handOverKey(this.#plan, this.#runner.env);
        const isPrivate = privateSources(this.#config, this.#runner.env, this.#ctx);
        const work = () => saveHandOver(derivations, key, this.#cache, nix, isPrivate, this.#ctx);
        const { message, isTrouble } = await this.#run.records.phase('hand-over', work, it => it.derivations.length > 0 ? 'success' : it.isTrouble ? 'failure' : 'skipped');
        this.#tell(`${isTrouble ? 'Could not hand derivations over' : 'Handed over'}: ${message}`, isTrouble);
    }
    async #import(nix) {
        const restored = this.#restored;
        if (!restored?.unpacked) {
            const why = restored?.message ?? this.#whyNoHandOver('restore') ?? 'the plan named none';
            this.#tell(`No derivations from the plan, so this job evaluates its row: ${why}`, restored?.isTrouble);
            return [];
        }
        const imported = await importHandOver(restored.unpacked, nix, this.#ctx.cancel);
        if (imported.isTrouble)
            this.#tell(`Could not use the derivations from the plan, so this job evaluates its row: ${imported.message}`, true);
        else
            this.#tell(`Derivations from the plan: ${restored.message}`);
        return imported.derivations;
    }
    #tell(message, isTrouble = false) {
        const { logger } = this.#ctx;
        if (isTrouble)
            logger.warning(message, session_TITLE);
        else
            logger.info(`${session_TITLE}: ${message}`);
    }
    #whyNoHandOver(action) {
        if (this.#config.inputs.storeCache.mode === 'false')
            return 'store-cache: false';
        if (action === 'save' && this.#run.trust?.decision.mayUseCredentials === false)
            return 'this run has an untrusted commit next to the secrets of the repository';
        return (0,client/* whyNot */.OB)(action, this.#runner.env);
    }
    #head() {
        const { project, workspace } = this.#config;
        const { env, folder: scratch, cancel } = this.#ctx;
        return (0,checkout/* headOf */.U)(project, { env, workspace, scratch, cancel });
    }
    get #cache() {
        const { folder, cancel } = this.#ctx;
        return (0,client/* openActionsCache */.C3)({ env: this.#runner.env, folder, cancel });
    }
}
const LABELS = {
    'x86_64-linux': 'ubuntu-latest',
    'aarch64-linux': 'ubuntu-24.04-arm',
    'aarch64-darwin': 'macos-latest',
    'x86_64-darwin': 'macos-15-intel',
};
/** The input `systems`, or this system on a runner of GitHub. */
function plannedSystems({ inputs }) {
    const { systems } = inputs.matrix;
    if (systems.length > 0)
        return systems;
    const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
    return [{ system, labels: [LABELS[system] ?? 'ubuntu-latest'] }];
}

// EXTERNAL MODULE: ./build/host/process/short.js
var process_short = __webpack_require__(1327);
// EXTERNAL MODULE: ./build/inputs/steps/program-words.js
var program_words = __webpack_require__(4544);
// EXTERNAL MODULE: ./build/nix/install/mode.js
var mode = __webpack_require__(8253);
;// CONCATENATED MODULE: ./build/phases/programs.js











/** How to get a program that is missing. */
const programs_HINTS = {
    bash: 'Install the package bash in the container image, or in a step before this one.',
    git: 'Install the package git in the container image, or in a step before actions/checkout.',
    tar: 'Install the package tar in the container image, or in a step before this one.',
    xz: 'Install the package xz-utils (Debian, Ubuntu) or xz (Fedora, Alpine) in the container image, or in a step before this one.',
};
const FOR_INSTALL = [
    { name: 'tar', why: 'the action unpacks Nix with it' },
    { name: 'xz', why: 'the action unpacks Nix with it' },
];
/**
 * Checks that the programs of the machine that this run needs are there, before anything is downloaded.
 * @param found the Nix of the machine
 * @throws ActionErrors with one error per missing program
 */
async function checkPrograms(config, found, { env }) {
    const isMissing = ({ name }) => !(0,process_short/* hasProgram */.D)(name, env);
    const ofSteps = (await neededBySteps(config)).filter(isMissing);
    // macOS has all of them.
    const ofInstall = process.platform === 'linux' ? FOR_INSTALL.filter(isMissing) : [];
    if (ofInstall.length + ofSteps.length === 0)
        return;
    const installs = (await found) === undefined;
    const missing = [...(installs ? ofInstall : []), ...ofSteps];
    if (missing.length === 0)
        return;
    const errors = missing.map(({ name, why }) => new lib_errors/* ActionError */.lZ(`${name} is missing: ${why}.`, programs_HINTS[name]));
    // Where only sudo is missing, the install says so; it knows what the user wants.
    throw new lib_errors/* ActionErrors */.o9([...(installs ? await withoutSudo(env) : []), ...errors]);
}
async function withoutSudo(env) {
    const { uid, gid, username: name } = (0,external_node_os_.userInfo)();
    const nixFolder = (0,external_node_fs_.existsSync)('/nix') ? 'closed' : 'absent';
    const folder = nixFolder === 'absent' ? '/' : '/nix';
    if (uid === 0 || (0,process_short/* hasProgram */.D)('sudo', env) || (await (0,access/* isAccessible */.dp)(folder, external_node_fs_.constants.W_OK)))
        return [];
    return [(0,mode/* inaccessibleNix */.h)({ nixFolder, user: { name, uid, gid } })];
}
async function neededBySteps({ inputs, files, project }) {
    const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
    const all = inputs.steps === 'auto' ? autoFlakeSteps(files.flake) : inputs.steps;
    const steps = all.filter(step => step.if && (0,model_step/* isFor */.Gi)(step.only, system));
    const command = steps.find(({ kind }) => kind === 'run');
    const needs = [];
    if (command)
        needs.push({ name: 'bash', why: `the step "${command.name}" runs in it` });
    for (const step of steps) {
        const why = await whyGit(step, (0,external_node_path_.resolve)(project, step.workingDirectory));
        if (why === undefined)
            continue;
        needs.push({ name: 'git', why });
        break;
    }
    return needs;
}
const autoFlakeSteps = (flake) => (flake ? [(0,model_step/* plainStep */.f3)('flake-check')] : []);
/** Flags with which Nix reads a file instead of a flake. */
const FILE_FLAG = /^(?:-f|--file|--expr)$/;
/** The flakes that a step names; none if it uses no flake. */
function flakeReferences({ kind, argument, shell, args }) {
    const isProgram = model_step/* KIND_TRAITS */.Hx[kind].argument === 'program';
    const isFlake = model_step/* KIND_TRAITS */.Hx[kind].isPure === true || kind === 'develop' || isProgram;
    const words = isProgram
        ? (0,program_words/* installablesOf */.yg)({ kind, argument })
        : (kind === 'develop' ? (shell ?? '') : argument).trim().split(/\s+/);
    return isFlake && ![...words, ...args].some(word => FILE_FLAG.test(word)) ? words : [];
}
/** Why Nix calls git for a step, as far as that is known before it evaluates; undefined if it does not. */
async function whyGit(step, cwd) {
    const references = flakeReferences(step);
    if (references.some(it => it.startsWith('git+')))
        return `the step "${step.name}" fetches a flake with it`;
    if (!references.some(it => /^(?:$|[.#])/.test(it)))
        return undefined;
    if (isInCheckout(cwd))
        return `${cwd} is in a git checkout, which Nix reads with it`;
    const lock = await (0,promises_.readFile)((0,external_node_path_.join)(cwd, 'flake.lock'), 'utf8').catch(() => '');
    return /"type": *"git"/.test(lock) ? 'flake.lock has an input of type git' : undefined;
}
/** Without git, actions/checkout downloads an archive, which is not a git checkout. */
function isInCheckout(folder) {
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, '.git')))
        return true;
    const parent = (0,external_node_path_.dirname)(folder);
    return parent !== folder && isInCheckout(parent);
}

;// CONCATENATED MODULE: ./build/caches/substituters/outage.js
/** Combines the effects of an outage of GitHub's cache, which has several uses, into one warning. */
class Outage {
    #losses = [];
    get hasLosses() {
        return this.#losses.length > 0;
    }
    /**
     * Warns that something was skipped: at the end, together with other effects.
     * @param isOutage whether the service or the network is at fault; if not, the warning is immediate
     */
    warn(loss, isOutage, logger) {
        if (isOutage) {
            logger.info(`${loss.title}: ${loss.alone}`);
            this.#losses.push(loss);
        }
        else
            logger.warning(loss.alone, loss.title);
    }
    /** Logs the combined warning, after the last loss. */
    report(logger) {
        const [first, ...others] = this.#losses;
        if (first && others.length === 0)
            logger.warning(first.alone, first.title);
        if (others.length === 0)
            return;
        const whys = [...new Set(this.#losses.map(({ why }) => why))];
        const whats = new Intl.ListFormat('en').format(this.#losses.map(({ what }) => what));
        const message = `${whys.join(' ')} Therefore, ${whats}. The job is not affected.`;
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




/** The state at the start of a run. */
function initialRunState() {
    const records = new recorder/* Recorder */.v();
    return {
        records,
        observed: new build_stats/* BuildStats */._(records.origin),
        outage: new Outage(),
        commandResults: (0,command_results/* noCommandResults */.ru)(),
        caches: [],
    };
}

// EXTERNAL MODULE: ./build/caches/options.js
var options = __webpack_require__(3320);
// EXTERNAL MODULE: ./build/host/process/descendants.js
var descendants = __webpack_require__(1277);
// EXTERNAL MODULE: ./build/nix/install/settings.js
var settings = __webpack_require__(4039);
// EXTERNAL MODULE: ./build/report/checkpoint.js
var checkpoint = __webpack_require__(3941);
// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __webpack_require__(9294);
// EXTERNAL MODULE: ./build/runner/state.js
var state = __webpack_require__(3866);
// EXTERNAL MODULE: ./build/steps/nixpkgs/use.js + 1 modules
var use = __webpack_require__(3669);
// EXTERNAL MODULE: ./build/trust/trust.js
var trust = __webpack_require__(4691);
;// CONCATENATED MODULE: ./build/phases/setup.js


















/** Creates the directories of this run first of all, so that any failure can be reported there. */
async function openRunFolders(run, { env, files }) {
    const folders = await (0,state/* createFolders */["in"])(env.RUNNER_TEMP);
    run.folders = folders;
    (0,checkpoint/* saveInitialCheckpoint */.WD)(folders, run.records.startedAt);
    files.state.folder = folders.shared;
    files.flush();
    return folders;
}
/** The context of the run: child environment, private directory, cancellation and log. */
function createContext(folders, { env, page, cancel }) {
    const { NIX_CONFIG: config, ...child } = (0,environment/* childEnvironment */.Qc)(env);
    return {
        env: {
            ...child,
            ...(0,object/* defined */.s)({ NIX_CONFIG: config === undefined ? undefined : (0,settings/* withFlakes */.zw)(config) }),
            // Post finds the processes of a killed main by this tag.
            [descendants/* PROCESS_TAG */.$F]: (0,descendants/* processTag */.qP)(folders.private, 'nix'),
        },
        withheld: (0,environment/* withheldNames */.sy)(env),
        folder: folders.private,
        cancel,
        logger: page,
    };
}
/** Decides whether this run may push and use credentials, and logs it in one line. */
async function establishTrust(run, config, ctx, { env }) {
    const { cache, githubToken } = config.inputs;
    run.trust = await (0,trust/* determineTrust */.i)((0,options/* trustOptions */.z)(cache), workingDirectories(config), env, githubToken, ctx);
    (0,begin/* logDecision */.jM)(run.trust.decision, 'Trust', ctx);
    return run.trust;
}
/** Writes the tokens for fetching to a file for Nix; it is empty in a run that may not use credentials. */
async function writeAccessTokens(config, trust, ctx, { env }) {
    const tokens = trust.decision.mayUseCredentials ? (0,secrets/* fetchCredentials */.$Y)(config.inputs, env) : [];
    const file = await access_tokens/* TokenFile */.Gc.create(ctx.folder, tokens, ctx.env);
    await file.write();
    return file;
}
/** Installs Nix or finds an existing one, and saves for post what it started. */
async function provideNix(run, { inputs }, found, tokens, ctx, { page }) {
    page.startGroup('install');
    const { setupNix } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.bind(__webpack_require__, 5719));
    try {
        const setup = async () => setupNix(inputs.nix, await found, tokens, ctx);
        const installation = await run.records.phase('install', setup);
        run.nix = installation.nix;
        const { folders } = run;
        if (folders) {
            const save = () => (0,state/* saveStarted */.nd)(folders, servicesOf(installation));
            await save();
            installation.daemon?.onRestart(save);
        }
        return installation;
    }
    finally {
        page.endGroup();
    }
}
/** What post has to stop. */
function servicesOf({ daemon, service, }) {
    return { daemon: daemon?.process, service };
}
/** Loads the rest of our code after the first line of the log, but before a command could change it on disk. */
async function preloadModules(run, { inputs }, { page, files }) {
    const { steps } = inputs;
    const mayRunScripts = steps === 'auto' || steps.some(model_step/* runsProjectCode */.R6);
    const [{ saveInterim }] = await Promise.all([
        __webpack_require__.e(/* import() */ 306).then(__webpack_require__.bind(__webpack_require__, 4306)),
        __webpack_require__.e(/* import() */ 16).then(__webpack_require__.bind(__webpack_require__, 5016)),
        mayRunScripts && Promise.all(/* import() */[__webpack_require__.e(989), __webpack_require__.e(336)]).then(__webpack_require__.bind(__webpack_require__, 4336)),
        mayRunScripts && Promise.all(/* import() */[__webpack_require__.e(989), __webpack_require__.e(926)]).then(__webpack_require__.bind(__webpack_require__, 9926)),
    ]);
    const { folders } = run;
    if (!folders)
        return;
    run.progress = new checkpoint/* Progress */.ke(unfinished => saveInterim(run, folders, unfinished, page, files), () => run.records.now());
}
/** With a deferred push, saves the time at which main ended: post pushes what was built later. */
async function saveStateForPost({ push, folders }, installation) {
    if (push?.push !== 'deferred' || !folders)
        return;
    const mainEndedAt = Math.floor(Date.now() / 1000);
    await (0,state/* saveStarted */.nd)(folders, { ...servicesOf(installation), mainEndedAt });
}
/** Where this job uses `<nixpkgs>`; steps that cannot be read count as not using it. */
function nixpkgsUse(config, tracked) {
    const { steps } = config.inputs;
    const listed = steps === 'auto' ? (0,steps_detect/* autoSteps */.b9)(config.files, NO_OFFERS) : steps;
    const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
    const planned = listed.filter(step => step.if && (0,model_step/* isFor */.Gi)(step.only, system));
    return (0,use/* usesOfNixpkgs */.Y)(planned, config, tracked).catch(() => NO_USE);
}
const NO_OFFERS = { defaultPackage: false, defaultShell: false };
const NO_USE = { inFiles: false, inScripts: false, inStep: false, isPossible: true };
/**
 * Exports Nix, its settings and NIX_PATH to later steps of the job.
 * @returns the environment for our own calls of Nix
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
    const variables = (0,object/* defined */.s)({ NIX_PATH: value });
    Object.assign(files.env, environment, variables, laterConfig(runner.env));
    files.path.push(...path);
    return { ...env, ...variables };
}
/** If the job's NIX_CONFIG would turn flakes off for later steps: the same with flakes on, credentials included. */
function laterConfig({ NIX_CONFIG: config = '' }) {
    const merged = (0,settings/* withFlakes */.zw)(config);
    return merged === config ? {} : { NIX_CONFIG: merged };
}

;// CONCATENATED MODULE: ./build/steps/trust-boundary.js
/**
 * The point before the first step that runs project code outside the sandbox. Work that must come before it is done once,
 * at the latest after the last step.
 */
class TrustBoundary {
    #tasks;
    #crossed;
    /** @param tasks run one after another; must not throw */
    constructor(tasks) {
        this.#tasks = tasks;
    }
    /** Whether project code may have run. */
    get isCrossed() {
        return this.#crossed !== undefined;
    }
    cross() {
        this.#crossed ??= this.#all();
        return this.#crossed;
    }
    async #all() {
        for (const task of this.#tasks)
            await task();
    }
}

;// CONCATENATED MODULE: ./build/main.js


















/**
 * The main phase: reads the inputs, decides on trust, sets up Nix, runs the steps and reports.
 * @returns whether everything that had to succeed did
 */
async function main(runner) {
    const run = initialRunState();
    let installation;
    try {
        installation = await Promise.race([runMain(run, runner), cancelDeadline(runner.cancel)]);
    }
    catch (error) {
        recordFailure(run, error, runner);
    }
    const { publish } = await __webpack_require__.e(/* import() */ 306).then(__webpack_require__.bind(__webpack_require__, 4306));
    const success = await publish(run, installation !== undefined, runner.page, runner.files);
    await installation?.roots.settled();
    return success;
}
/** In which a Nix that is there is asked for its settings, which takes it a while. */
const SETTINGS_ASKED_MS = 5;
async function runMain(run, runner) {
    // Config: what the user asks for, checked before anything on the machine changes.
    const folders = await openRunFolders(run, runner);
    const config = await loadConfig(run, runner);
    const ctx = createContext(folders, runner);
    // Asking takes a while, in which our code is loaded.
    const found = (0,detect/* findNix */.rv)(ctx.env);
    await checkPrograms(config, found, ctx);
    const disk = await DiskWatch.start(ctx, config.workspace);
    const matrix = new MatrixSession(run, config, ctx, runner);
    await matrix.checkRow();
    // Trust: whether this run may use credentials and push.
    const trust = await establishTrust(run, config, ctx, runner);
    await (0,check_script/* checkFirstScript */.S4)({ ...config, steps: config.inputs.steps }, ctx.env);
    const tokens = await writeAccessTokens(config, trust, ctx, runner);
    // Setup: Nix, and meanwhile what else takes time before the steps.
    const tracked = new tracked_files/* Tracked */.J(config.project, config.workspace, ctx.env, ctx.cancel);
    const use = nixpkgsUse(config, tracked);
    const caches = new CacheSession(run, config, trust, ctx, runner);
    const besides = () => Promise.all([
        checkPins(pinsOptions(config), tracked, use, ctx),
        preloadModules(run, config, runner),
    ]);
    const early = found.catch(() => undefined).then(nix => (nix ? undefined : besides()));
    const [installation, discovered, baseline] = await Promise.all([
        provideNix(run, config, found, tokens, ctx, runner),
        caches.discover(),
        (0,phases_baseline/* loadBaseline */.oU)(run, config, ctx, runner.env),
        matrix.restore(),
    ]);
    const env = await exportEnvironment(config, installation, await use, ctx, runner);
    // Caches: who is read, and whether this run pushes.
    const { keepNix } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.bind(__webpack_require__, 5719));
    const [push, [pins]] = await Promise.all([
        caches.configure(discovered, installation, env),
        (0,spawn/* sleep */.yy)(SETTINGS_ASKED_MS).then(async () => (await early) ?? besides()),
    ]);
    reportPins(pins, config.inputs.pins, ctx.logger);
    keepNix(installation);
    const builders = await setUpBuilders(config, trust, { ...installation, ...push, env }, ctx);
    // Boundary: what happens before the first command of the project runs. An unsandboxed build counts as one.
    const boundary = new TrustBoundary([
        () => caches.finish(push),
        async () => (0,secrets/* dropSecrets */.J8)(config.inputs, runner.env),
        () => caches.dropNetrc(),
        async () => builders?.remove('a command of the project may have run before'),
        () => tokens.remove(),
    ]);
    if (!push.isolation.isolated)
        await boundary.cross();
    // Steps: what is tested.
    const { checkCompleteness, createStepContext, runAllSteps, selectSteps } = await __webpack_require__.e(/* import() */ 16).then(__webpack_require__.bind(__webpack_require__, 5016));
    const { nix } = installation;
    const own = await matrix.provide({ nix, env });
    const more = { matrix: own, history: baseline?.history };
    const provided = { installation, env, tokens, disk, push, boundary, builders, ...more };
    const context = await createStepContext(run, config, provided, ctx);
    const steps = matrix.narrow(await selectSteps(run, config, context, runner));
    const args = steps.flatMap(step => step.args);
    if (!config.inputs.nix.acceptFlakeConfig)
        await reportUnusedFlakeCaches(context, args);
    caches.noteFutureCommands(steps, push);
    await runAllSteps(run, steps, tracked, context, config, runner);
    await matrix.conclude(steps, { nix, env }, trust.event);
    // Report: the rest of it is in publish, which also runs after a failure.
    await boundary.cross();
    await caches.reportTroubles();
    if (baseline)
        await (0,phases_baseline/* compareWithBaseline */.$_)(run, baseline, trust.event, ctx);
    await saveStateForPost(run, installation);
    await tokens.write();
    checkCompleteness(run, config, ctx, runner);
    return installation;
}


/***/ }),

/***/ 6852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H7: () => (/* binding */ derivationArgs),
/* harmony export */   Lz: () => (/* binding */ installableOf),
/* harmony export */   V3: () => (/* binding */ attributeParts),
/* harmony export */   YA: () => (/* binding */ pathPrefix),
/* harmony export */   bb: () => (/* binding */ plainAttribute),
/* harmony export */   wp: () => (/* binding */ BY_SYSTEM),
/* harmony export */   z7: () => (/* binding */ nixString)
/* harmony export */ });
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5252);

/** Flake outputs with one set per system. The names in such a set may contain dots. */
const BY_SYSTEM = ['checks', 'packages', 'devShells', 'apps', 'bundlers'];
const PART = String.raw `(?:[A-Za-z_][\w'-]*|"(?:[^"\\]|\\[\s\S])*")`;
const WRITTEN = new RegExp(`^${PART}(?:\\.${PART})*$`);
const ESCAPES = { n: '\n', r: '\r', t: '\t' };
/**
 * An attribute path as reports name it: without the quotes that Nix prints since 2.20 (`checks.x86_64-linux."py3.11"`,
 * print.cc, printIdentifier). Anything else is returned unchanged.
 */
function plainAttribute(written) {
    if (!written.includes('"') || !WRITTEN.test(written))
        return written;
    return written.replace(/"((?:[^"\\]|\\[\s\S])*)"/g, (_, part) => part.replace(/\\([\s\S])/g, (_, char) => ESCAPES[char] ?? char));
}
/** Splits an attribute as reports name it; a name below a system is one part, including its dots. */
function attributeParts(attribute) {
    const [, output = '', system = '', name = ''] = /^(\w+)\.([^.]+)\.(.*)$/s.exec(attribute) ?? [];
    return BY_SYSTEM.includes(output) ? [output, system, name] : attribute.split('.');
}
/** Older versions look for every attribute path in packages and legacyPackages first, which may not even evaluate. */
const EXACT_PATHS_SINCE = '2.19';
/** What precedes an attribute path from the outputs in an installable, so that Nix looks nowhere else. */
function pathPrefix({ version }) {
    return (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isAtLeast */ .du)(version, EXACT_PATHS_SINCE) ? '.' : '';
}
/**
 * An attribute as an installable. Nix URL-decodes the part after `#`, so that a name can contain any character, but has no
 * escapes between quotes. (parseAttrPath)
 * @param reference the flake reference
 * @param prefix of the attribute path
 * @returns undefined if no installable can name it: a part is empty or contains `"`
 */
function installableOf(reference, parts, prefix = '') {
    if (parts.some(part => part === '' || part.includes('"')))
        return undefined;
    return `${reference}#${prefix}${parts.map(fragment).join('.')}`;
}
function fragment(part) {
    if (/^[A-Za-z_][\w'-]*$/.test(part))
        return part;
    return `"${encodeURIComponent(part).replaceAll('%20', ' ')}"`;
}
/** Arguments of `nix eval --raw` that print the path of a derivation, whatever its name. */
function derivationArgs(reference, parts, prefix = '') {
    const installable = installableOf(reference, parts, prefix);
    if (installable)
        return [`${installable}.drvPath`];
    const [output = '', ...rest] = parts;
    const path = rest.map(nixString).join('.');
    return [`${reference}#${prefix}${output}`, '--apply', `it: it.${path}.drvPath`];
}
/** A string literal in Nix; CR is escaped, because Nix reads a bare CR LF as LF. */
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
/* harmony import */ var _log_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9796);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7726);





/** Interval for checking whether the live log is silent. */
const HEARTBEAT_MS = 5000;
/**
 * Calls a Nix program and parses its log.
 * @param argv the program and its arguments; it must support `--log-format` (all do since 2.4)
 */
async function callNix(argv, options) {
    const [program, ...args] = argv;
    const { group, inspect } = options;
    let leader = 0;
    const runningNow = async () => {
        if (!group)
            return inspect?.([leader]) ?? [];
        group.running ??= inspect?.([...group.leaders]);
        return group.running ?? [];
    };
    const log = new _log_log_js__WEBPACK_IMPORTED_MODULE_2__/* .NixLog */ .y(options.line, options.listener, undefined, options.shorten, group?.live);
    const stderr = {
        write: (chunk) => {
            if (group)
                group.lastOutputAt = performance.now();
            log.write(chunk);
        },
        end: () => log.end(),
    };
    const stdout = [];
    const heartbeat = setInterval(() => log.heartbeat(), HEARTBEAT_MS);
    try {
        const exit = await (0,_host_process_spawn_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .eF)([(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(options.nix.bin, program), '--log-format', 'internal-json', ...args], {
            cwd: options.cwd,
            env: options.env,
            time: options.time,
            silence: options.silence,
            inspect: runningNow,
            cancel: options.cancel,
            onStart: pid => {
                leader = pid;
                group?.leaders.add(pid);
            },
            stdout: { write: chunk => stdout.push(chunk) },
            stderr,
            ...(group ? { lastOutputAt: () => group.lastOutputAt } : {}),
        });
        const end = performance.now();
        const isCut = exit.cancelled || exit.timedOut;
        const unsure = isCut ? [] : log.ambiguous;
        const registered = unsure.length > 0 ? await (0,_store_js__WEBPACK_IMPORTED_MODULE_3__/* .registeredAt */ .W_)(unsure, options.nix, options.env) : undefined;
        log.finish({ at: end, ...exit, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ registered }) });
        return { ...exit, stdout: Buffer.concat(stdout).toString(), log };
    }
    finally {
        clearInterval(heartbeat);
        group?.leaders.delete(leader);
    }
}


/***/ }),

/***/ 3209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ checkedAttribute)
/* harmony export */ });
/* harmony import */ var _attribute_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6852);

/** A trace line that names what Nix was checking: an attribute, or a whole `flake output`. */
const CHECKING = /^while checking (?:the )?([\w -]*?)\s*'(.+)'$/s;
/**
 * The attribute or output whose check failed: the innermost of the first run of nested attributes in a trace. After that
 * run, Nix 2.34 repeats the trace of the first failure if a failed value is evaluated again.
 * @param trace what Nix was doing, outermost first
 */
function checkedAttribute(trace) {
    let found;
    for (const text of trace) {
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

/***/ 3140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C$: () => (/* binding */ MEMORY_HINT),
/* harmony export */   H0: () => (/* binding */ lostDaemon),
/* harmony export */   Oo: () => (/* binding */ DISK_HINT),
/* harmony export */   k2: () => (/* binding */ byRule),
/* harmony export */   y4: () => (/* binding */ SETTINGS_HINT)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(873);

const DISK_HINT = 'The disk is full: free space in an earlier step, build less, or use a larger runner.';
const BUILD_USERS_HINT = 'This Nix installation is incomplete: its build users do not exist. Create them and their group (`build-users-group` in nix.conf), or reinstall Nix.';
const SANDBOX_HINT = "Nix's sandbox does not work on this machine. Allow user namespaces on the runner, or set `sandbox = false` in nix-conf: builds are then not isolated, and nothing is pushed.";
const SETTINGS_HINT = 'Nix rejected its settings or arguments: check nix-conf, args and env (NIX_CONFIG) of the step, NIX_CONFIG of the job, and nix.conf in ~/.config/nix and /etc/nix.';
const MEMORY_HINT = 'Run fewer jobs at once (`max-jobs`, `cores`), or use a larger runner.';
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
/** A hash, quoted or not, after one of these words. */
const hash = (group, outcome) => String.raw `(?:${outcome}):? *['"]?(?<${group}>[^\s'",]+)['"]?,?`;
const HASHES = String.raw `[^]*?${hash('specified', 'specified|expected|wanted')}\s+(?:but )?${hash('got', 'got')}`;
/** Nix changed its wording most in 2.29 and 2.34; both forms are here. */
const BUILDS = [
    [at(`builder for ${drv()} (?:${ENDED})`), ended],
    [reason(`builder (?:${ENDED})`), ended],
    // Repeats a builder failure for a derivation with content-addressed inputs.
    [at(`build of resolved derivation ${drv()} failed`), { kind: 'build', outcome: 'failed' }],
    [reason(String.raw `(?<count>\d+) dependenc(?:y|ies) failed`), dependency],
    [at(String.raw `(?<count>\d+) dependenc(?:y|ies) of derivation ${drv()} failed`), dependency],
    [at(`(?:building of ${drv()} from \\.drv file )?${TIMED_OUT}`), timeout],
    [reason(`(?:build(?:er)? )?${TIMED_OUT}`), timeout],
    [at(`hash mismatch in fixed-output derivation ${drv()}${HASHES}`), hashes],
    [at(`(?:ca |NAR )?hash mismatch (?:in|importing) ${HASHES}`), hashes],
    [
        at(String.raw `(?<rest>a '[^'\n]+' with features \{[^}]*\} is required to build ${drv()}[\s\S]*)`),
        wrongSystem,
    ],
    [
        reason('(?:platform mismatch|missing system features|required system or feature not available|local builds are disabled)' +
            String.raw `(?<rest>[\s\S]*)`),
        wrongSystem,
    ],
];
/** Outputs by system; Nix looks for an installable under `packages` first, even if it names one of these. */
const BY_SYSTEM = 'checks|packages|legacyPackages|devShells|apps|formatter|hydraJobs';
const ATTRIBUTES = [
    [
        at(`flake '[^']*' does not provide attribute [^\\n]* or '(?<attribute>(?:${BY_SYSTEM})\\.[^']+)'`),
        { kind: 'missing-attribute' },
    ],
    [
        at(`flake '[^']*' does not provide attribute '(?<attribute>[^']+)'`),
        { kind: 'missing-attribute' },
    ],
    [
        at(`attribute '[^']*' in selection path '(?<attribute>[^']+)' not found`),
        { kind: 'missing-attribute' },
    ],
    [at(String.raw `attribute '[^'\n]*' missing`), { kind: 'missing-attribute' }],
    [
        at(String.raw `(?:flake attribute )?'(?<attribute>[\w-]+(?:\.[^'\n]+)+)' is not (?:a derivation|an attribute set)`),
        { kind: 'evaluation' },
    ],
    [at(String.raw `cached failure of attribute '(?<attribute>[^'\n]+)'`), { kind: 'evaluation' }],
];
/** Messages of a client that lost its daemon or could not connect. */
const DAEMON_LOST = String.raw `cannot connect to socket at '[^'\n]*/daemon-socket/|nix daemon disconnected unexpectedly|unexpected end-of-file$|opening a connection to remote store '[^'\n]*' previously failed`;
/** Whether an error of Nix reports that the daemon is gone. */
function lostDaemon(text) {
    return new RegExp(`error: (?:${DAEMON_LOST})`, 'im').test(text);
}
const MACHINE = [
    [
        at(DAEMON_LOST),
        {
            kind: 'daemon',
            hint: 'Nix lost its connection to the daemon, or could not connect. If systemd runs the daemon, check its log: journalctl -u nix-daemon',
            isPlaceless: true,
        },
    ],
    [at('interrupted by the user'), { kind: 'cancelled', outcome: 'was canceled' }],
    [
        at(`(?:build of ['"][^\\n]* failed|some errors were encountered during the evaluation|[^\\n]*\\bbuild failed)$`),
        { kind: 'other', isSummary: true },
    ],
    [
        at(String.raw `(?:the group '[^'\n]*' specified in 'build-users-group' does not exist|the build users group '[^'\n]*' has no members|the user '[^'\n]*' in the group '[^'\n]*' does not exist)`),
        { kind: 'other', hint: BUILD_USERS_HINT },
    ],
    [
        at('this system does not support the kernel namespaces'),
        { kind: 'other', hint: SANDBOX_HINT, isPlaceless: true },
    ],
    [
        at(String.raw `[^\n]*disk quota exceeded`),
        { kind: 'disk-full', outcome: 'exceeded a disk quota' },
    ],
    [
        at(String.raw `[^\n]*(?:no space left on device|disk is full)`),
        { kind: 'disk-full', outcome: 'ran out of disk space', hint: DISK_HINT },
    ],
    [
        at(String.raw `out of memory|std::bad_alloc|[^\n]*cannot allocate memory`),
        { kind: 'out-of-memory', outcome: 'ran out of memory', hint: MEMORY_HINT },
    ],
    [reason(String.raw `[^\n]*`), { kind: 'build' }],
    [
        at(`derivation ${drv()} may not be deterministic|output '[^'\\n]+' (?:is not allowed|has )|while setting up the build environment`),
        { kind: 'build' },
    ],
    [
        at([
            '(?:unable to|cannot) (?:download|access|fetch|connect to(?! socket)) ',
            `failed to (?:fetch|open a connection) |program 'git' failed|unable to check if '`,
            String.raw `failed to open archive \(source threw exception: error: unable to download `,
            String.raw `[^\n]*(?:connection timed out|could not resolve host|(?:couldn't|could not) connect to server|HTTP error (?:429|5\d\d))`,
        ].join('|')),
        { kind: 'network' },
    ],
];
/**
 * Classifies a message of Nix by how it starts.
 * @param text the message alone: no `error:`, trace or builder log
 * @returns undefined if no rule matches
 */
function byRule(text) {
    for (const [pattern, meaning] of [...BUILDS, ...ATTRIBUTES, ...MACHINE]) {
        const match = pattern.exec(text);
        if (!match)
            continue;
        const groups = match.groups ?? {};
        const found = typeof meaning === 'function' ? meaning(groups) : meaning;
        return { ...found, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ derivation: groups.drv, attribute: groups.attribute }) };
    }
    return undefined;
}
function ended({ code, signal, name, output }) {
    // A shell reports a killed child as 128 + signal.
    if (code === '137')
        return killed(`failed with exit code ${code}`);
    if (code)
        return { kind: 'build', outcome: `failed with exit code ${code}` };
    if (output)
        return { kind: 'build', outcome: `did not produce its output '${output}'` };
    if (!signal)
        return { kind: 'build', outcome: 'died abnormally' };
    const outcome = `was terminated by signal ${signal}${name ? ` (${name})` : ''}`;
    return signal === '9' ? killed(outcome) : { kind: 'build', outcome };
}
function killed(outcome) {
    const hint = `Probably out of memory (killed by SIGKILL). ${MEMORY_HINT}`;
    return { kind: 'out-of-memory', outcome, isGuess: true, hint };
}
function dependency({ count }) {
    const what = count === '1' ? 'a dependency' : `${count} dependencies`;
    return { kind: 'dependency', outcome: `was not built because ${what} failed` };
}
function timeout({ seconds, silence }) {
    const after = `timed out after ${seconds} s`;
    return { kind: 'timeout', outcome: silence ? `${after} of silence` : after };
}
function hashes({ specified, got }) {
    const outcome = 'does not match the specified hash (hash mismatch)';
    return { kind: 'hash-mismatch', outcome, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ specified, got }) };
}
function systemHint(system) {
    return `Run the step on a runner for ${system} (only: ${system}), or name a remote builder for it in builders.`;
}
/** What a derivation requires, and what this machine provides. */
const REQUIRED_SYSTEM = /(?:^a|Required system:) '([^'\n]+)'/;
const CURRENT_SYSTEM = /(?:but I am a|Current system:) '([^'\n]+)'/;
const REQUIRED_FEATURES = /(?:(?:^a|Required system:) '[^'\n]+' with|Required|Missing)(?: system)? features:? *\{?([^}\n]*)/;
const AVAILABLE_FEATURES = /(?:(?:but I am a|Current system:) '[^'\n]+' with|Available)(?: system)? features:? *\{?([^}\n]*)/;
/** Reports only what is missing: a different system, else the missing features. */
function wrongSystem({ rest = '' }) {
    const needed = REQUIRED_SYSTEM.exec(rest)?.[1];
    const current = CURRENT_SYSTEM.exec(rest)?.[1];
    const isOther = needed !== undefined && needed !== current;
    const available = AVAILABLE_FEATURES.exec(rest)?.[1];
    const missing = commaSeparated(REQUIRED_FEATURES.exec(rest)?.[1]).filter(it => !commaSeparated(available).includes(it));
    const of = isOther ? ` for ${needed}` : '';
    const features = missing.length > 0 ? ` with ${missing.join(', ')}` : '';
    const outcome = `needs a ${of || features ? '' : 'different '}builder${of}${features}`;
    const isFeature = available !== undefined && missing.length > 0;
    const hint = isFeature
        ? featureHint(missing, available)
        : isOther
            ? systemHint(needed)
            : undefined;
    return { kind: 'wrong-system', outcome, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ hint }) };
}
function featureHint(missing, available) {
    const existing = commaSeparated(available).join(', ') || 'none';
    const kvm = missing.includes('kvm')
        ? " kvm needs /dev/kvm, which GitHub's x86_64 Linux runners have."
        : ' If this machine supports them anyway, add them to system-features (nix-conf).';
    return `System features of this machine: ${existing}.${kvm}`;
}
function commaSeparated(features = '') {
    return features
        .split(',')
        .map(it => it.trim())
        .filter(it => it !== '');
}


/***/ }),

/***/ 8253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ inaccessibleNix),
/* harmony export */   j: () => (/* binding */ chooseMode)
/* harmony export */ });
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1469);

/**
 * Chooses the install mode, and says why.
 * @throws ActionError if the requested mode is not possible on this machine
 */
function chooseMode(requested, facts) {
    const obstacle = daemonObstacle(facts);
    if (requested === 'daemon' && obstacle) {
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`nix-mode: cannot install the daemon on this machine: ${obstacle}.`, 'Remove nix-mode, or set it to single-user.');
    }
    if (requested === 'single-user' || obstacle) {
        if (facts.nixFolder !== 'writable' && facts.root === 'none')
            throw inaccessibleNix(facts);
        return { mode: 'single-user', reason: obstacle ?? 'set by nix-mode' };
    }
    return {
        mode: 'daemon',
        reason: requested === 'auto' ? 'root access is available' : 'set by nix-mode',
    };
}
function daemonObstacle(facts) {
    if (facts.root === 'none')
        return 'neither root nor passwordless sudo is available';
    const linux = facts.system.endsWith('-linux');
    if (linux && !facts.buildUsers && !facts.canAddUsers) {
        return 'the group nixbld has no members, and groupadd and useradd are missing';
    }
    return undefined;
}
/** The error of a user who can neither write to /nix nor become root. */
function inaccessibleNix(facts) {
    const state = facts.nixFolder === 'absent' ? 'does not exist' : `is not writable by ${facts.user.name}`;
    return new _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`Cannot install Nix: /nix ${state}, and neither root nor passwordless sudo is available.`, `Ask an administrator to run: install -d -m 0755 -o ${facts.user.name} /nix. Or install Nix on the runner; the action uses an existing Nix. In a container, run as root (options: --user 0), or install the package sudo.`);
}


/***/ }),

/***/ 8961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ MAX_SEARCHED_LENGTH),
/* harmony export */   Kl: () => (/* binding */ faultOf),
/* harmony export */   uB: () => (/* binding */ isOfCache),
/* harmony export */   xm: () => (/* binding */ OF_CACHE)
/* harmony export */ });
/** Characters of a message that are searched: builders can print messages in Nix's name. */
const MAX_SEARCHED_LENGTH = 1000;
/** A file of a cache, after its URL. */
const FILE = String.raw `nar/[^']*|[0-9a-z]{32}\.(?:narinfo|ls)|nix-cache-info`;
/** A download from a cache: its URL and the file. (filetransfer.cc) */
const OF_CACHE = new RegExp(`^(.+?)/{1,9}(${FILE})$`);
const at = (source, flags = '') => new RegExp(`^(?:warning: )?(?:error: )?${source}`, flags);
/** Nix changed its wording in 2.9 and 2.29; all forms are here. */
const RULES = [
    [
        at(`(?<reason>unable to download '(?<url>[^']+?)/(?<file>${FILE})': (?<why>[^\\n]*))`),
        ({ url = '', file = '', why: reason = '' }) => ({
            fault: /HTTP error 40[137]\b/.test(reason) ? 'refused' : 'down',
            ...{ url: url.replace(/\/{1,9}$/, ''), file, reason },
        }),
    ],
    // binary-cache-store.cc
    [
        at(`(?<reason>file '(?<file>[^']*)' does not exist) in binary cache '(?<url>[^']+)'`),
        found('missing'),
    ],
    [
        at(`(?<reason>binary cache '(?<url>[^']+)' is for Nix stores with prefix '[^'\\n]*')`),
        found('unusable'),
    ],
    [at(`(?<reason>'(?<url>[^'\\n]+)' does not appear to be a binary cache)`), found('unusable')],
    // store-api.cc; an error only if the URL is not that of a cache
    [
        /^warning: (?<reason>don't know how to open Nix store (?:with scheme )?'(?<url>[^'\n]+)')/,
        found('unusable'),
    ],
    // substitution-goal.cc
    [
        at(`(?:ignoring substitute for|the substitute for) '(?<file>[^']+)' from '(?<url>[^']+)',? (?:as it's|is) (?<reason>not signed by any of the keys[^\\n]*)`),
        found('unsigned'),
    ],
    [
        at(`(?<reason>asked '(?<url>[^']+)' for '(?<file>[^']+)' but got '[^'\\n]*')`),
        found('damaged'),
    ],
    // local-store.cc, nar-info.cc, archive.cc, tarfile.cc, compression.cc: refers to the cache that was queried
    [
        at(`(?<reason>cannot add path '(?<file>[^']+)' because it lacks a (?:valid )?signature by a trusted key)`),
        found('unsigned'),
    ],
    [
        at(`(?<reason>(?:ca hash|hash|size) mismatch importing path '(?<file>[^']+)')`),
        found('damaged'),
    ],
    [at(`(?<reason>NAR info file '(?<file>[^'\\n]+)' is corrupt[^\\n]*)`), found('damaged')],
    [
        at(`(?<reason>(?:failed to open archive|failed to read|bad archive|input doesn't look like a Nix archive|failed to get libarchive filter|unknown compression method|error while decompressing)[^\\n]*)`, 'i'),
        found('damaged'),
    ],
    // s3-binary-cache-store.cc, before 2.33
    [at(`(?<reason>AWS error fetching '(?<file>[^']+)': [^\\n]*)`), found('down')],
    // ssh.cc, legacy-ssh-store.cc: only name the host
    [
        at(`(?<reason>(?:failed to start SSH (?:master )?connection to|cannot connect to) '(?<host>[^'\\n]+)')`),
        ({ host = '', reason = '' }) => ({ fault: 'down', url: `ssh://${host}`, file: '', reason }),
    ],
    // remote-store.cc
    [
        at(`cannot open connection to remote store '(?<url>[^'\\n]+)': (?:error: )?(?<why>[^\\n]*)`),
        ({ url, why: reason }) => ({
            fault: 'down',
            url,
            file: '',
            reason: `cannot open connection: ${reason}`,
        }),
    ],
    [
        at(`(?<reason>opening a connection to remote store '(?<url>[^'\\n]+)' previously failed)`),
        groups => ({ ...found('down')(groups), isEcho: true }),
    ],
    // daemon.cc
    [at(`(?<reason>ignoring untrusted substituter) '(?<url>[^'\\n]+)'`), found('untrusted')],
];
function found(fault) {
    return ({ url, file = '', reason = '' }) => ({ fault, url, file, reason });
}
/** Messages that only follow from a failed cache. (derivation-building-goal.cc, http-binary-cache-store.cc) */
const FOLLOWS = [
    at('some (?:substitutes for|references of path|outputs of)[^\\n]* (?:failed|could not be realised|are not valid)'),
    /^disabling binary cache '/,
];
/** 2.34 reports each path whose download failed this way, and each path that no cache has. */
const REQUIRED = at("path '([^']+)' is required, but there is no substituter that can build it");
/**
 * What a message reports about a cache. Pure.
 * @param text without colors
 */
function faultOf(text) {
    const start = text.slice(0, MAX_SEARCHED_LENGTH);
    for (const [pattern, read] of RULES) {
        const match = pattern.exec(start);
        if (match)
            return read(match.groups ?? {});
    }
    return undefined;
}
/**
 * Whether a message is about a cache, which is not fatal as long as Nix may build locally. Pure.
 * @param hasFailed whether the download of a path failed
 */
function isOfCache(text, hasFailed) {
    const [, required] = REQUIRED.exec(text) ?? [];
    if (required !== undefined)
        return hasFailed(required);
    return faultOf(text) !== undefined || FOLLOWS.some(pattern => pattern.test(text));
}


/***/ }),

/***/ 8991:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ LiveLog)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4869);
/* harmony import */ var _derivation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(219);
/* harmony import */ var _retries_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5851);
/* harmony import */ var _tail_buffer_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7802);





/** Lines and bytes held back per build; beyond that they are shown at once. */
const MAX_BLOCK_LINES = 200;
const MAX_BLOCK_BYTES = 1 << 18;
/** Milliseconds without output after which a heartbeat is shown. */
const HEARTBEAT_AFTER_MS = 30_000;
/** Builds and downloads named in a heartbeat. */
const MAX_NAMES = 4;
/**
 * The live log of one call of Nix, or of several at a time. One build at a time is shown directly; the output of others is shown in a block when they finish, so
 * lines of two builds do not mix. No line is lost or held back for long.
 */
class LiveLog {
    #show;
    #blocks = new Map();
    /** The build that is shown directly. */
    #current;
    /** The calls of Nix that write to it. */
    #calls = new Set();
    /** The time of the next records, in milliseconds. */
    now;
    #shownAt;
    /**
     * @param show called with each line
     * @param now milliseconds
     */
    constructor(show, now) {
        this.#show = show;
        this.now = now;
        this.#shownAt = now;
    }
    /** Shows a line, or a message of several lines. */
    show(text) {
        this.#shownAt = this.now;
        this.#show(text);
    }
    /** Takes a line of builder output. */
    line(build, line) {
        this.#current ??= build;
        const block = this.#blocks.get(build);
        if (this.#current === build) {
            if (block)
                this.#flush(build, block);
            this.show(`${build.name}> ${line}`);
            return;
        }
        const pending = block ?? new _tail_buffer_js__WEBPACK_IMPORTED_MODULE_4__/* .TailBuffer */ .v(MAX_BLOCK_LINES, Number.POSITIVE_INFINITY);
        if (!block)
            this.#blocks.set(build, pending);
        pending.push(line);
        if (pending.count >= MAX_BLOCK_LINES || pending.size > MAX_BLOCK_BYTES) {
            for (const each of pending.lines())
                this.show(`${build.name}> ${each}`);
            pending.clear();
        }
    }
    /** Shows the pending lines of finished builds. Called whenever one may have finished. */
    flushFinished() {
        if (this.#current && isOver(this.#current))
            this.#current = undefined;
        for (const [build, block] of this.#blocks)
            if (isOver(build))
                this.#flush(build, block);
    }
    /** Shows all pending lines: it is unknown which build has finished, or the log is complete. */
    flush() {
        for (const [build, block] of this.#blocks)
            this.#flush(build, block);
        this.#current = undefined;
    }
    /** A call of Nix writes to it until {@link leave}. @param running what it does now */
    join(running) {
        this.#calls.add(running);
    }
    /** A call has ended; the last one leaves nothing pending. */
    leave(running) {
        this.#calls.delete(running);
        if (this.#calls.size === 0)
            this.flush();
        else
            this.flushFinished();
    }
    /**
     * Called every few seconds: after 30 seconds without output, shows pending lines, or else one line that names what is
     * running.
     */
    heartbeat(now) {
        this.now = now;
        if (now - this.#shownAt < HEARTBEAT_AFTER_MS)
            return;
        if (this.#blocks.size > 0)
            this.flush();
        else
            this.show(describeActivity(now, [...this.#calls].map(running => running())));
    }
    #flush(build, block) {
        this.#blocks.delete(build);
        for (const line of block.lines())
            this.show(`${build.name}> ${line}`);
    }
}
function isOver({ end, stopAt, isNamed }) {
    return end !== undefined || stopAt !== undefined || isNamed;
}
function describeActivity(now, calls) {
    const waits = calls.flatMap(call => call.waits);
    const builds = calls.flatMap(call => call.builds);
    const fetches = calls.flatMap(call => call.fetches);
    const parts = [
        ...list(waits.map(wait => (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeInvisible */ .ts)((0,_retries_js__WEBPACK_IMPORTED_MODULE_3__/* .waitText */ .L)(wait, now)))),
        ...list(builds.map(build => building(build, now))).map(text => `building ${text}`),
        ...list(fetches.map(({ path }) => (0,_derivation_js__WEBPACK_IMPORTED_MODULE_2__/* .derivationName */ .Jt)(path))).map(text => `downloading ${text}`),
    ];
    return parts.length > 0 ? `… ${parts.join('; ')}` : '… evaluating, or waiting for a response';
}
function building({ name, start, phases }, now) {
    const phase = phases.at(-1)?.name;
    return `${name} (${phase ? `${phase}, ` : ''}${Math.round((now - start) / 1000)} s)`;
}
function list(names) {
    if (names.length === 0)
        return [];
    return [(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .listed */ .KE)(names, MAX_NAMES)];
}


/***/ }),

/***/ 9796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ NixLog)
});

// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/nix/log/live.js
var log_live = __webpack_require__(8991);
;// CONCATENATED MODULE: ./build/nix/log/ids.js
/** Digits that fit into a small integer. */
const PART_DIGITS = 9;
/** Entries in the cache of parsed ids, a power of two, and 32 minus its logarithm. */
const CACHE_SIZE = 256;
const CACHE_SHIFT = 24;
/**
 * Numbers activity ids in order of appearance: 0, 1, 2, … Nix's ids have 64 bits, more than a JavaScript number, and as
 * strings they would cost more than the rest of the line.
 */
class Ids {
    /** Open addressing: three parts of the id and its number plus one; 0 is a free slot. */
    #places = new Int32Array(4 * 1024);
    #mask = 1023;
    #count = 0;
    /** The first eight digits of the last id: the ids of a process share a prefix. */
    #head = Number.NaN;
    #headValue = 0;
    /** Recently read ids, by hash: sixteen bytes from the start of each, its length and its number. */
    #cachedHead = new Float64Array(CACHE_SIZE).fill(Number.NaN);
    #cachedRest = new Float64Array(CACHE_SIZE).fill(Number.NaN);
    #cachedLength = new Int32Array(CACHE_SIZE);
    #cachedNumber = new Int32Array(CACHE_SIZE);
    /** Where the last id ended. */
    end = 0;
    /** The number of the id whose digits start at `at`, or -1; sets {@link end}. Reads at least sixteen bytes. */
    read(bytes, view, at) {
        const head = view.getFloat64(at, true);
        const rest = view.getFloat64(at + 8, true);
        const mixed = Math.imul(view.getInt32(at + 4, true) ^ view.getInt32(at + 8, true), 0x9e37_79b1);
        const place = mixed >>> CACHE_SHIFT;
        if (head === this.#cachedHead[place] && rest === this.#cachedRest[place]) {
            this.end = at + this.#cachedLength[place];
            return this.#cachedNumber[place];
        }
        const number = this.#parse(bytes, at, head);
        // An id that ends within the sixteen bytes is identified by them.
        if (number >= 0 && this.end < at + 16) {
            this.#cachedHead[place] = head;
            this.#cachedRest[place] = rest;
            this.#cachedLength[place] = this.end - at;
            this.#cachedNumber[place] = number;
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
        // Small integers: a chain of floating point operations takes four times as long.
        while (digit >= 0 && digit <= 9 && i < at + PART_DIGITS) {
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
            // The leading one distinguishes "0" from "00".
            b = 1;
            while (digit >= 0 && digit <= 9 && i < at + 2 * PART_DIGITS) {
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
    /** The number of an id given as 1 to 20 digits. */
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

// EXTERNAL MODULE: ./build/lib/json.js
var lib_json = __webpack_require__(292);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/nix/log/text.js
var log_text = __webpack_require__(5562);
// EXTERNAL MODULE: ./build/nix/log/trace.js
var log_trace = __webpack_require__(9044);
;// CONCATENATED MODULE: ./build/nix/log/records.js




/** Activity types of the protocol. (logging.hh) */
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
/** Result types of the protocol. (logging.hh) */
const RESULT = {
    buildLogLine: 101,
    setPhase: 104,
    progress: 105,
    setExpected: 106,
    postBuildLogLine: 107,
};
/** Log levels; plain Nix shows up to 3 without -v. (logging.hh) */
const LEVEL = { error: 0, warn: 1, notice: 2, info: 3 };
/** A 64-bit id in JSON. Quotes inside JSON strings are escaped, so this only matches outside of strings. */
const IDS = /"(id|parent)":(\d{1,20})(?=[,}])/g;
/**
 * Parses a record and reports it to `records`, without the fast paths of the reader.
 * @param json the text after `@nix `
 * @param id numbers an id
 * @returns whether it was a record
 */
function emitRecord(json, id, records) {
    const record = (0,lib_json/* parseJson */.qF)(json.replace(IDS, '"$1":"$2"'));
    if (!record)
        return false;
    const number = typeof record.id === 'string' ? id(record.id) : undefined;
    if (record.action === 'msg')
        return emitMessage(record, records);
    if (number === undefined)
        return false;
    if (record.action === 'stop')
        records.stop(number);
    else if (record.action === 'start')
        records.start(startOf(record, number, id));
    else if (record.action === 'result') {
        emitResult(record, number, records);
    }
    else
        return false;
    return true;
}
function emitResult({ type, fields, payload }, id, records) {
    const number = integer(type) ?? -1;
    const list = Array.isArray(fields) ? fields : [];
    const [a, b = 0, c = 0, d = 0] = list;
    const numbers = [a, b, c, d];
    if (typeof a === 'string' && list.length === 1)
        records.text(id, number, log_text/* Text */.EY.of(a));
    else if (list.length <= 4 && isNumbers(numbers))
        records.numbers(id, number, ...numbers);
    else
        records.result(id, number, list, payload);
}
function isNumbers(values) {
    return values.every(value => typeof value === 'number');
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
function emitMessage(record, records) {
    const { level, msg, file, line, column } = record;
    if (typeof msg !== 'string')
        return false;
    const place = typeof file === 'string' ? placeOf(file, integer(line), integer(column)) : {};
    const parts = level === LEVEL.error ? partsOf(record) : {};
    records.message({ level: integer(level) ?? LEVEL.info, text: msg, ...place, ...parts });
    return true;
}
/** The separate parts of an error. */
function partsOf({ raw_msg, trace }) {
    if (typeof raw_msg !== 'string')
        return {};
    return { raw: raw_msg, trace: (0,log_trace/* traceOf */.fC)(trace) };
}
/** Since 2.20 `file` contains `path:line:column`; without a file it is null or `«none»:0`. */
function placeOf(file, line, column) {
    const path = file.replace(/:\d+(:\d+)?$/, '');
    if (path === '' || path === '«none»')
        return {};
    return { file: path, ...(0,object/* defined */.s)({ line: line || undefined, column: column || undefined }) };
}
function integer(value) {
    return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

;// CONCATENATED MODULE: ./build/nix/log/long-line.js



/** Longer lines are not kept whole. */
const MAX_LINE_BYTES = 1 << 20;
/** Bytes kept of the start and the end of such a record. */
const HEAD_BYTES = 1 << 16;
const TAIL_BYTES = 256;
const RECORD = Buffer.from('@nix {');
/** Separates the text of an error from its parts; quotes inside the text are escaped. */
const PARTS = Buffer.from(',"raw_msg":"');
const MESSAGE = Buffer.from('@nix {"action":"msg"');
const NOTHING = Buffer.alloc(0);
const TEXT_HEAD = '@nix {"action":"result","fields":["';
const TEXT_TAIL = /"\],"id":(\d{1,20}),(?:"sid":"[\da-f-]{0,64}",)?"type":(\d{1,9})\}$/;
/** The keys of a record are sorted; the part before the message is short. */
const MESSAGE_HEAD = /^@nix \{"action":"msg",[^\n]{0,5000}?"level":(\d),[^\n]{0,50}?"msg":"/;
/**
 * Reads an overlong line in pieces. A record loses its middle, which keeps its text and its activity; any other line is
 * passed on in pieces of {@link MAX_LINE_BYTES} bytes.
 */
class LongLine {
    #records;
    #id;
    #isOpen = false;
    #isRecord = false;
    #head = NOTHING;
    /** From {@link PARTS}, after the head. */
    #parts = NOTHING;
    #tail = NOTHING;
    #length = 0;
    constructor(records, id) {
        this.#records = records;
        this.#id = id;
    }
    /** Whether the line is still incomplete. */
    get isOpen() {
        return this.#isOpen;
    }
    /** Takes the next bytes of the line, possibly including its end. */
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
    /** The line is complete. */
    end() {
        const isRecord = this.#isRecord;
        const [head, parts, tail] = [long_line_text(this.#head), long_line_text(this.#parts), long_line_text(this.#tail)];
        const lost = this.#length - this.#head.length - this.#tail.length;
        this.#isOpen = false;
        this.#head = this.#parts = this.#tail = NOTHING;
        if (isRecord)
            emitCut(head, parts, tail, lost, this.#id, this.#records);
        else if (tail !== '')
            this.#records.plain(tail);
    }
    #cut(bytes) {
        this.#length += bytes.length;
        const room = this.#parts.length > 0 ? 0 : HEAD_BYTES - this.#head.length;
        if (room > 0)
            this.#head = Buffer.concat([this.#head, bytes.subarray(0, room)]);
        const rest = bytes.subarray(Math.max(0, room));
        if (this.#head.subarray(0, MESSAGE.length).equals(MESSAGE))
            this.#findParts(rest);
        // A copy, so that the chunk can be freed.
        this.#tail = Buffer.from(Buffer.concat([this.#tail, rest.subarray(-TAIL_BYTES - 2)]).subarray(-TAIL_BYTES));
    }
    #findParts(bytes) {
        if (this.#parts.length > 0) {
            const room = Math.max(0, HEAD_BYTES - this.#parts.length);
            this.#parts = Buffer.concat([this.#parts, bytes.subarray(0, room)]);
            return;
        }
        // They may start in the head, or in the end of the previous bytes.
        const isFirst = this.#tail.length === 0;
        const before = isFirst ? this.#head : this.#tail.subarray(1 - PARTS.length);
        const seen = Buffer.concat([before, bytes]);
        const at = seen.indexOf(PARTS);
        if (at < 0)
            return;
        this.#parts = Buffer.from(seen.subarray(at, at + HEAD_BYTES));
        if (isFirst)
            this.#head = Buffer.from(this.#head.subarray(0, at));
    }
    #pieces(bytes) {
        let rest = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes;
        while (rest.length > MAX_LINE_BYTES + 2) {
            const end = boundary(rest, MAX_LINE_BYTES);
            this.#records.plain(rest.toString('utf8', 0, end));
            rest = rest.subarray(end);
        }
        this.#tail = Buffer.from(rest);
    }
}
const CUT_PARTS = /^,"raw_msg":"((?:[^"\\]|\\.)*)(?:",(?:"sid":"[\da-f-]{0,64}",)?"trace":(.*))?/s;
/** Emits a record without its middle. */
function emitCut(head, parts, tail, lost, id, records) {
    const note = `… (${lost + tail.length} bytes omitted)`;
    const end = TEXT_TAIL.exec(tail);
    const message = MESSAGE_HEAD.exec(head);
    if (end?.[1] && head.startsWith(TEXT_HEAD)) {
        const kept = (0,log_text/* unescapeJson */.j8)(head.slice(TEXT_HEAD.length));
        records.text(id(end[1]), Number(end[2]), log_text/* Text */.EY.of(kept + note));
    }
    else if (message) {
        const level = Number(message[1]);
        // A closing quote: only the trace is too long.
        const isWhole = parts !== '' && /[^\\](?:\\\\)*"$/.test(head);
        const said = head.slice(message[0].length, isWhole ? -1 : undefined);
        const kept = (0,log_text/* unescapeJson */.j8)(said) + (isWhole ? '' : note);
        const [, raw = '', trace = ''] = CUT_PARTS.exec(level === LEVEL.error ? parts : '') ?? [];
        const words = (0,log_text/* unescapeJson */.j8)(raw);
        const isTraceFirst = /^[^\n]*error:[^\n]{0,10}\n/.test(kept);
        records.message({
            level,
            // The message comes after the trace, so it was cut.
            text: raw !== '' && isTraceFirst && !isWhole ? `${kept}\n\n       error: ${words}` : kept,
            ...(raw === '' ? {} : { raw: words, trace: (0,log_trace/* cutTrace */.__)(trace) }),
        });
    }
    else
        records.plain(head.slice(0, 1000) + note);
}
/** Without line ending and without an incomplete character. */
function long_line_text(bytes) {
    return bytes
        .toString()
        .replace(/\r?\n$/, '')
        .replace(/\ufffd$/, '');
}
/** The last character boundary up to `at`. */
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
/** The start of nearly every line of a long log; compared eight bytes at a time. */
const HEAD = Buffer.from('@nix {"action":"result","fields":[');
const [HEAD_0, HEAD_8, HEAD_16, HEAD_24] = [0, 8, 16, 24].map(at => HEAD.readDoubleLE(at));
const HEAD_32 = HEAD.readInt16LE(32);
/** Between the fields and the id, and between the id and the type. */
const ID = Buffer.from(',"id":');
const [ID_0, ID_4] = [ID.readInt32LE(0), ID.readInt16LE(4)];
const [PROGRESS, LINE] = ['105}', '101}'].map(type => Buffer.from(type).readInt32LE(0));
const TYPE = Buffer.from(',"type":').readDoubleLE(0);
/** Determinate Nix adds a UUID between id and type, the same for all records of a call. */
const SID = Buffer.from(',"sid":"').readDoubleLE(0);
const SESSION = 36;
/** The high bit of each of four bytes: set for non-ASCII. */
const HIGH = 0x80808080 | 0;
/** The shortest line for the fast path: no read leaves the buffer. */
const MIN_LINE_BYTES = HEAD.length + 24;
/** Printed by the progress bar on an interrupt since 2.35, although it is not shown; the line continues after it. */
const INTERRUPTED = /^\r?shutting down\x1b\[K(?=@nix \{|$)/;
/**
 * Reads Nix's standard error under `--log-format internal-json` in arbitrary chunks, and reports each line to
 * `records`. The two kinds of lines that make a log long (build output, progress) are parsed from bytes; `JSON.parse`
 * of every line takes ten times as long. Never throws.
 */
class LogReader {
    #records;
    #ids = new Ids();
    #text = new log_text/* Text */.EY();
    #numbers = new Int32Array(4);
    #long;
    /** The start of an incomplete line. */
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
    /** Takes the rest as the last line. */
    end() {
        this.#flush();
    }
    #keep(bytes) {
        if (this.#long.isOpen) {
            this.#long.write(bytes);
            return;
        }
        // The caller may reuse its buffer.
        this.#rest.push(Buffer.from(bytes));
        this.#restLength += bytes.length;
        if (this.#restLength > MAX_LINE_BYTES + 1)
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
    /** Reads whole lines; the last byte is a line ending. */
    #lines(bytes, from, to) {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        this.#text.bytes = bytes;
        let at = from;
        while (at < to) {
            let next = -1;
            if (to - at >= MIN_LINE_BYTES && isResult(view, at)) {
                const first = at + HEAD.length;
                next =
                    bytes[first] === QUOTE
                        ? this.#textResult(bytes, view, first + 1, to)
                        : this.#numberResult(bytes, view, first, to);
            }
            if (next < 0) {
                const end = bytes.indexOf(NEWLINE, at);
                if (end - at <= MAX_LINE_BYTES)
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
    /** Reads a result with one text field, from after its first quote. Returns the start of the next line, or -1. */
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
            // The position of the first marked byte identifies it; a loop over the bytes would be mispredicted on every line.
            const bit = 31 - Math.clz32(found & -found);
            seen |= four & ((1 << (bit - 7)) - 1);
            at += bit >> 3;
            const byte = bytes[at];
            if (byte === QUOTE)
                break;
            // A record never contains a bare control character.
            if (byte !== BACKSLASH || bytes[at + 1] < 32)
                return -1;
            isEscaped = true;
            seen |= bytes[at + 1];
            at += 2;
        }
        if (bytes[at + 1] !== CLOSE || at - from > MAX_LINE_BYTES - 100)
            return -1;
        const text = this.#text;
        text.from = from;
        text.to = at;
        text.isEscaped = isEscaped;
        text.isAscii = (seen & HIGH) === 0;
        return this.#idAndType(bytes, view, at + 2, to, true);
    }
    /** Reads a result with up to four numbers, from the first digit. */
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
            // A longer number may not be a small integer; these are rare.
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
    /** Reads `,"id":N,"type":N}` and the end of the line, then emits the record. */
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
            this.#emitNumbers(id, type);
        return end + 2;
    }
    /** Skips a session id, if there is one. */
    #skipSession(bytes, view, at, to) {
        if (to - at < SESSION + 9 || view.getFloat64(at, true) !== SID)
            return at;
        // Its content does not matter: a quote in it makes the rest of the line invalid.
        const end = at + 8 + SESSION;
        if (bytes[end] !== QUOTE)
            return at;
        return end + 1;
    }
    #emitNumbers(id, type) {
        const n = this.#numbers;
        this.#records.numbers(id, type, n[0], n[1], n[2], n[3]);
    }
    #slow(bytes, from, to) {
        const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to;
        this.#emit(bytes.toString('utf8', from, end));
    }
    #emit(whole) {
        const line = whole.replace(INTERRUPTED, '');
        if (line === '' && whole !== '')
            return;
        const isRecord = line.startsWith('@nix {') &&
            emitRecord(line.slice(5), digits => this.#ids.of(digits), this.#records);
        if (!isRecord)
            this.#records.plain(line);
    }
}
function isDigit(byte) {
    return byte >= 48 && byte <= 57;
}
/** The high bit of each byte that ends a text or is special in it; bits above the first may be wrong. */
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

// EXTERNAL MODULE: ./build/nix/log/retries.js
var retries = __webpack_require__(5851);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/nix/derivation.js
var nix_derivation = __webpack_require__(219);
// EXTERNAL MODULE: ./build/nix/log/tail-buffer.js
var tail_buffer = __webpack_require__(7802);
;// CONCATENATED MODULE: ./build/nix/log/build.js


/** A build in progress. */
class BuildState {
    derivation;
    name;
    machine;
    start;
    end = undefined;
    isEndGuessed = false;
    wasInterrupted = false;
    hook = 0;
    status = 'running';
    /** Whether an error of Nix names it. */
    isNamed = false;
    phases = [];
    keptFolder;
    /** Record numbers of its start, its last activity and its stop. */
    startRecord;
    lastRecord;
    stopRecord = undefined;
    /** Times of its last activity and its stop. */
    lastAt;
    stopAt = undefined;
    /** The stop came together with all others and does not show when the build finished. */
    isStopLate = false;
    #buffer;
    #tail = [];
    constructor(derivation, machine, at, record) {
        this.derivation = derivation;
        this.name = (0,nix_derivation/* derivationName */.Jt)(derivation);
        this.machine = machine;
        this.start = at;
        this.lastAt = at;
        this.startRecord = record;
        this.lastRecord = record;
    }
    line(text, at, record) {
        this.lastAt = at;
        this.lastRecord = record;
        this.#buffer ??= new tail_buffer/* TailBuffer */.v();
        this.#buffer.push(text);
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
        // An error that names it is more precise.
        if (!this.isNamed)
            this.status = status;
        const last = this.phases.at(-1);
        if (last && last.end === undefined)
            last.end = Math.max(last.start, this.end);
        if (this.status !== 'built')
            this.#tail = this.tail();
        this.#buffer = undefined;
    }
    /** Keeps fewer lines when very many builds have failed. */
    shorten(lines) {
        this.#tail = this.#tail.slice(-lines);
    }
    tail() {
        return this.#buffer?.lines() ?? this.#tail;
    }
}

;// CONCATENATED MODULE: ./build/nix/log/build-ends.js
/** Records between an end and a stop or error that belongs to it. */
const MAX_RECORD_DISTANCE = 8;
/** Unresolved ends at a time. */
const MAX_OPEN_ENDS = 64;
/** A build that printed within this time is active. */
const ACTIVE_MS = 50;
/** Tolerance for the store's registration times, which are whole seconds. */
const MAX_REGISTRATION_GAP_MS = 1500;
/**
 * Determines when builds finished. Before 2.30, Nix reports the stop of top-level builds only when all have stopped.
 * The counter of running builds shows at once that one has finished, but not which. A build that prints afterwards, or
 * that finished otherwise, is ruled out; what stays ambiguous is resolved at the end.
 */
class BuildEnds {
    /** Builds whose end is unknown, in order of their start. */
    open = [];
    #ends = [];
    /** Builds in the current unbroken run of stop records. */
    #stops = [];
    /** Builds whose end is known from another record, and that the counter has not reported yet. */
    #uncounted = new Set();
    /** Whether a build has finished and the log does not show which. */
    get isAmbiguous() {
        return this.#ends.length > 0;
    }
    add(build) {
        this.open.push(build);
    }
    /** The counter of running builds decreased by one. */
    counted(end) {
        const [known] = end.ok === false ? [] : this.#uncounted;
        if (known) {
            this.#uncounted.delete(known);
            return;
        }
        this.#ends.push(end);
        this.#eliminate();
        if (this.#ends.length > MAX_OPEN_ENDS)
            this.#settleFirst(new Map());
    }
    /** @returns whether no end of it was seen, so it never built */
    forget(build) {
        const isOpen = this.open.includes(build);
        this.#remove(build);
        return isOpen;
    }
    /** The build has just finished: its post-build hook starts. */
    endedNow(build, time, record) {
        if (!this.open.includes(build))
            return;
        if (this.#near(build, record, true))
            return;
        this.#remove(build);
        this.#uncounted.add(build);
        build.finish('built', time);
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
    /** The preceding stops were the end of everything. */
    allStopped() {
        for (const build of this.#stops)
            build.isStopLate = true;
        this.#stops = [];
    }
    /** A record other than a stop came, so the preceding stops are real. Called often. */
    progressed() {
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
     * The log is complete.
     * @param registered when the store registered the outputs of a derivation, if known
     */
    settle(registered) {
        this.progressed();
        while (this.#ends.length > 0)
            this.#settleFirst(registered);
    }
    /** Assigns the last unresolved end to the build, if it is recent. */
    #near(build, record, ok) {
        const end = this.#ends.findLast(it => isPossible(build, it));
        if (!end || record - end.record > MAX_RECORD_DISTANCE)
            return false;
        if (ok !== undefined && end.ok !== undefined && end.ok !== ok)
            return false;
        this.#resolve(build, end, false);
        this.#eliminate();
        return true;
    }
    /** Resolves ends that only one build can have had. */
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
        build.finish(status, end.time, isGuessed);
    }
    #remove(build) {
        const time = this.open.indexOf(build);
        if (time >= 0)
            this.open.splice(time, 1);
    }
}
/** A finished build prints nothing more; a build that an error names did not succeed. */
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
function nearestRegistered(builds, { time }, registered) {
    const gap = ({ derivation }) => Math.abs((registered.get(derivation) ?? Number.POSITIVE_INFINITY) - time);
    const near = builds.filter(build => gap(build) < MAX_REGISTRATION_GAP_MS);
    return near.toSorted((a, b) => gap(a) - gap(b))[0];
}
/**
 * Builds tend to print until they finish, so the most recent one is the likeliest. Of builds that are silent for the
 * same time, the one that started first.
 */
function quietest(builds, { time }) {
    let [best] = builds;
    for (const build of builds) {
        if (!best)
            break;
        const [silence, least] = [time - build.lastAt, time - best.lastAt];
        const isLater = least < ACTIVE_MS && build.lastRecord > best.lastRecord;
        if (silence < least * 0.95 || (silence < ACTIVE_MS && isLater))
            best = build;
    }
    return best;
}

;// CONCATENATED MODULE: ./build/nix/log/builds.js


/** Characters kept of the logs of all failed builds, and the lines kept of each build beyond that. */
const MAX_TAILS_LENGTH = 16 << 20;
const SHORT_TAIL_LINES = 3;
const KEPT_DIRECTORY = /^note: keeping build directory ['"](\/[^'"\n]+)['"]$/;
/** Every build of a log. */
class Builds {
    all = [];
    #byDerivation = new Map();
    #machines = new Set();
    ends = new BuildEnds();
    #counters = new Map();
    #hasCounts = false;
    #hasNamelessTimeout = false;
    #tails = 0;
    /** Kept build directories of builds that have not stopped yet. */
    #keptDirectories = [];
    /** @returns the build, and whether it is new: a remote builder reports its own build of the same derivation */
    start({ fields }, at, record) {
        const [derivation, machine] = fields;
        if (typeof derivation !== 'string')
            return undefined;
        this.ends.progressed();
        const known = this.#byDerivation.get(derivation);
        if (known && known.end === undefined && known.stopAt === undefined) {
            return { build: known, isNew: false };
        }
        if (known)
            this.#forgetUnbuilt(known);
        const build = new BuildState(derivation, typeof machine === 'string' ? machine : '', at, record);
        if (build.machine !== '')
            this.#machines.add(build.machine);
        this.all.push(build);
        this.#byDerivation.set(derivation, build);
        this.ends.add(build);
        return { build, isNew: true };
    }
    /** Whether one of them is a remote builder. */
    hasMachine(...urls) {
        return urls.some(url => typeof url === 'string' && this.#machines.has(url));
    }
    stop(build, at, record) {
        build.stopAt = at;
        build.stopRecord = record;
        build.keptFolder ??= this.#keptDirectories.shift();
        this.ends.stopped(build);
    }
    /**
     * Reads `note: keeping build directory '…'`, which names the derivation in the directory (before 2.30) or directly
     * precedes the stop of its build.
     */
    message(text) {
        const folder = KEPT_DIRECTORY.exec(text)?.[1];
        if (folder === undefined)
            return;
        const name = /\/nix-build-([^/]+)\.drv-\d+(?:\/|$)/.exec(folder)?.[1];
        const named = this.all.find(build => build.name === name && !build.keptFolder);
        if (named)
            named.keptFolder = folder;
        else if (name === undefined)
            this.#keptDirectories.push(folder);
    }
    /** Progress of a Builds activity. */
    count(id, done, running, failed, at, record) {
        this.ends.progressed();
        const last = this.#counters.get(id) ?? { done: 0, running: 0, failed: 0 };
        let [successes, failures] = [done - last.done, failed - last.failed];
        const endings = Math.min(last.running - running, this.all.length);
        this.#hasCounts ||= running > 0 || endings > 0;
        for (let i = 0; i < endings; i++) {
            const ok = successes-- > 0 ? true : failures-- > 0 ? false : undefined;
            this.ends.counted({ time: at, record, ok });
        }
        this.#counters.set(id, { done, running, failed });
    }
    /** @returns the build that the post-build hook is about, if it is known */
    hookStart(derivation, at, record) {
        const build = typeof derivation === 'string' ? this.#byDerivation.get(derivation) : undefined;
        if (build)
            this.ends.endedNow(build, at, record);
        return build;
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
        this.ends.failed(build, record);
    }
    /** Builds that only the counter of failures says have failed: of builds that end together, it may mean another one. */
    get accused() {
        return this.all.filter(({ status, isNamed }) => status === 'failed' && !isNamed);
    }
    get(derivation) {
        return this.#byDerivation.get(derivation);
    }
    finish({ at, cancelled, timedOut, registered }, wasInterrupted) {
        this.ends.settle(registered ?? new Map());
        const wasStopped = cancelled || timedOut || wasInterrupted || this.#hasCounts;
        for (const build of [...this.ends.open]) {
            const isOver = build.stopAt !== undefined && !wasStopped;
            const status = isOver ? 'built' : timedOut ? 'timeout' : 'cancelled';
            build.wasInterrupted = (cancelled || timedOut || false) && !isOver && !build.isNamed;
            build.finish(status, build.stopAt ?? at);
        }
        this.ends.open.length = 0;
        const hasNamedAll = this.#hasNamedAll();
        for (const build of this.accused) {
            // The store records whole seconds.
            const at = registered?.get(build.derivation);
            if (at !== undefined && at >= build.start - 1000)
                build.status = 'built';
        }
        for (const build of this.all)
            this.#close(build, hasNamedAll);
    }
    /** Determinate Nix starts a build before it has a slot, stops it silently, and starts it again. */
    #forgetUnbuilt(build) {
        const isUnbuilt = build.end === undefined && build.lastRecord === build.startRecord;
        if (!isUnbuilt || !this.ends.forget(build))
            return;
        this.all.splice(this.all.lastIndexOf(build), 1);
    }
    /** A build that never started: it lacks a dependency or a machine. */
    #unstarted(derivation, at, record) {
        const build = new BuildState(derivation, '', at, record);
        build.end = at;
        this.all.push(build);
        this.#byDerivation.set(derivation, build);
        return build;
    }
    /** Whether errors name as many builds as the counters report as failed. */
    #hasNamedAll() {
        const counted = [...this.#counters.values()].reduce((sum, { failed }) => sum + failed, 0);
        const named = this.all.filter(it => it.isNamed && it.status !== 'dependency-failed');
        // A build that several evaluations need fails each time, and each of its errors names the last one.
        const derivations = new Set(named.map(({ derivation }) => derivation));
        const failed = this.all.filter(it => derivations.has(it.derivation) && it.status !== 'built');
        return failed.length >= counted;
    }
    #close(build, hasNamedAll) {
        // Since 2.34 the error does not name the build.
        if (this.#hasNamelessTimeout && build.status === 'failed' && !build.isNamed) {
            build.status = 'timeout';
        }
        else if (hasNamedAll && build.status === 'failed' && !build.isNamed) {
            // Of builds that finished together, the wrong one was marked as failed.
            build.status = 'built';
        }
        for (const line of build.tail())
            this.#tails += line.length;
        if (this.#tails > MAX_TAILS_LENGTH)
            build.shorten(SHORT_TAIL_LINES);
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
// EXTERNAL MODULE: ./build/nix/checked.js
var nix_checked = __webpack_require__(3209);
;// CONCATENATED MODULE: ./build/nix/log/errors.js




const DRV = "(/nix/store/[0-9a-df-np-sv-z]{32}-[^'\\s^!]+\\.drv)";
/** Up to 2.28, and since 2.29. */
const FAILED = new RegExp(`(?:builder for '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: builder) (failed|died)(?: with exit code (\\d+)| due to signal (\\d+))?`);
const DEPENDENCY = new RegExp(`Cannot build '${DRV}'\\.\\s+Reason: \\d+ dependenc(?:y|ies) failed|\\d+ dependencies of derivation '${DRV}' failed`);
/** Lix prints a guessed URL first. */
const HASH = new RegExp(`hash mismatch in fixed-output derivation '${DRV}':\\s+(?:likely URL: [^]*?\\s)?specified: +(\\S+)\\s+got: +(\\S+)`);
const TIMEOUT = new RegExp(`(?:building of '${DRV}[^']*' from \\.drv file )?timed out after (\\d+) seconds( of silence)?`);
const SYSTEM = new RegExp(`is required to build '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: (?:required system|platform mismatch|missing system|local builds)`);
const OTHER_BUILD = new RegExp(`Cannot build '${DRV}'\\.\\s+Reason: `);
const AGGREGATE = /^error: build of '[^']+'(?:, '[^']+')* failed$|^error: some errors were encountered/;
/** A remote build, before what its builder reports. */
const REMOTE = new RegExp(`^error: build of '${DRV}' on '[^'\\n]+' failed: (?:error: )?`);
/** Interrupting Nix also interrupts its downloads. (filetransfer.cc) */
const errors_INTERRUPTED = /^error: interrupted by the user|\berror: (?:down|up)load of '[^'\n]*' was interrupted$/;
const ATTRIBUTE = /failed to build attribute '(.+?)', build of '\/nix\/store\//s;
/** Before 2.13 the message comes first, then the trace, innermost first; since then it is reversed. */
const MESSAGE_FIRST = /^error(?: \(ignored\))?:(?! error:\n)(?: error:)? *\S/;
const CHECKING = /while checking [a-zA-Z ]+ '[^\n]+'(?=\n|$)/g;
/** Nix's indentation of each line of an error after the first. */
const INDENT = /\n {7}/g;
/** The end of a builder log inside an error, as a daemon sends it. */
const QUOTED_LOG = /;?\n\s+last \d+ log lines:(\n\s+>.*)*(\n\s+For full logs, run.*(\n\s+nix log .*)?)?/i;
/** Printed by Lix 2.94 after the message of an error, outside its trace. */
const INVOLVED = /\n\s*note: trace involved the following derivations:[^\S\n]*(?:\n *derivation '[^\n]*')+/;
/** Removes the builder log that an error quotes. */
function withoutQuotedLog(text) {
    return text.replace(QUOTED_LOG, '');
}
/**
 * Reads a message of level 0. Undefined if it is not an error: traces of the evaluation have that level too.
 * @param at milliseconds
 */
function readError(message, at) {
    const full = (0,external_node_util_.stripVTControlCharacters)(message.text).replace(INVOLVED, '');
    if (message.level !== 0 || !/^error( \(ignored\))?:/.test(full))
        return undefined;
    const remote = REMOTE.exec(full);
    const text = full.replace(REMOTE, 'error: ');
    const isIgnored = text.startsWith('error (ignored)');
    const { file, line, column, trace } = message;
    const raw = (!remote && (0,external_node_util_.stripVTControlCharacters)(message.raw ?? '')) || undefined;
    const checked = text.match(CHECKING) ?? [];
    const outermostFirst = MESSAGE_FIRST.test(text) ? checked.reverse() : checked;
    const attribute = ATTRIBUTE.exec(text)?.[1]?.replace(INDENT, '\n') ?? (0,nix_checked/* checkedAttribute */.i)(outermostFirst);
    return {
        // The trace quotes lines of the project.
        ...classify(raw ? `error: ${raw}` : text.replace(/^error \(ignored\): (?=error:)/, ''), remote?.[1]),
        ...(remote ? { isRemote: true } : {}),
        text,
        at,
        isIgnored,
        ...(0,object/* defined */.s)({ file, line, column, attribute, raw, trace: trace?.length ? trace : undefined }),
    };
}
/** Attributes kept per error. */
const MAX_OTHER_ATTRIBUTES = 1000;
/** Adds an attribute that failed with the same error. */
function addAttribute(known, { attribute }) {
    if (!attribute)
        return;
    known.attribute ??= attribute;
    const also = known.also ?? [];
    if (attribute === known.attribute || also.includes(attribute))
        return;
    if (also.length < MAX_OTHER_ATTRIBUTES)
        also.push(attribute);
    known.also = also;
}
/** @param remote the derivation, if a builder reports it in words of its own */
function classify(text, remote) {
    const failed = FAILED.exec(text);
    if (failed)
        return failedBuild(failed);
    const hash = HASH.exec(text);
    if (hash)
        return ofKind('hash-mismatch', hash[1], { specified: hash[2] ?? '', got: hash[3] ?? '' });
    const dependency = DEPENDENCY.exec(text);
    if (dependency)
        return ofKind('dependency', dependency[1] ?? dependency[2]);
    const timeout = TIMEOUT.exec(text);
    if (timeout) {
        const isSilence = timeout[3] !== undefined;
        return ofKind('timeout', timeout[1], { seconds: Number(timeout[2]), isSilence });
    }
    const system = SYSTEM.exec(text);
    if (system)
        return ofKind('system', system[1] ?? system[2]);
    const other = OTHER_BUILD.exec(text);
    if (other)
        return ofKind('build', other[1]);
    if (remote)
        return ofKind('build', remote);
    if (AGGREGATE.test(text))
        return { kind: 'aggregate' };
    return { kind: errors_INTERRUPTED.test(text) ? 'interrupted' : 'other' };
}
function failedBuild([, before, after, , exitCode, signal]) {
    return ofKind('build', before ?? after, {
        ...(exitCode ? { exitCode: Number(exitCode) } : {}),
        ...(signal ? { signal: Number(signal) } : {}),
    });
}
function ofKind(kind, derivation, fields = {}) {
    return { kind, ...(0,object/* defined */.s)({ derivation }), ...fields };
}
/** Characters kept of an error. */
const MAX_ERROR_LENGTH = 65_536;
/**
 * Characters of a long error that, with its message, distinguish it from others: the trace starts with the attribute.
 */
const KEY_LENGTH = 4096;
/** Frames kept of the traces of all errors. */
const MAX_FRAMES = 50_000;
/** Limits the size of the errors of a log. */
class ErrorLimits {
    #frames = 0;
    /** Shortens the trace in a long text first; its innermost frames are kept separately. */
    apply(error) {
        const trace = error.trace?.slice(0, MAX_FRAMES - this.#frames);
        this.#frames += trace?.length ?? 0;
        const isLong = error.text.length > MAX_ERROR_LENGTH;
        const text = isLong ? (0,log_trace/* shortTrace */.iZ)(error.text, () => false) : error.text;
        const raw = error.raw?.slice(0, MAX_ERROR_LENGTH);
        return { ...error, text: text.slice(0, MAX_ERROR_LENGTH), ...(0,object/* defined */.s)({ raw, trace }) };
    }
}
/** A key that is equal for a repeated error. */
function keyOf({ kind, derivation, text, raw = '' }) {
    if (derivation)
        return `${kind} ${derivation}`;
    return text.length > MAX_ERROR_LENGTH
        ? text.slice(0, KEY_LENGTH) + raw.slice(0, MAX_ERROR_LENGTH)
        : text;
}

// EXTERNAL MODULE: ./build/nix/attribute.js
var attribute = __webpack_require__(6852);
;// CONCATENATED MODULE: ./build/nix/log/evaluation.js


/** Since 2.20 the attributes of a flake check are quoted depending on their kind; no name starts with a quote. */
const evaluation_CHECKING = /^checking (derivation|flake output|[A-Za-z][A-Za-z ]*?) (?:'(.+)'|([^' ].*))$/s;
const EVALUATING = /^evaluating derivation '(.+)'$/s;
/** Determinate Nix: an output, an output for a system, or a single attribute. */
const INSPECTING = /^evaluating '(.+)'$/s;
/** Its result there: a cross precedes an error. (flake.cc, CmdFlakeCheck) */
const FAILED_MARK = /^❌ (.+)$/s;
const SKIPPED = /^✅ (.+) \(build skipped\)$/s;
const EVALUATED_TO = /^derivation evaluated to (\/nix\/store\/\S+\.drv)$/;
/** The only message for a name in place of a system. (flake.cc, checkSystemName) */
const NO_SYSTEM = /^error(?: \(ignored\))?:(?: error:)? '([^'\n]+)' is not a valid system type/;
/** Since 2.35 a source is hashed, and copied only if needed. */
const SOURCE = /^(?:fetching|downloading|unpacking|hashing '|copying '[^']*' to the store|getting Git)/;
/** The time that evaluation took, in total and per attribute. */
class Evaluation {
    all = [];
    sources = [];
    /** Attributes that Determinate Nix visited without evaluating them to a derivation. */
    passedOver = [];
    #inspected = new Set();
    /** Failed attributes whose error has not come yet. */
    #failed = [];
    #isAmbiguous = false;
    #startedAt;
    #stack = [];
    /** The attribute whose derivation the last message named. */
    found;
    #whole;
    /** When Nix started to query or build, if no activity covers the evaluation. */
    #workStartedAt;
    /** @param startedAt when Nix was started */
    constructor(startedAt) {
        this.#startedAt = startedAt;
    }
    /**
     * An activity of type 0, which only its text identifies.
     * @returns the span that {@link stop} ends, if any
     */
    start(text, now) {
        if (text === 'evaluating flake') {
            this.#whole ??= span(now);
            return this.#whole;
        }
        if (text === 'querying info about missing paths')
            this.workStarted(now);
        const inspected = INSPECTING.exec(text)?.[1];
        if (inspected) {
            const kind = inspected.includes('.') ? 'attribute' : 'flake output';
            const evaluated = { kind, name: inspected, ...span(now), derivation: undefined };
            this.all.push(evaluated);
            this.#inspected.add((0,external_node_util_.stripVTControlCharacters)(inspected));
            return evaluated;
        }
        const installable = EVALUATING.exec(text)?.[1];
        const [, what, quoted, bare] = evaluation_CHECKING.exec(text) ?? [];
        const kind = installable ? 'derivation' : what;
        const name = installable ?? (0,attribute/* plainAttribute */.bb)(quoted ?? bare ?? '');
        if (kind && name) {
            const evaluated = { kind, name, ...span(now), derivation: undefined };
            this.all.push(evaluated);
            this.#stack.push(evaluated);
            return evaluated;
        }
        return SOURCE.test(text) ? this.source(text, now) : undefined;
    }
    source(text, now) {
        const source = { text, ...span(now) };
        this.sources.push(source);
        return source;
    }
    /** Nix starts to query paths or to build. */
    workStarted(now) {
        this.#workStartedAt ??= now;
    }
    stop(open, now) {
        if (!open)
            return;
        open.end = now;
        const at = this.#stack.indexOf(open);
        if (at >= 0)
            this.#stack.splice(at, 1);
    }
    message(text) {
        this.found = undefined;
        const skipped = SKIPPED.exec((0,external_node_util_.stripVTControlCharacters)(text))?.[1];
        if (skipped)
            this.passedOver.push(skipped);
        const derivation = EVALUATED_TO.exec(text)?.[1];
        const evaluated = this.#stack.at(-1);
        if (!derivation || !evaluated)
            return;
        evaluated.derivation = derivation;
        this.found = evaluated;
    }
    /** A message of the error level that is not an error. */
    markFailed(text) {
        const name = FAILED_MARK.exec(text)?.[1];
        // `nix build` prints installables this way.
        if (name && this.#inspected.has(name))
            this.#failed.push(name);
    }
    /**
     * The attribute of the next error, from the preceding line. If several such lines precede their errors, the
     * assignment is ambiguous and nothing is returned.
     */
    takeFailed() {
        this.#isAmbiguous ||= this.#failed.length > 1;
        const name = this.#isAmbiguous ? undefined : this.#failed[0];
        this.#failed.shift();
        if (this.#failed.length === 0)
            this.#isAmbiguous = false;
        return name;
    }
    /**
     * The attribute whose evaluation failed with an error that does not name it: the current one, or the last one if it
     * did not evaluate.
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
    /** The total time of evaluation. @param now the end of the log */
    whole(now) {
        if (this.#whole)
            return { start: this.#whole.start, end: this.#whole.end ?? now };
        const installables = this.all.filter(({ kind }) => /^(?:derivation|attribute)$/.test(kind));
        if (installables.length === 0)
            return { start: this.#startedAt, end: this.#workStartedAt ?? now };
        return {
            start: Math.min(...installables.map(({ start }) => start)),
            end: Math.max(...installables.map(({ end }) => end ?? now)),
        };
    }
}
function span(start) {
    return { start, end: undefined };
}

;// CONCATENATED MODULE: ./build/nix/log/fetches.js

/** Bytes by which the last progress of a complete download may fall short. */
const PIECE = 1 << 16;
/**
 * Tracks downloads by the activities Substitute, CopyPath and FileTransfer. Since 2.18 they name their parents; before,
 * a copy belongs to the download of the same path, and a transfer to the last copy without one.
 */
class Fetches {
    all = [];
    /** The download that finished last, successful or not. */
    ended;
    #open = new Map();
    #byPath = new Map();
    #counters = new Map();
    /** Copies without a transfer yet. */
    #bare = new Map();
    /** Downloads in progress. */
    get running() {
        return [...new Set(this.#byPath.values())];
    }
    /** @returns the counter for the progress of the activity, if any */
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
        // A copy inside a download ends before it.
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
            // The last piece is often not reported, and old versions report nothing for a small path.
            fetch.isWhole = expected - done <= PIECE;
            fetch.narBytes = fetch.isWhole ? expected : done;
            if (fetch.cache.startsWith('file://'))
                fetch.bytes = fetch.narBytes;
        }
    }
}
function isDownload(from, to) {
    return from !== 'local' && from !== 'daemon' && (to === 'local' || to === 'daemon' || to === '');
}

// EXTERNAL MODULE: ./build/host/process/lines.js
var process_lines = __webpack_require__(5222);
;// CONCATENATED MODULE: ./build/nix/log/hooks.js


const MAX_LINES = 40;
const PROGRAM = /^running post-build-hook '([^\n]+)'$/;
const hooks_FAILED = /^error: program ['"]?([^\n]+?)['"]? (?:failed with exit code|failed due to signal|died)/;
/** The last post-build hook, of which an error names only the program. */
class Hooks {
    #last;
    start(text, derivation) {
        const program = PROGRAM.exec((0,external_node_util_.stripVTControlCharacters)(text))?.[1] ?? '';
        this.#last = { program, derivation, tail: new process_lines/* Tail */.P(MAX_LINES) };
    }
    line(text) {
        this.#last?.tail.push((0,external_node_util_.stripVTControlCharacters)(text));
    }
    /** The hook that an error is about, if any. */
    failed(text) {
        const last = this.#last;
        if (!last || hooks_FAILED.exec(text)?.[1] !== last.program)
            return {};
        const { program, derivation, tail } = last;
        const of = typeof derivation === 'string' ? { derivation } : {};
        return { hook: { program, ...of, lines: tail.lines() } };
    }
}

// EXTERNAL MODULE: ./build/nix/log/messages.js
var messages = __webpack_require__(3113);
;// CONCATENATED MODULE: ./build/nix/log/recent-output.js


/** Lines kept until an error comes, and characters of each. */
const recent_output_MAX_LINES = 12;
const MAX_LINE_LENGTH = 300;
/** Nix's warning about a download before it gives up or continues without it. (filetransfer.cc, parser.y) */
const WARNING = /unable to download '|Nix search path entry '[^']*' cannot be downloaded/;
/**
 * Output before an error that may explain it: what git and ssh print outside the log, and warnings about downloads. The
 * error itself often only reports that fetching failed.
 */
class RecentOutput {
    #lines = new process_lines/* Tail */.P(recent_output_MAX_LINES);
    /** A line that is not a record: a program that Nix called printed it. */
    plain(line) {
        if (line.trim() !== '')
            this.#keep(line);
    }
    warning(colored) {
        const text = (0,external_node_util_.stripVTControlCharacters)(colored);
        if (WARNING.test(text))
            this.#keep(text.replace(/^warning: (?:error: )?/, '').split('\n')[0] ?? '');
    }
    /** Returns the output before an error, oldest first, and starts over. */
    before() {
        const lines = this.#lines.lines();
        this.#lines = new process_lines/* Tail */.P(recent_output_MAX_LINES);
        return lines.length > 0 ? { recentOutput: lines } : {};
    }
    #keep(line) {
        this.#lines.push((0,external_node_util_.stripVTControlCharacters)(line).slice(0, MAX_LINE_LENGTH));
    }
}

;// CONCATENATED MODULE: ./build/nix/log/remote-builds.js


/** What a remote builder reports below the activity of the local Nix. */
const NESTED_ACTIVITIES = [
    ACTIVITY.copyPath,
    ACTIVITY.fileTransfer,
    ACTIVITY.realise,
    ACTIVITY.builds,
    ACTIVITY.substitute,
];
/** Builders that are kept, whatever Nix says. */
const MAX_TROUBLES = 100;
const UNREACHABLE = /^cannot build on '([^'\n]+)': /;
/** What the log says of remote builders. */
class RemoteBuilds {
    troubles = [];
    /** Derivations whose remote failure has been reported. */
    #reported = new Set();
    message(text) {
        const machine = UNREACHABLE.exec((0,external_node_util_.stripVTControlCharacters)(text))?.[1];
        if (machine !== undefined)
            this.#add({ machine, isLost: false });
    }
    /**
     * Whether an error only repeats that a remote build failed: the builder has reported the cause, and Nix adds an exit
     * code of its own helper. Without a report of the builder, the connection was lost.
     */
    isEcho(error, build) {
        const { derivation } = error;
        if (derivation === undefined)
            return false;
        if (error.isRemote) {
            this.#reported.add(derivation);
            return false;
        }
        if (!build?.machine || error.kind !== 'build')
            return false;
        if (this.#reported.has(derivation))
            return true;
        this.#add({ machine: build.machine, isLost: true });
        return false;
    }
    #add(trouble) {
        const isKnown = this.troubles.some(it => it.machine === trouble.machine && it.isLost === trouble.isLost);
        if (!isKnown && this.troubles.length < MAX_TROUBLES)
            this.troubles.push(trouble);
    }
}

;// CONCATENATED MODULE: ./build/nix/log/resolved-derivations.js
/** Derivations kept: builders can print records in Nix's name. */
const MAX_DERIVATIONS = 10_000;
/**
 * Maps resolved derivations to the evaluated ones. Once content-addressed inputs are known, Nix inserts them, which
 * makes a different derivation, and builds and reports that one. Everything else knows the evaluated one.
 */
class ResolvedDerivations {
    #originals = new Map();
    /** Resolved derivations by the evaluated ones. */
    byOriginal = new Map();
    /** @returns whether the record reports a resolved derivation */
    start({ text, fields }) {
        const [original, resolved] = fields;
        if (!text.startsWith('resolved derivation:'))
            return false;
        if (typeof original === 'string' && typeof resolved === 'string') {
            const isNew = !this.#originals.has(resolved) && this.#originals.size < MAX_DERIVATIONS;
            if (isNew)
                this.#originals.set(resolved, original);
            if (this.byOriginal.size < MAX_DERIVATIONS)
                this.byOriginal.set(original, resolved);
        }
        return true;
    }
    /** The evaluated derivation for a field of a record. */
    original(field) {
        return this.#originals.get(field) ?? field;
    }
    /** Replaces resolved derivations in a message. */
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

;// CONCATENATED MODULE: ./build/nix/log/run-model.js













/** Items kept of each kind, whatever Nix prints. */
const MAX_ITEMS = 10_000;
/** Printed as plain lines by the garbage collector of the evaluator, or by C++, when out of memory. */
const OUT_OF_MEMORY = /^(?:GC Warning: Out of Memory!.* Returning NULL|Exception: std::bad_alloc|terminate called after throwing an instance of 'std::bad_alloc'|Too many heap sections)/;
/** Builds a model of the run from the records of its log. Pure: the time is set with {@link now}. */
class RunModel {
    /** The time of the next records. */
    now;
    errors = [];
    builds = new Builds();
    fetches = new Fetches();
    #dryRun = new messages/* DryRun */.jA();
    retries = new retries/* Retries */.f();
    cacheTroubles = new messages/* CacheTroubles */.tW();
    #start;
    evaluation;
    #waits = [];
    #bounds = new ErrorLimits();
    /** By activity number. */
    #activities = [];
    #known = new Map();
    #startupError = new messages/* StartupError */.YZ();
    #recentOutput = new RecentOutput();
    #hooks = new Hooks();
    #resolved = new ResolvedDerivations();
    #remote = new RemoteBuilds();
    #lacksMemory = false;
    #record = 0;
    #end;
    /** @param startedAt when Nix was started: milliseconds of a monotonic clock */
    constructor(startedAt) {
        this.now = startedAt;
        this.#start = startedAt;
        this.evaluation = new Evaluation(startedAt);
    }
    start(record) {
        this.#next();
        const activity = this.#startActivity(record);
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
            this.builds.ends.allStopped();
        else if (activity?.kind === 'hook') {
            if (activity.build)
                activity.build.hook += this.now - activity.start;
        }
        else if (activity?.kind === 'wait')
            activity.wait.end = this.now;
        else if (activity?.kind === 'evaluation')
            this.evaluation.stop(activity.span, this.now);
        else
            this.fetches.stop(id, this.now);
    }
    text(id, type, text) {
        this.#next();
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
        this.#next();
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
        this.#next();
    }
    /** @returns whether it is an error of Nix, new or repeated */
    message(message) {
        this.#next();
        this.#dryRun.message(message.text);
        this.retries.started = undefined;
        if (message.level <= LEVEL.warn) {
            const parsed = message.raw ?? message.text;
            const failed = this.cacheTroubles.message(parsed, this.fetches, this.now);
            if (failed)
                failed.hasFailed = true;
            this.retries.message((0,external_node_util_.stripVTControlCharacters)(message.text), this.now);
            this.#recentOutput.warning(message.text);
            this.builds.message(message.text);
            this.#remote.message(message.text);
        }
        this.evaluation.found = undefined;
        if (message.level === 0)
            return this.#error(message);
        this.evaluation.message(message.text);
        return false;
    }
    plain(line) {
        this.#lacksMemory ||= OUT_OF_MEMORY.test(line);
        this.#recentOutput.plain(line);
        if (this.#record === 0)
            this.#startupError.line(line);
    }
    /** The build of an activity number. */
    buildOf(id) {
        const activity = this.#activities[id];
        return activity?.kind === 'build' ? activity.build : undefined;
    }
    /** The log is complete. Only the first call counts. */
    finish(finish) {
        if (this.#end !== undefined)
            return;
        this.#end = finish.at;
        const startupError = this.#startupError.text;
        const isReported = this.errors.length > 0 || startupError === undefined;
        if (!isReported)
            this.errors.push({ kind: 'early', text: startupError, at: finish.at, isIgnored: false });
        const wasInterrupted = this.errors.some(({ kind }) => kind === 'interrupted');
        this.builds.finish(finish, wasInterrupted);
    }
    /** The model so far; complete after {@link finish}. */
    run() {
        const end = this.#end ?? this.now;
        const builds = this.builds.all;
        const fetches = this.fetches.all.filter(({ hasFailed }) => !hasFailed);
        const fetched = fetches.filter(({ isWhole }) => isWhole);
        return {
            start: this.#start,
            end,
            evaluation: this.evaluation.whole(end),
            evaluated: this.evaluation.all,
            passedOver: this.evaluation.passedOver,
            sources: this.evaluation.sources,
            builds,
            fetches,
            waits: this.#waits,
            errors: this.errors,
            resolved: this.#resolved.byOriginal,
            builders: this.#remote.troubles,
            toBuild: this.#dryRun.derivations,
            cacheTroubles: this.cacheTroubles.all(this.retries.long(end)),
            asked: this.cacheTroubles.samples,
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
    #startActivity(record) {
        const { type, fields, text } = record;
        if (type === ACTIVITY.build)
            return this.#startBuild(record);
        if (this.#isNested(record))
            return { kind: 'nested' };
        if (type === ACTIVITY.builds)
            return { kind: 'builds' };
        if (type === ACTIVITY.realise) {
            this.evaluation.workStarted(this.now);
            return { kind: 'realise' };
        }
        if (type === ACTIVITY.postBuildHook) {
            const of = this.#resolved.original(fields[0]);
            const build = this.builds.hookStart(of, this.now, this.#record);
            this.#hooks.start(text, of);
            return { kind: 'hook', build, start: this.now };
        }
        if (type === ACTIVITY.buildWaiting) {
            const wait = { text, ...span(this.now) };
            const isWait = !this.#resolved.start(record);
            if (isWait && this.#waits.length < MAX_ITEMS)
                this.#waits.push(wait);
            return { kind: 'wait', wait };
        }
        if (type === ACTIVITY.queryPathInfo)
            this.cacheTroubles.asked(fields[0], fields[1]);
        if (type === ACTIVITY.unknown)
            return { kind: 'evaluation', span: this.evaluation.start(text, this.now) };
        if (type === ACTIVITY.fetchTree || type === ACTIVITY.fetchToStore)
            return { kind: 'evaluation', span: this.evaluation.source(text, this.now) };
        return this.fetches.start(record, this.now);
    }
    #startBuild(record) {
        const [derivation, ...rest] = record.fields;
        const fields = [this.#resolved.original(derivation), ...rest];
        const found = this.builds.start({ ...record, fields }, this.now, this.#record);
        return found && { kind: 'build', build: found.build, isNested: !found.isNew };
    }
    /** Counts a record other than a stop. */
    #next() {
        this.#record++;
        this.builds.ends.progressed();
    }
    /** A remote builder also reports its own counters, and the copies to and from it are no downloads. */
    #isNested({ type, parent, fields }) {
        if (type === ACTIVITY.copyPath && this.builds.hasMachine(fields[1], fields[2]))
            return true;
        const above = parent === undefined ? undefined : this.#activities[parent]?.kind;
        if (above === 'build')
            return type === ACTIVITY.builds;
        return above === 'realise' && NESTED_ACTIVITIES.includes(type);
    }
    /** The same error comes up to three times: from the daemon, from Nix itself, and at the end. */
    #error(message) {
        const parsed = readError(this.#resolved.inMessage(message), this.now);
        if (!parsed) {
            this.evaluation.markFailed((0,external_node_util_.stripVTControlCharacters)(message.text));
            return false;
        }
        const failedAttribute = this.evaluation.takeFailed();
        const error = failedAttribute === undefined ? parsed : { ...parsed, attribute: failedAttribute };
        const build = error.derivation === undefined ? undefined : this.builds.get(error.derivation);
        if (this.#remote.isEcho(error, build))
            return true;
        const text = build?.tail().length ? withoutQuotedLog(error.text) : error.text;
        const key = keyOf({ ...error, text });
        const known = this.#known.get(key);
        if (known) {
            addAttribute(known, error);
            return true;
        }
        const attribute = error.attribute ?? this.evaluation.endedBy(error);
        const hasFailed = (path) => this.fetches.all.some(it => it.path === path && it.hasFailed === true);
        const isCache = error.kind === 'other' && (0,cache_faults/* isOfCache */.uB)(error.raw ?? error.text, hasFailed);
        const kept = {
            ...this.#bounds.apply({ ...error, text }),
            ...(attribute ? { attribute } : {}),
            ...(isCache ? { isCache } : {}),
            ...(error.kind === 'other'
                ? { ...this.#recentOutput.before(), ...this.#hooks.failed(text) }
                : {}),
        };
        this.#known.set(key, kept);
        if (this.errors.length < MAX_ITEMS)
            this.errors.push(kept);
        this.builds.error(kept, this.now, this.#record);
        return true;
    }
}

;// CONCATENATED MODULE: ./build/nix/log/log.js






/** Names kept because they contain what looks like Nix's colors. */
const MAX_COLORED_NAMES = 100;
const TRACED = /^trace: (.*)$/s;
/**
 * Reads Nix's standard error under `--log-format internal-json`: shows the useful lines, and records what Nix did and
 * its errors, separate from builder output.
 */
class NixLog {
    #reader = new LogReader(this);
    #model;
    #live;
    #show;
    #listener;
    #clock;
    #shorten;
    /** See {@link MAX_COLORED_NAMES}. */
    #coloredNames = new Set();
    /**
     * @param show called with each line of the live log
     * @param listener is told what happens
     * @param clock milliseconds, monotonic
     * @param shorten removes parts of an error that the live log does not need
     * @param live a live log that several calls share: the output of builds goes there, and `show` passes on the rest
     */
    constructor(show, listener = {}, clock = () => performance.now(), shorten = text => text, live) {
        this.#clock = clock;
        this.#shorten = shorten;
        this.#listener = listener;
        this.#model = new RunModel(clock());
        this.#live = live ?? new log_live/* LiveLog */.J(show, clock());
        this.#show = live ? show : text => this.#live.show(text);
        this.#live.join(this.#running);
    }
    #running = () => {
        const { builds, fetches, retries } = this.#model;
        const waits = retries.waiting(this.#clock());
        return { builds: builds.ends.open, fetches: fetches.running, waits };
    };
    /** Takes bytes of the stream. Never throws. */
    write(chunk) {
        this.#tick();
        this.#reader.write(chunk);
    }
    /** Takes one line. */
    accept(line) {
        this.write(Buffer.from(`${line}\n`));
    }
    /** The stream has ended: shows everything pending. */
    end() {
        this.#tick();
        this.#reader.end();
        this.#live.leave(this.#running);
    }
    /** Called every few seconds while Nix runs: see {@link LiveLog.heartbeat}. */
    heartbeat() {
        this.#live.heartbeat(this.#clock());
    }
    /** Nix's own errors without colors or duplicates. */
    get errors() {
        return this.#model.errors.map(({ text }) => text);
    }
    /** Derivations of which the log does not show whether they have finished or failed. */
    get ambiguous() {
        const { accused, ends } = this.#model.builds;
        const open = ends.isAmbiguous ? ends.open : [];
        return [...accused, ...open].map(({ derivation }) => derivation);
    }
    /** Records how Nix exited, and with it everything still running. Only the first call counts. */
    finish(how = {}) {
        this.#model.finish({ at: this.#clock(), ...how });
    }
    /** What Nix did and when, in milliseconds of the clock. Complete after {@link finish}. */
    run() {
        return this.#model.run();
    }
    start(record) {
        this.#model.start(record);
        this.#flushFinished();
        if (record.type === ACTIVITY.build && typeof record.fields[0] === 'string') {
            const machine = this.#model.builds.get(record.fields[0])?.machine ?? '';
            // What the builder itself reports of the same build.
            if (machine !== '' && record.fields[1] === '')
                return;
            this.#listener.built?.(record.fields[0], machine);
        }
        // What Nix waits for has colors of Nix; the escape character of other texts is of a name.
        const isColored = record.type === ACTIVITY.buildWaiting;
        if (!isColored && record.text.includes('\x1b'))
            this.#keepName(record.text);
        this.#atLevel(record.level, (0,lib_text/* escapeInvisibleText */.Us)(record.text, isColored));
    }
    stop(id) {
        this.#model.stop(id);
        this.#live.flushFinished();
    }
    text(id, type, text) {
        this.#model.text(id, type, text);
        if (type === RESULT.postBuildLogLine)
            this.#show(`post-build-hook> ${text}`);
        if (type !== RESULT.buildLogLine)
            return;
        const build = this.#model.buildOf(id);
        if (build)
            this.#live.line(build, text);
        else
            this.#show(`build> ${text}`);
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
        this.#tell(message);
        this.#flushFinished();
        if (!isError || this.#model.errors.length > before) {
            const text = isError ? this.#shorten(message.text) : message.text;
            this.#atLevel(message.level, (0,lib_text/* escapeInvisibleText */.Us)(this.#plainNames(text), true));
        }
        const { started } = this.#model.retries;
        if (started)
            this.#show((0,lib_text/* escapeInvisible */.ts)((0,retries/* waitText */.L)(started, this.#model.now)));
    }
    plain(line) {
        this.#model.plain(line);
        this.#show(line);
    }
    /** Shows text at the levels that plain Nix shows. */
    #atLevel(level, text) {
        if (text !== '' && level <= LEVEL.info)
            this.#show(text);
    }
    #tell({ text, level }) {
        const { cacheFailed, evaluated, traced } = this.#listener;
        const { name, derivation } = this.#model.evaluation.found ?? {};
        if (name !== undefined && derivation)
            evaluated?.(name, derivation);
        const failed = level <= LEVEL.warn ? this.#model.cacheTroubles.found : undefined;
        if (failed)
            cacheFailed?.(failed);
        const trace = level === LEVEL.error && traced ? TRACED.exec(text)?.[1] : undefined;
        if (trace !== undefined)
            traced?.(trace);
    }
    /** The quoted part of an attribute path is the part with the escape character. */
    #keepName(text) {
        const name = text.slice(text.indexOf('"') + 1, text.lastIndexOf('"'));
        if (name !== '' && this.#coloredNames.size < MAX_COLORED_NAMES)
            this.#coloredNames.add(name);
    }
    #plainNames(text) {
        let plain = text;
        for (const name of this.#coloredNames)
            plain = plain.replaceAll(name, (0,lib_text/* escapeInvisible */.ts)(name));
        return plain;
    }
    #tick() {
        this.#model.now = this.#live.now = this.#clock();
    }
    #flushFinished() {
        if (this.#model.builds.ends.isAmbiguous)
            this.#live.flush();
        else
            this.#live.flushFinished();
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
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _cache_faults_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8961);


const MAX_MESSAGE_LENGTH = 300;
/** Builders can print messages in Nix's name. */
const MAX_ENTRIES = 20;
const MAX_FILES = 1000;
/** Milliseconds after a download within which an error without a name belongs to it. */
const MAX_ERROR_DELAY_MS = 2000;
/** What Nix reports about its caches while it continues. */
class CacheTroubles {
    #entries = [];
    /** By the hash of a path: the cache that was last queried for it. */
    #asked = new Map();
    /** By cache: the hash of one path that it was queried for. */
    samples = new Map();
    /** What the last message reports. */
    found;
    /** Nix queries a cache for a path. */
    asked(path, cache) {
        if (typeof path !== 'string' || typeof cache !== 'string')
            return;
        if (this.#asked.size >= MAX_FILES)
            this.#asked.clear();
        this.#asked.set(hashOf(path), cache);
        if (this.samples.size < MAX_ENTRIES)
            this.samples.set(cache, hashOf(path));
    }
    /** @returns the download that failed, if the message reports one */
    message(colored, fetches, now) {
        this.found = undefined;
        const text = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(colored);
        if (text.includes('; retrying in ') || text.includes('; retrying from '))
            return undefined;
        const found = (0,_cache_faults_js__WEBPACK_IMPORTED_MODULE_1__/* .faultOf */ .Kl)(text) ?? ofFetch(text, fetches);
        if (!found)
            return undefined;
        const fetch = fetchOf(found, fetches, now);
        const url = found.url ?? fetch?.cache ?? this.#asked.get(hashOf(found.file));
        if (url)
            this.#add(url, found.file === '' && fetch ? { ...found, file: fetch.path } : found);
        return fetch;
    }
    /** @param waits long waits */
    all(waits) {
        const unused = new Map(waits.map(wait => [wait.url, wait]));
        const entries = this.#entries.map(({ url, fault, reason, files }) => {
            const wait = unused.get(url);
            unused.delete(url);
            return { url, fault, reason, files: [...files], ...waitOf(wait) };
        });
        const slow = [...unused.values()].filter(({ isCache }) => isCache);
        return [
            ...entries,
            ...slow.map(wait => ({
                ...{ url: wait.url, fault: 'slow', reason: wait.reason, files: [] },
                ...waitOf(wait),
            })),
        ];
    }
    #add(url, { fault, reason, file, isEcho = false }) {
        const line = reason.slice(0, MAX_MESSAGE_LENGTH);
        const known = this.#entries.find(it => it.fault === fault && isSame(it.url, url));
        if (!known && this.#entries.length >= MAX_ENTRIES)
            return;
        const entry = known ?? { url, fault, reason: line, isEcho, files: new Set() };
        if (!known)
            this.#entries.push(entry);
        // One message has only the host, another lacks it, and their order varies.
        if (url.length > entry.url.length)
            entry.url = url;
        this.found = { url: entry.url, fault };
        if (entry.isEcho && !isEcho)
            Object.assign(entry, { reason: line, isEcho });
        if (file !== '' && entry.files.size < MAX_FILES)
            entry.files.add(file);
    }
}
function waitOf(wait) {
    return { waited: (wait?.waited ?? 0) / 1000, retries: wait?.count ?? 0 };
}
/** Adds the troubles of one call of Nix to earlier ones. Pure. */
function mergeTroubles(before, added) {
    const all = [...before];
    for (const one of added) {
        const at = all.findIndex(it => it.url === one.url && it.fault === one.fault);
        const known = all[at];
        if (!known)
            all.push(one);
        else {
            const files = [...new Set([...known.files, ...one.files])].slice(0, MAX_FILES);
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
/** Whether `url`, made of a host alone, belongs to a store: `ssh-ng://USER@HOST:PORT`, or without all of that. */
function isHostOf(url, store) {
    const host = /^ssh:\/\/(.+)$/.exec(url)?.[1];
    return host !== undefined && (/^ssh(?:-ng)?:\/\/$/.test(store) || isAt(store, host));
}
/** Whether a store is on an SSH host. */
function isAt(store, host) {
    const [, authority = ''] = /^ssh(?:-ng)?:\/\/([^/?]+)/.exec(store) ?? [];
    return authority === host || authority.replace(/^.*@|:\d+$/g, '') === host;
}
/** The download that the message names, else the one that is running or has just finished. */
function fetchOf({ url, file, fault }, { all, ended }, now) {
    const named = all.findLast(it => it.path === file || it.nar?.endsWith(`/${file}`));
    if (named)
        return named;
    const isDownload = fault === 'missing' || (fault === 'damaged' && file === '');
    // Nix reports the reason directly after the end.
    const isEnd = ended !== undefined && now - (ended.end ?? now) < MAX_ERROR_DELAY_MS && !ended.hasFailed;
    const last = isEnd ? ended : all.findLast(({ end }) => end === undefined);
    return isDownload && (url === undefined || last?.cache === url) ? last : undefined;
}
/** Not every cache stores its NARs at the usual path. */
function ofFetch(text, { all }) {
    const [, address, reason = ''] = /unable to download '([^']+)': ([^\n]*)/.exec(text) ?? [];
    const fetch = address && all.findLast(({ nar }) => nar === address);
    return fetch ? { fault: 'down', url: fetch.cache, file: fetch.path, reason } : undefined;
}
/** The hash in a store path or in a file name of a cache. */
function hashOf(name) {
    return name.replace(/^.*\//, '').slice(0, 32);
}
/** Characters kept of it. */
const MAX_ERROR_LENGTH = 65536;
/** Printed after it by every program. */
const ADVICE = /^Try '[^']*--help' for more information\.$/;
/**
 * The error of a Nix program that exits before its log starts, because its settings or arguments are wrong. It is plain
 * text, like anything that builders and scripts print outside the log, so only lines before the first record count,
 * when nothing of the project has run.
 */
class StartupError {
    #text = '';
    /** A plain line before the first record. */
    line(line) {
        const text = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(line);
        const isPart = this.#text === '' ? text.startsWith('error:') : !ADVICE.test(text);
        if (isPart && this.#text.length < MAX_ERROR_LENGTH)
            this.#text += `${text}\n`;
    }
    /** From `error:` on; undefined if there is none. */
    get text() {
        return this.#text === '' ? undefined : this.#text.trimEnd();
    }
}
/** A line before the list, which has one line per derivation. (printMissing in shared.cc) */
const HEADING = /^(?:this derivation|these \d+ derivations) will be built:$/;
const ENTRY = /^ {2}(\/nix\/store\/\S+\.drv)$/;
/** Reads from Nix's messages which derivations would be built, as `--dry-run` reports them. */
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

/** A download that Nix retries after a delay. */
const RETRY = /unable to [a-z]+ '([^']+)': ([^\n]*); retrying (?:from offset \d+ )?in (\d+) ms(?: \(attempt \d+\/\d+\))?/;
/** Shorter waits are not reported. */
const LONG_WAIT_MS = 5000;
/** Builders can print messages in Nix's name. */
const MAX_ENTRIES = 100;
const MAX_MESSAGE_LENGTH = 300;
/** Tracks what Nix waits for before retrying: since 2.31, 60 s and more after each HTTP 429. */
class Retries {
    /** The long wait that the last message started, if any. */
    started;
    #all = new Map();
    message(text, now) {
        this.started = undefined;
        const [, address, reason = '', digits] = RETRY.exec(text.slice(0, _cache_faults_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_SEARCHED_LENGTH */ .A5)) ?? [];
        if (!address)
            return;
        const [, cache] = _cache_faults_js__WEBPACK_IMPORTED_MODULE_0__/* .OF_CACHE */ .xm.exec(address) ?? [];
        const url = cache ?? address;
        const existing = this.#all.get(url);
        if (!existing && this.#all.size >= MAX_ENTRIES)
            return;
        const retry = existing ?? {
            url,
            isCache: cache !== undefined,
            reason,
            count: 0,
            waited: 0,
            until: now,
        };
        this.#all.set(url, retry);
        const before = retry.until;
        retry.until = Math.max(before, now + Number(digits));
        retry.waited += retry.until - Math.max(before, now);
        retry.reason = reason.slice(0, MAX_MESSAGE_LENGTH);
        retry.count++;
        if (before <= now && retry.until - now >= LONG_WAIT_MS)
            this.started = retry;
    }
    /** The current long waits. */
    waiting(now) {
        return [...this.#all.values()].filter(({ until, waited }) => until > now && waited >= LONG_WAIT_MS);
    }
    /** Long waits in total, without the part after the end. */
    long(end) {
        return [...this.#all.values()]
            .map(it => ({ ...it, waited: it.waited - Math.max(0, it.until - end) }))
            .filter(({ waited }) => waited >= LONG_WAIT_MS);
    }
}
/** A wait as text, shown while it lasts. */
function waitText({ url, reason, until }, now) {
    return `waiting ${Math.round((until - now) / 1000)} s before retrying ${url}: ${reason.replace('HTTP error', 'HTTP')}`;
}


/***/ }),

/***/ 7802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ TailBuffer)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5562);

const ESCAPED = 1;
const ASCII = 2;
/** The last lines of a build, kept as bytes until they are needed: most builds succeed and never need them. */
class TailBuffer {
    #lines;
    #width;
    #bytes = Buffer.allocUnsafeSlow(2048);
    #ends;
    #flags;
    #count = 0;
    #used = 0;
    /**
     * @param lines lines to keep
     * @param width characters to keep per line
     */
    constructor(lines = 40, width = 1000) {
        this.#lines = lines;
        this.#width = width;
        this.#ends = new Int32Array(2 * lines);
        this.#flags = new Uint8Array(2 * lines);
    }
    /** Bytes in use. */
    get size() {
        return this.#used;
    }
    /** Lines held, up to twice the number that is returned. */
    get count() {
        return this.#count;
    }
    clear() {
        this.#count = 0;
        this.#used = 0;
    }
    push(text) {
        const size = text.to - text.from;
        const length = Math.min(size, this.#maxBytes);
        if (this.#count === 2 * this.#lines || this.#used + length > this.#bytes.length)
            this.#makeRoom(length);
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
            const text = (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .decode */ .D4)(this.#bytes, from, to, (flags & ESCAPED) > 0, (flags & ASCII) > 0);
            const isTruncated = text.length > this.#width || to - from === this.#maxBytes;
            lines.push(isTruncated ? `${text.slice(0, this.#width)}…` : text);
        }
        return lines;
    }
    /** Bytes for the widest line: at most six per character. */
    get #maxBytes() {
        return 6 * this.#width;
    }
    #start(line) {
        return line === 0 ? 0 : this.#ends[line - 1];
    }
    /** Drops old lines, and grows if that is not enough. */
    #makeRoom(length) {
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


/***/ }),

/***/ 5562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D4: () => (/* binding */ decode),
/* harmony export */   EY: () => (/* binding */ Text),
/* harmony export */   j8: () => (/* binding */ unescapeJson)
/* harmony export */ });
/**
 * The text of a record, still as bytes of the stream: most lines of a build are never used, so they are decoded on
 * demand. Valid only during the call that receives it.
 */
class Text {
    bytes = Buffer.alloc(0);
    from = 0;
    to = 0;
    /** Whether it contains JSON escapes. */
    isEscaped = false;
    /** Whether every byte is one character. */
    isAscii = true;
    /** Wraps a string. */
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
/** Decodes the bytes of a JSON string without its quotes; incomplete or invalid parts are dropped. */
function decode(bytes, from, to, isEscaped, isAscii) {
    const raw = bytes.toString(isAscii ? 'latin1' : 'utf8', from, to);
    return isEscaped ? unescapeJson(raw) : raw;
}
/** Decodes JSON escapes; an incomplete escape at the end is dropped. */
function unescapeJson(raw) {
    // The longest escape is a pair of \uXXXX.
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
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5562);


/** Items kept per trace: a module system produces thousands. */
const MAX_ITEMS = 1000;
/** Characters kept per item. */
const MAX_ITEM_LENGTH = 500;
/** The `trace` of a record, innermost first; invalid items are dropped. */
function traceOf(value) {
    if (!Array.isArray(value))
        return [];
    return value.slice(0, MAX_ITEMS).flatMap((item) => {
        const { raw_msg, file, line, column } = item ?? {};
        if (typeof raw_msg !== 'string')
            return [];
        return [
            {
                raw_msg: raw_msg.slice(0, MAX_ITEM_LENGTH),
                file: typeof file === 'string' ? file : null,
                line: typeof line === 'number' ? line : null,
                column: typeof column === 'number' ? column : null,
            },
        ];
    });
}
const STRING = String.raw `"((?:[^"\\]|\\.)*)"`;
const ITEM = new RegExp(String.raw `\{"column":(null|\d+),"file":(?:null|${STRING}),"line":(null|\d+),"raw_msg":${STRING}\}`, 'g');
/** The complete items at the start of a truncated `trace`. */
function cutTrace(json) {
    const number = (digits = 'null') => (digits === 'null' ? null : Number(digits));
    return traceOf([...json.matchAll(ITEM)].map(([, column, file, line, said = '']) => ({
        raw_msg: (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .unescapeJson */ .j8)(said),
        file: file === undefined ? null : (0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .unescapeJson */ .j8)(file),
        line: number(line),
        column: number(column),
    })));
}
/** Traces with at most this many frames are shown whole. */
const MAX_FRAMES = 6;
/** Otherwise: the outermost, those in the reader's own files, and the innermost. */
const OUTERMOST_FRAMES = 1;
const OWN_FRAMES = 5;
const ANSI = String.raw `(?:\x1b\[[0-9;]*m)*`;
const FRAME = new RegExp(`^\\s+${ANSI}…`);
const HEAD = new RegExp(`^\\s+${ANSI}error:`);
const PLACE = new RegExp(`^\\s+${ANSI}(?:at|whose name attribute is located at) ${ANSI}(.+?)${ANSI}:?$`);
const DUPLICATES = /^\s+\(\d+ duplicate frames omitted\)/;
/**
 * Reduces the trace of an error to the frames that a reader needs, with a note in place of omitted ones.
 * @param text Nix's output, with or without colors
 * @param isOwn whether a file belongs to the repository
 */
function shortTrace(text, isOwn) {
    const lines = text.split('\n');
    const first = lines.findIndex(line => FRAME.test(line));
    if (first < 0)
        return text;
    const head = lines.findIndex((line, at) => at > first && HEAD.test(line));
    // Up to 2.12 the message comes first, followed by the innermost frame.
    const isOutermostFirst = head > 0 && lines.slice(1, first).every(line => line.trim() === '');
    const end = isOutermostFirst ? head : lines.length;
    const frames = framesOf(lines.slice(first, end));
    if (frames.length <= MAX_FRAMES)
        return text;
    const fromOutside = isOutermostFirst ? frames : frames.toReversed();
    const ownFrames = fromOutside.filter(frame => isOwnFrame(frame, isOwn)).slice(-OWN_FRAMES);
    const kept = new Set([
        ...fromOutside.slice(0, OUTERMOST_FRAMES),
        ...ownFrames,
        ...fromOutside.slice(-1),
    ]);
    return [...lines.slice(0, first), ...shownFrames(frames, kept), ...lines.slice(end)].join('\n');
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
function isOwnFrame(frame, isOwn) {
    const said = frame.map(line => PLACE.exec(line)?.[1]).find(it => it !== undefined);
    const file = said?.replace(new RegExp(ANSI, 'g'), '').replace(/:\d+(?::\d+)?$/, '');
    return file !== undefined && isOwn(file);
}
function shownFrames(frames, kept) {
    const lines = [];
    let omittedCount = 0;
    for (const frame of frames) {
        const isKept = kept.has(frame);
        if (isKept && omittedCount > 0)
            lines.push(omitted(omittedCount), '');
        omittedCount = isKept ? 0 : omittedCount + 1;
        if (isKept)
            lines.push(...frame.filter(line => !DUPLICATES.test(line)));
    }
    return omittedCount > 0 ? [...lines, omitted(omittedCount)] : lines;
}
function omitted(frames) {
    return `       … (${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(frames, 'frame')} omitted; show them with args: --show-trace)`;
}


/***/ }),

/***/ 1001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wi: () => (/* binding */ narOfText),
/* harmony export */   Xo: () => (/* binding */ narOf),
/* harmony export */   of: () => (/* binding */ narParts)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/** The archive format in which Nix hashes and copies store paths. (Nix manual, "Nix Archive (NAR) format") */
const MAGIC = 'nix-archive-1';
const WORD_BYTES = 8;
/** Bytes of a file that are read at once. */
const READ_BYTES = 256 << 10;
/** A NAR of one regular file. */
function narOfText(text) {
    return Buffer.concat([words(MAGIC, '(', 'type', 'regular', 'contents'), padded(text), words(')')]);
}
/**
 * The NAR of a file, link or directory, piece by piece.
 * @throws Error if it cannot be read, or is something else
 */
function* narOf(path) {
    for (const { bytes } of narParts(path))
        yield bytes;
}
/**
 * As {@link narOf}, and says which pieces are contents of files. The calls are synchronous, because for hundreds of small
 * files that is much faster: whoever reads a large path pauses between pieces.
 * @param shared is overwritten by each piece of a file; default: each has its own memory
 */
function* narParts(path, shared) {
    yield { bytes: words(MAGIC) };
    yield* node(Buffer.from(path), shared);
}
function* node(path, shared) {
    const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path);
    if (stat.isSymbolicLink()) {
        const target = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(path, 'buffer');
        yield { bytes: Buffer.concat([SYMLINK, padded(target), CLOSE]) };
    }
    else if (stat.isDirectory()) {
        yield { bytes: DIRECTORY };
        const names = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path, 'buffer');
        for (const name of names.sort(Buffer.compare)) {
            yield { bytes: Buffer.concat([ENTRY, padded(name), NODE]) };
            yield* node(Buffer.concat([path, Buffer.from('/'), name]), shared);
            yield { bytes: CLOSE };
        }
        yield { bytes: CLOSE };
    }
    else if (stat.isFile()) {
        yield* fileNode(path, shared);
    }
    else
        throw new Error(`${path} is not a file, link or directory`);
}
function* fileNode(path, shared) {
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'r');
    try {
        const { size, mode } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
        yield { bytes: Buffer.concat([mode & 0o100 ? EXECUTABLE : REGULAR, length(size)]) };
        for (let done = 0; done < size;) {
            const buffer = shared ?? Buffer.allocUnsafe(Math.min(READ_BYTES, size - done));
            const read = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, buffer, 0, Math.min(buffer.length, size - done), done);
            if (read === 0)
                throw new Error(`${path} changed while it was read`);
            yield { bytes: buffer.subarray(0, read), fileSize: size };
            done += read;
        }
        yield { bytes: Buffer.concat([Buffer.alloc(padding(size)), CLOSE]) };
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
function words(...texts) {
    return Buffer.concat(texts.map(text => padded(Buffer.from(text))));
}
function padded(bytes) {
    return Buffer.concat([length(bytes.length), bytes, Buffer.alloc(padding(bytes.length))]);
}
function length(count) {
    const bytes = Buffer.alloc(WORD_BYTES);
    bytes.writeBigUInt64LE(BigInt(count));
    return bytes;
}
function padding(count) {
    return (WORD_BYTES - (count % WORD_BYTES)) % WORD_BYTES;
}
const SYMLINK = words('(', 'type', 'symlink', 'target');
const DIRECTORY = words('(', 'type', 'directory');
const ENTRY = words('entry', '(', 'name');
const NODE = words('node');
const REGULAR = words('(', 'type', 'regular', 'contents');
const EXECUTABLE = words('(', 'type', 'regular', 'executable', '', 'contents');
const CLOSE = words(')');


/***/ }),

/***/ 7311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ splitEntry),
/* harmony export */   Zv: () => (/* binding */ decideNixPath),
/* harmony export */   hB: () => (/* binding */ searchPathOf),
/* harmony export */   pu: () => (/* binding */ splitNixPath),
/* harmony export */   zU: () => (/* binding */ fitsNixPath)
/* harmony export */ });
/* unused harmony export absolutePath */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_plain_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7094);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(292);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(873);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4869);
/* harmony import */ var _pinned_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4852);






/**
 * Decides on NIX_PATH.
 * @param input the input `nix-path`: `auto`, or a value
 * @param workspace base directory of relative entries
 * @param project directory of the pin files
 */
async function decideNixPath(input, workspace, project, env, use) {
    if (input !== 'auto')
        return { value: absolutePath(input, workspace) };
    const isUsed = use.inFiles || use.inScripts;
    if (env.NIX_PATH || !isUsed)
        return { value: undefined };
    const nothing = { value: undefined };
    const unusable = [];
    for (const file of (0,_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .pinFiles */ .z4)(env)) {
        const json = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseJson */ .qF)((await (0,_host_plain_file_js__WEBPACK_IMPORTED_MODULE_1__/* .readPlain */ .r)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(project, file), true)) ?? '');
        const pinned = (0,_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .readPinned */ .r6)(file, json, env);
        if (pinned?.place !== undefined) {
            const decided = ofPin(pinned, pinned.place, file, project);
            return use.isPossible || fitsNixPath(decided.value) ? decided : nothing;
        }
        const unknown = (0,_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .unknownVersion */ .VN)(file, json);
        if (unknown)
            unusable.push(`${file} ${unknown}`);
        else if (pinned)
            unusable.push(`${file} pins it as ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_2__/* .toOneLine */ .GX)(pinned.kind, 40)}, which NIX_PATH does not support`);
    }
    if (!use.inStep)
        return nothing;
    const reason = unusable.length > 0
        ? unusable.join('; ')
        : `NIX_PATH is not set and none of ${_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .PIN_FILES */ .mm.slice(0, -1).join(', ')} and ${_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .PIN_FILES */ .mm.at(-1)} pins it`;
    return {
        value: undefined,
        notice: `<nixpkgs> is used, but ${reason}. Set nix-path, for example to nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz.`,
    };
}
function ofPin({ hash, by }, place, file, project) {
    return {
        value: absolutePath(`nixpkgs=${place}`, project),
        ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ hash }),
        info: by
            ? `<nixpkgs> is ${place}, because ${by} is set`
            : `<nixpkgs> is pinned by ${file}: ${place}`,
    };
}
/** Resolves the relative entries of a NIX_PATH. */
function absolutePath(nixPath, base) {
    return splitNixPath(nixPath)
        .map(entry => {
        const [prefix, place] = splitEntry(entry);
        return `${prefix}${/^(\/|~|flake:)/.test(place) || isUrl(place) ? place : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(base, place)}`;
    })
        .join(':');
}
/** Splits a NIX_PATH entry into its name with `=`, which may be empty, and its place. */
function splitEntry(entry) {
    const [, prefix = '', place = ''] = /^([^=:/]*=)?([\s\S]*)$/.exec(entry) ?? [];
    return [prefix, place];
}
/** A scheme, a host and a port, whose colon does not separate entries. */
const URL_START = String.raw `[a-z][a-z\d+.-]*:\/\/(?:\[[\da-f:]+\]|[^:/?#]*)(?::\d+(?=[/?#:]|$))?`;
const REFERENCE = `flake:(?:${URL_START}|(?:github|gitlab|sourcehut|path|tarball|file|git):)?`;
const ENTRY = new RegExp(`(?:[^=:/]*=)?(?:${REFERENCE}|${URL_START}|channel:)?[^:]*(?::|$)`, 'giy');
/**
 * Splits at colons, except those of URLs and their ports, `channel:` and `flake:`. Nix itself splits at the second colon
 * of an entry (eval-settings.cc, parseNixPath).
 */
function splitNixPath(text) {
    const entries = [...text.matchAll(ENTRY)].map(([entry]) => entry.replace(/:$/, ''));
    return entries.filter(entry => entry !== '');
}
/** Whether Nix reads each entry of this NIX_PATH unsplit, and can search it for `<…>`. */
function fitsNixPath(nixPath) {
    return splitNixPath(nixPath).every(entry => {
        const [, place] = splitEntry(entry);
        const [, rest = place] = /^(?:channel:|flake:|(?:https?|file|git|s3|ssh):)([\s\S]*)$/.exec(place) ?? [];
        return !rest.includes(':');
    });
}
/** The entries that `-I` arguments of a Nix call put before NIX_PATH. */
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
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _lib_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(292);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(873);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4869);




/** Files in which a project can pin nixpkgs, by precedence. */
const PIN_FILES = [
    ...['nix/sources.json', 'npins/sources.json', 'lon.lock', 'nix/lon.lock'],
    ...['flake.lock', '_sources/generated.json'],
];
/**
 * Pure: the pin files in the directories that NPINS_DIRECTORY and LON_DIRECTORY name, then {@link PIN_FILES}.
 * @returns paths, absolute or relative to the project
 */
function pinFiles({ NPINS_DIRECTORY, LON_DIRECTORY }) {
    const named = [
        ...(NPINS_DIRECTORY ? [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(NPINS_DIRECTORY, 'sources.json')] : []),
        ...(LON_DIRECTORY ? [(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(LON_DIRECTORY, 'lon.lock')] : []),
    ];
    return [...new Set([...named, ...PIN_FILES])];
}
/**
 * Pure: the nixpkgs that one of the {@link pinFiles} pins; undefined if it pins none.
 * @param env may have NPINS_OVERRIDE_nixpkgs or LON_OVERRIDE_nixpkgs, which the code of npins and lon honors
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
/** The newest supported format version of npins. */
const MAX_NPINS_VERSION = 8;
/**
 * Pure: describes an unsupported format version of an npins or lon file. A file of npins is read anyway: its versions
 * differ little.
 */
function unknownVersion(file, json) {
    const version = json?.version;
    const isLon = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file) === 'lon.lock';
    const isNpins = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(file) === 'sources.json' && typeof version === 'number';
    const isKnown = isLon ? !json || version === '1' : !isNpins || version <= MAX_NPINS_VERSION;
    if (isKnown)
        return undefined;
    const isPlain = typeof version === 'string' || typeof version === 'number';
    return isPlain
        ? `has the unsupported version ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_1__/* .toOneLine */ .GX)(`${version}`, 20)}`
        : 'has no supported version';
}
function ofNiv(json) {
    const pin = json?.nixpkgs;
    const [url, repo, rev] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin?.url), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin?.repo), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin?.rev)];
    const kind = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin?.type) ?? 'tarball';
    if (kind === 'git' && repo && rev) {
        const branch = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin?.branch);
        const ref = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin?.ref) ?? (branch ? `refs/heads/${branch}` : undefined);
        return { kind, place: gitPlace(repo, rev, ref) };
    }
    if (url)
        return { kind, place: url, ...hashOf(pin?.sha256) };
    return pin ? { kind } : undefined;
}
/** Reads what npins's default.nix reads, in formats 0 to 8. */
function ofNpins(json, env) {
    const pin = json?.pins?.nixpkgs;
    if (!pin)
        return undefined;
    const kind = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.type) ?? 'an unknown source';
    const override = overrideOf('NPINS_OVERRIDE_nixpkgs', kind, env);
    if (override)
        return override;
    const submodules = isTrue(pin.submodules);
    const url = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.locked_url) ?? (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.url);
    if (url && !submodules)
        return { kind, place: url, ...hashOf(pin.hash) };
    const rev = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.revision);
    const forge = pin.repository;
    const [owner, repo] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.owner), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.repo)];
    if ((0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.type) === 'GitHub' && !submodules) {
        const place = githubUrl(owner, repo, rev);
        return { kind, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ place }) };
    }
    const git = repositoryOf(forge);
    const branch = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.branch);
    if (!git || !rev)
        return { kind };
    const ref = branch ? `refs/heads/${branch}` : undefined;
    return { kind, place: gitPlace(git, rev, ref, { submodules }) };
}
function overrideOf(name, kind, env) {
    return env[name] ? { kind, place: env[name], by: name } : undefined;
}
/** Reads what lon's lon.nix reads. */
function ofLon(json, env) {
    const pin = json?.sources?.nixpkgs;
    if (!pin)
        return undefined;
    const kind = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.type) ?? 'an unknown source';
    const override = overrideOf('LON_OVERRIDE_nixpkgs', kind, env);
    if (override)
        return override;
    const [url, rev, branch] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.url), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.revision), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.branch)];
    const how = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(pin.fetchType);
    if (how === 'tarball' && url)
        return { kind, place: url, ...hashOf(pin.hash) };
    if (how !== 'git' || !url || !rev)
        return { kind };
    const flags = { submodules: isTrue(pin.submodules), shallow: pin.lastModified !== undefined };
    return { kind, place: gitPlace(url, rev, branch && `refs/heads/${branch}`, flags) };
}
const REVISION = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** From git, accepts a commit hash only, because tags can move. */
function ofNvfetcher(json) {
    const src = json?.nixpkgs?.src;
    if (!src)
        return undefined;
    const kind = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(src.type) ?? 'an unknown source';
    const [url, rev] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(src.url), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(src.rev)];
    const [owner, repo] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(src.owner), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(src.repo)];
    // The hash of a `url` is that of the packed archive.
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
    const [server, owner, repo] = [(0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.server), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.owner), (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.repo)];
    const path = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.repo_path);
    const type = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.type);
    if (type === 'Git')
        return (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(forge?.url);
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
    const kind = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(locked?.type);
    if (!locked || !kind)
        return undefined;
    const place = placeOf(kind, locked);
    return { kind, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ place }), ...hashOf(locked.narHash) };
}
function placeOf(kind, locked) {
    const text = (key) => (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(locked[key]);
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
 * The lock node at a path of inputs. An input that follows another one is itself a path from the root.
 * @param steps limits the lookups in total, because paths can be cyclic
 */
function lockNode(json, path, steps = { remaining: 1000 }) {
    let name = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(json?.root) ?? 'root';
    for (const input of path) {
        if (typeof input !== 'string' || steps.remaining-- <= 0)
            return undefined;
        const next = json?.nodes?.[name]?.inputs?.[input];
        const node = Array.isArray(next) ? lockNode(json, next, steps) : (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(next);
        if (node === undefined)
            return undefined;
        name = node;
    }
    return name;
}
/** A revision of a git repository as a flake URL. */
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
/** A SHA-256 as SRI, in base 32 or in base 16. */
function hashOf(value) {
    const text = (0,_lib_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asText */ .e1)(value) ?? '';
    return /^(?:sha256-[A-Za-z0-9+/]{43}=|[0-9a-z]{52}|[0-9a-f]{64})$/.test(text)
        ? { hash: text }
        : {};
}


/***/ }),

/***/ 2334:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ BuildStats),
/* harmony export */   c: () => (/* binding */ addCounts)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);
/* harmony import */ var _nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(219);
/* harmony import */ var _nix_log_messages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3113);



/** Adds two counts. */
function addCounts(one, other) {
    return {
        built: one.built + other.built,
        fetched: one.fetched + other.fetched,
        fetchedBytes: one.fetchedBytes + other.fetchedBytes,
    };
}
/** The most derivations whose references are looked up: a chart shows far fewer. */
const MAX_LOOKUPS = 2000;
/** What all Nix calls of a run built and fetched. */
class BuildStats {
    derivations = [];
    fetches = [];
    counts = { built: 0, fetched: 0, fetchedBytes: 0 };
    /** Derivations that a dry run would build. */
    toBuild = new Set();
    /** Whether a plan found that something else has to be built, which it cannot name. */
    needsMore = false;
    /** Problems with caches, one entry per cache and kind. */
    cacheTroubles = [];
    /** Cache -> hash of a path that it was asked for. */
    asked = new Map();
    #origin;
    /** @param origin when main started, in milliseconds of the logs' clock */
    constructor(origin) {
        this.#origin = origin;
    }
    /**
     * Adds the log of a call.
     * @param repeated the log of the call that it repeats
     * @returns what this call built and fetched
     */
    async add(log, repeated) {
        const { fetched, fetchedBytes } = log.totals;
        const built = await countOutputs(log.builds.filter(({ status }) => status === 'built'));
        const added = { built, fetched, fetchedBytes };
        this.counts = addCounts(this.counts, added);
        this.cacheTroubles = (0,_nix_log_messages_js__WEBPACK_IMPORTED_MODULE_2__/* .mergeTroubles */ .R1)(this.cacheTroubles, log.cacheTroubles);
        for (const [cache, hash] of log.asked)
            this.asked.set(cache, hash);
        for (const derivation of log.toBuild)
            this.toBuild.add(derivation);
        this.#addBuilds(log, repeated);
        for (const { path, cache, bytes, start, end } of log.fetches) {
            this.fetches.push({ path, cache, bytes, ...this.#times(start, end ?? log.end) });
        }
        return added;
    }
    /** Adds builds; each replaces what the call that was repeated says of the same one, which did not succeed there. */
    #addBuilds({ builds, end }, repeated) {
        const failed = new Set(repeated?.builds.flatMap(it => (it.status === 'built' ? [] : it.derivation)));
        for (const build of builds) {
            const one = this.#derivation(build, end);
            const at = failed.has(one.drv)
                ? this.derivations.findLastIndex(it => it.drv === one.drv && it.status !== 'built')
                : -1;
            if (at >= 0)
                this.derivations.splice(at, 1);
            this.derivations.push(one);
        }
    }
    /** The derivations, each with the inputs that it waited for. */
    async withReferences() {
        const withInputs = this.derivations.slice(0, MAX_LOOKUPS).map(async (one) => {
            return { ...one, after: (await (0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__/* .readDerivation */ .Gw)(one.drv)).inputs };
        });
        return [...(await Promise.all(withInputs)), ...this.derivations.slice(MAX_LOOKUPS)];
    }
    #derivation(build, endOfCall) {
        const { derivation, name, start, end, status, phases, machine } = build;
        const times = this.#times(start, end ?? endOfCall);
        const timed = phases.map(phase => ({
            name: phase.name,
            ...this.#times(phase.start, phase.end ?? endOfCall),
        }));
        return {
            drv: derivation,
            name,
            // What still ran when its call ended was stopped with it.
            status: status === 'running' ? 'cancelled' : status,
            ...times,
            ...(timed.length > 0 ? { phases: timed } : {}),
            ...(machine === '' ? {} : { machine }),
        };
    }
    #times(start, end) {
        return {
            start: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)((start - this.#origin) / 1000),
            seconds: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)(Math.max(0, end - start) / 1000),
        };
    }
}
/** The number of outputs of builds. */
async function countOutputs(builds) {
    const derivations = await Promise.all(builds.map(it => (0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_1__/* .readDerivation */ .Gw)(it.derivation)));
    // The output paths of a content-addressed derivation are not known beforehand.
    return derivations.reduce((sum, { outputs }) => sum + Math.max(1, outputs.length), 0);
}


/***/ }),

/***/ 6449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FL: () => (/* binding */ silenceLimit),
/* harmony export */   G0: () => (/* binding */ deadlineOf),
/* harmony export */   KB: () => (/* binding */ noTimeLeft),
/* harmony export */   ox: () => (/* binding */ stepsDeadline),
/* harmony export */   yz: () => (/* binding */ failIfOutOfTime)
/* harmony export */ });
/* harmony import */ var _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2396);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1469);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(177);



/** When a step that starts now is stopped: by its timeout or by `job-timeout`. Pure. */
function deadlineOf(step, { timeout, jobTimeout }, origin, now) {
    const job = {
        at: stepsDeadline(origin, jobTimeout),
        message: `was stopped: ${noTimeLeft(jobTimeout)}`,
    };
    const seconds = step.timeout ?? timeout;
    if (seconds === undefined || now + seconds * 1000 > job.at)
        return job;
    const source = step.timeout === undefined ? 'the timeout input' : "the step's timeout";
    return { at: now + seconds * 1000, message: `timed out after ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .limitText */ .PW)(seconds)} (${source})` };
}
/** When the last step is stopped, in milliseconds of the process's clock. */
function stepsDeadline(origin, jobTimeout) {
    return origin + (jobTimeout - _inputs_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .REPORT_RESERVE_S */ .uH) * 1000;
}
/** Why a step was not run or was stopped. */
function noTimeLeft(jobTimeout) {
    return `no time left within job-timeout (${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .limitText */ .PW)(jobTimeout)})`;
}
/** Fails the job if time ran out before all steps had run. @throws ActionError naming the others */
function failIfOutOfTime({ steps }, jobTimeout) {
    const late = steps.filter(({ reason }) => reason === noTimeLeft(jobTimeout));
    if (late.length === 0)
        return;
    const names = late.map(({ name }) => name).join(', ');
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`There was ${noTimeLeft(jobTimeout)} for these steps: ${names}.`, "Set job-timeout to the job's timeout-minutes, raise both, or split the steps across jobs.");
}
/** The limit of time without output. */
function silenceLimit({ silence }) {
    return silence === undefined
        ? undefined
        : { seconds: silence, message: `printed nothing for ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_2__/* .limitText */ .PW)(silence)} (silence)` };
}


/***/ }),

/***/ 8731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b9: () => (/* binding */ autoSteps),
  Dv: () => (/* binding */ detectSteps),
  x6: () => (/* binding */ projectFiles)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/access.js
var access = __webpack_require__(6093);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/steps/auto-files.js


/**
 * Nix function that searches a value as nix-build does: calls functions whose arguments all have a value, takes
 * derivations from sets and lists, and enters sets that set recurseForDerivations. (autoCallFunction, getDerivations)
 * Only the XML of a function distinguishes named arguments from `x: …`.
 */
const INSPECT = `{ file, shell }:
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
/** What a file of the project evaluates to; undefined if it does not: its step then reports the error. */
async function evaluateFile(run, file) {
    const isShell = file === 'shell.nix';
    const { code, stdout } = await run.nix([
        'nix-instantiate',
        ...['--eval', '--strict', '--json', '--read-write-mode', '--expr', INSPECT],
        ...['--argstr', 'file', `${run.cwd}/${file}`, '--arg', 'shell', String(isShell)],
    ], isShell ? { IN_NIX_SHELL: 'impure' } : {});
    return code === 0 ? JSON.parse(stdout) : undefined;
}
/** Why a file is skipped, and the step that runs it. Pure. */
function whySkipped(file, value) {
    const [what, how] = value.wants.length > 0
        ? requiring(value.wants)
        : value.type === 'lambda'
            ? ['evaluates to a function, such as a library or an overlay', CALLS]
            : [`evaluates to ${nothingIn(value)}`, CHOOSES];
    const example = file === 'default.nix' ? `- nix-build: ${how.build}` : `- nix-shell: COMMAND, with ${how.shell}`;
    return `${file} ${what}. To run it, add a step: ${example}`;
}
const CALLS = {
    build: "-E '(import ./default.nix) ARGUMENTS'",
    shell: 'shell: FILE, a file that calls it',
};
const CHOOSES = { build: 'default.nix -A NAME', shell: 'args: -A NAME' };
/** Arguments that are named. */
const MAX_NAMES = 3;
function requiring(names) {
    const list = (0,format/* listed */.KE)(names.map(lib_text/* escapeInvisible */.ts), MAX_NAMES);
    const shown = names.slice(0, MAX_NAMES).map(name => `--arg ${(0,lib_text/* escapeInvisible */.ts)(name)} VALUE`);
    const args = [...shown, ...(names.length > MAX_NAMES ? ['…'] : [])].join(' ');
    const what = `is a function that requires the ${names.length === 1 ? 'argument' : 'arguments'} ${list}`;
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

// EXTERNAL MODULE: ./build/steps/deadlines.js
var deadlines = __webpack_require__(6449);
// EXTERNAL MODULE: ./build/steps/output.js + 1 modules
var steps_output = __webpack_require__(5112);
// EXTERNAL MODULE: ./build/steps/step-run.js
var step_run = __webpack_require__(5336);
;// CONCATENATED MODULE: ./build/steps/detect.js










/**
 * Finds the Nix files of a project, before anything is installed.
 * @throws ActionError if there are none
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
    throw new errors/* ActionError */.lZ(`steps: auto found no flake.nix, default.nix or shell.nix in ${project}.`, 'Did you run actions/checkout first? Set the input working-directory to the directory of the Nix files, or list the steps; steps: none only installs Nix.');
}
async function kindOf(project, file, flake) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(project, file), 'utf8').catch(() => undefined);
    if (text === undefined)
        return 'absent';
    return flake && /flake-compat/.test(text) ? 'wrapper' : 'usable';
}
/** The steps of `auto`. Pure. */
function autoSteps(files, offers) {
    const plain = [
        ...(files.build === 'usable' ? [(0,model_step/* plainStep */.f3)('nix-build')] : []),
        ...(files.shell === 'usable' ? [(0,model_step/* plainStep */.f3)('nix-shell')] : []),
    ];
    const flake = [
        (0,model_step/* plainStep */.f3)('flake-check'),
        ...(offers.defaultPackage ? [(0,model_step/* plainStep */.f3)('build', '.#default')] : []),
    ];
    const develop = files.shell !== 'usable' && offers.defaultShell ? [(0,model_step/* plainStep */.f3)('develop')] : [];
    return [...(files.flake ? flake : []), ...plain, ...develop];
}
/**
 * Finds the steps of `auto` in the phase `detect`: asks Nix for the outputs of the flake and which files it can build on
 * their own. Reports files that are skipped, with the step that runs them.
 */
async function detectSteps(files, context, options, records, log) {
    const step = (0,model_step/* plainStep */.f3)('eval', '', { name: 'detect' });
    log.startGroup(step.name);
    try {
        return await records.phase(step.name, () => log.fenced(async (line) => {
            const output = new steps_output/* StepOutput */.K(line, step.name);
            const deadline = (0,deadlines/* deadlineOf */.G0)(step, options, records.origin, performance.now());
            const found = await look(files, new step_run/* StepRun */.m(step, context, deadline, output));
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
        skipReason(run, 'default.nix', files.build),
        skipReason(run, 'shell.nix', files.shell),
        files.flake ? offersOf(run) : { defaultPackage: false, defaultShell: false },
    ]);
    const steps = autoSteps({
        ...files,
        build: build === undefined ? files.build : 'skipped',
        shell: shell === undefined ? files.shell : 'skipped',
    }, offers);
    const { logger } = run.context.ctx;
    const skipped = [build, shell].flatMap(why => why ?? []);
    if (steps.length > 0) {
        for (const why of skipped)
            logger.notice(`Skipped: ${why}`, 'steps: auto');
        run.line(`Steps: ${steps.map(({ name }) => name).join(', ')}`);
    }
    else {
        logger.warning(`steps: auto found nothing to run, so nothing was tested.\n${skipped.join('\n')}`, 'Nothing was tested');
    }
    return steps;
}
/** Why a file is skipped; undefined if it is used or absent. */
async function skipReason(run, file, kind) {
    if (kind === 'wrapper')
        run.line(`Skipping ${file}: it only wraps the flake (flake-compat)`);
    if (kind !== 'usable')
        return undefined;
    run.line(`Checking whether ${file} can be built on its own`);
    const value = await evaluateFile(run, file);
    return value && !value.alone ? whySkipped(file, value) : undefined;
}
/** Asks in one evaluation. An output that does not evaluate counts as absent: flake-check reports the error. */
async function offersOf(run) {
    const { system } = run.context.nix;
    run.line(`Looking for packages.${system}.default and devShells.${system}.default in flake.nix`);
    const { code, stdout } = await run.nix(['nix', 'flake', 'metadata', '--json', '.']);
    if (code !== 0)
        return { defaultPackage: false, defaultShell: false };
    const { resolvedUrl } = JSON.parse(stdout);
    const how = ['--eval', '--strict', '--json', '--expr', OFFERS];
    const words = ['--argstr', 'flake', resolvedUrl, '--argstr', 'system', system];
    const asked = await run.nix(['nix-instantiate', ...how, ...words]);
    return asked.code === 0 ? JSON.parse(asked.stdout) : askEach(run);
}
/** `devShell` is the name before Nix 2.7. */
const OFFERS = `{ flake, system }:
let
  inherit (builtins.getFlake flake) outputs;
  has = it: (builtins.tryEval it).value;
in {
  defaultPackage = has (outputs.packages.\${system} or { } ? default);
  defaultShell = has (outputs.devShells.\${system} or { } ? default)
    || has (outputs.devShell or { } ? \${system});
}`;
/** Asks for each output: old versions of Nix refuse a single evaluation if flake.lock is incomplete. */
async function askEach(run) {
    const { system } = run.context.nix;
    const has = async (output, apply) => {
        const words = ['nix', 'eval', '--json', `.#${output}.${system}`, '--apply', apply];
        return (await run.json(words)) === true;
    };
    const [defaultPackage, newShell] = await Promise.all([
        has('packages', 'it: it ? default'),
        has('devShells', 'it: it ? default'),
    ]);
    return { defaultPackage, defaultShell: newShell || (await has('devShell', 'it: true')) };
}


/***/ }),

/***/ 5065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ whyNotInRow),
/* harmony export */   fQ: () => (/* binding */ narrowed),
/* harmony export */   uB: () => (/* binding */ missingSteps)
/* harmony export */ });
/* harmony import */ var _model_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1710);

/** The steps with what a row has of each. Pure. */
function narrowed(steps, { items }) {
    return steps.map(step => {
        const own = items.filter(item => item.step === step.name);
        if (own.length === 0 || !isDistributed(step))
            return step;
        const attributes = own.map(({ attribute }) => attribute);
        return step.kind === 'build'
            ? { ...step, argument: attributes.join(' '), items: own }
            : { ...step, select: attributes.map(exactly), items: own };
    });
}
/** The names of steps that a row has and the job does not. */
function missingSteps(steps, { items }) {
    const known = steps.filter(isDistributed).map(({ name }) => name);
    return [...new Set(items.map(({ step }) => step))].filter(name => !known.includes(name));
}
/** Why a job of the matrix does not run a step; undefined if it does. */
function whyNotInRow({ kind, items }) {
    if (items)
        return undefined;
    return isDistributed({ kind })
        ? 'shard: nothing of it is in this row of the matrix'
        : `shard: a job of the matrix runs ${_model_step_js__WEBPACK_IMPORTED_MODULE_0__/* .KINDS */ .GW.filter(it => isDistributed({ kind: it })).join(' and ')} only`;
}
function isDistributed({ kind }) {
    return _model_step_js__WEBPACK_IMPORTED_MODULE_0__/* .KIND_TRAITS */ .Hx[kind].isDistributed === true;
}
/** A glob that only this name fits. */
function exactly(name) {
    return name.replace(/[^\w.-]/g, '\\$&');
}


/***/ }),

/***/ 8240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ withoutBuilds),
/* harmony export */   L7: () => (/* binding */ DUMMY_STORE),
/* harmony export */   _P: () => (/* binding */ TRACE),
/* harmony export */   aJ: () => (/* binding */ completeCall)
/* harmony export */ });
/** What a step's call of Nix gets and loses, whatever the step: a full trace, no lock file written, and a log to parse. */
function completeCall(argv) {
    const at = argv.indexOf('--command');
    // What follows is not for Nix.
    const [program, ...words] = argv;
    const own = at < 0 ? words : words.slice(0, at - 1);
    const complete = withTrace(withoutLockFile(plainLog([program, ...own])));
    return at < 0 ? complete : [...complete, ...argv.slice(at)];
}
/** A store in which Nix evaluates and cannot build. */
const DUMMY_STORE = 'dummy://';
/** Lets an evaluation fetch what it imports from caches, but not build it. The last option wins. */
function withoutBuilds(argv) {
    const flags = ['--option', 'max-jobs', '0', '--option', 'builders', ''];
    return [...argv, ...(argv.includes(DUMMY_STORE) ? [] : flags)];
}
/** With these flags a step chooses what happens to the lock file. */
const OF_LOCK_FILE = ['--no-update-lock-file', '--commit-lock-file', '--output-lock-file'];
/**
 * Keeps Nix from writing to the workspace: an incomplete lock file is completed for this call only. `--no-update-lock-file`
 * makes that an error, which Nix does not report if `--no-write-lock-file` is given too. (flake.cc)
 */
function withoutLockFile(argv) {
    const isOwn = argv.some(word => OF_LOCK_FILE.includes(word));
    return argv[0] === 'nix' && !isOwn ? [...argv, '--no-write-lock-file'] : argv;
}
/** Removes `-L`: build logs are always shown, and with it old versions leave the format that is parsed. */
function plainLog([program, ...words]) {
    const isLogFlag = (word) => word === '-L' || word === '--print-build-logs';
    return [program, ...(program === 'nix' ? words.filter(word => !isLogFlag(word)) : words)];
}
/** Shows the whole trace of an error. */
const TRACE = '--show-trace';
/** Without it Nix cuts the trace or does not say what it was evaluating. `nix-store` does not evaluate. */
function withTrace(argv) {
    return argv[0] === 'nix-store' || argv.includes(TRACE) ? argv : [...argv, TRACE];
}


/***/ }),

/***/ 4485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SZ: () => (/* binding */ looksUp),
/* harmony export */   TF: () => (/* binding */ findLookups),
/* harmony export */   oA: () => (/* binding */ readsNixPath)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);

/** Whether a command reads NIX_PATH: the pure evaluation of flakes does not. */
function readsNixPath([program = '', ...words]) {
    if (program === 'bash')
        return /\bnix-(?:build|shell|instantiate)\b/.test(words.join(' '));
    const isImpure = words.some(word => /^(?:-f|--file|-E|--expr|--impure)$/.test(word));
    return program !== 'nix' || isImpure;
}
const LOOKUP = '<[A-Za-z][A-Za-z0-9._+/-]*>';
/** Per run, whether a file of the repository uses NIX_PATH. */
const lookups = new WeakMap();
/** Searches the files of the repository beforehand, while nobody waits for it. */
async function findLookups(place, tracked) {
    const files = place.env.NIX_PATH ? await tracked.grep(LOOKUP, ':(top)*.nix') : undefined;
    if (files)
        lookups.set(place, files.length > 0);
}
/** Whether what a command evaluates may look up `<name>`. */
function looksUp(argv, place) {
    if (argv.some(word => new RegExp(LOOKUP).test(word) || /^(?:-p|--packages)$/.test(word)))
        return true;
    const words = ['-C', place.workspace, 'grep', '-qE', '--untracked', LOOKUP, '--', '*.nix'];
    const known = lookups.get(place);
    const found = known ?? (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawnSync)('git', words, { env: place.env, timeout: 5000 }).status === 0;
    lookups.set(place, found);
    return found;
}


/***/ }),

/***/ 3669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ mayUse),
  Y: () => (/* binding */ usesOfNixpkgs)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/plain-file.js
var plain_file = __webpack_require__(7094);
// EXTERNAL MODULE: ./build/inputs/steps/program-words.js
var program_words = __webpack_require__(4544);
// EXTERNAL MODULE: ./build/lint/pins/read.js + 6 modules
var read = __webpack_require__(7401);
// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
// EXTERNAL MODULE: ./build/lint/nix-text.js
var nix_text = __webpack_require__(1979);
;// CONCATENATED MODULE: ./build/steps/nixpkgs/references.js

const NIXPKGS = /<nixpkgs[>/]/;
/** Calls of Nix programs that read files and NIX_PATH, with their arguments. */
const CALL = /(?<![\w./-])(nix-(?:shell|build|instantiate)|nix)(?![\w.-])([^\n;|&]*)/g;
const PACKAGES = /(?:^|\s)(?:--packages|-[a-z]*p)(?=\s|$)/;
/** Quoted arguments: the command of `--run` may have a `-p` of its own. */
const QUOTED = /"[^"]*"?|'[^']*'?/g;
/** Options of `nix` that make the evaluation impure. */
const IMPURE = /(?:^|\s)(?:--impure|-f|--file|-E|--expr)(?=[\s=]|$)/;
/** A Nix file, or a path. */
const FILE = /(?<![\w<$/])(?:[\w./+-]*\.nix(?!\w)|\.{1,2}(?:\/[\w.+-]+)+)/g;
/** The files that each program reads by default. */
const DEFAULT_FILES = {
    'nix-shell': ['shell.nix', 'default.nix'],
    nix: ['flake.nix'],
};
/** What a command or script asks of Nix: it is read, not run. Pure. */
function usesInShell(text) {
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
        nixpkgs: NIXPKGS.test(plain) || isPackages,
        path: /\bNIX_PATH\b/.test(plain),
        files: reading.flatMap(({ program, words }) => {
            const named = words.match(FILE)?.map(file => filesAt(file, program));
            return named ?? [DEFAULT_FILES[program] ?? ['default.nix']];
        }),
    };
}
function filesAt(path, program) {
    return program === 'nix' && !path.endsWith('.nix') ? [`${path}/flake.nix`, path] : [path];
}
/** Whether arguments of `nix` make the evaluation impure, so that it reads NIX_PATH. Pure. */
function isImpure(words) {
    return IMPURE.test(words);
}
/** The files that a shell script may run, as written. */
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
/** Whether a Nix file looks up `<nixpkgs>`, outside of comments and strings. Pure. */
function looksUpNixpkgs(text) {
    return /<nixpkgs[>/]/.test((0,nix_text/* nixCode */.H)(text)) || /\$\{[^}]*<nixpkgs[>/]/.test((0,nix_text/* withoutComments */.f)(text));
}
/** Path literals of Nix: `./x.nix`, `../y`, `./.`. */
const PATH = /(?<![\w./-])\.{1,2}\/[\w./+-]*/g;
/** The paths that a Nix file names, as written. Pure. */
function pathsIn(text) {
    return (0,nix_text/* nixCode */.H)(text).match(PATH) ?? [];
}

;// CONCATENATED MODULE: ./build/steps/nixpkgs/use.js







/** Files that are read, of the project and for the steps. */
const MAX_FILES = 500;
/**
 * Finds who uses `<nixpkgs>`. Commands are followed into the scripts and Nix files that they name, and those that these
 * name.
 * @param steps that run on this machine; empty: only later steps of the job may use it
 */
async function usesOfNixpkgs(steps, place, tracked) {
    const reader = new Reader(place.workspace);
    const [{ inFiles, inScripts }, uses] = await Promise.all([
        inProject(place.project, tracked),
        Promise.all(steps.map(step => reader.uses(textOf(step), (0,external_node_path_.resolve)(place.project, step.workingDirectory)))),
    ]);
    return {
        inFiles,
        inScripts: inScripts || reader.isNamed,
        inStep: uses.includes(true),
        isPossible: steps.length === 0 || steps.some(mayUse),
    };
}
/** A step as a shell script. */
function textOf(step) {
    const { kind, argument, args, shell } = step;
    const words = args.join(' ');
    if (kind === 'run')
        return argument;
    if (kind === 'nix-shell')
        return `nix-shell ${shell ?? ''} ${words}\n${argument}`;
    if (kind === 'nix-build')
        return `nix-build ${argument} ${words}`;
    if (kind === 'develop')
        return `nix develop ${shell ?? ''} ${words}\n${argument}`;
    if (model_step/* KIND_TRAITS */.Hx[kind].argument === 'program')
        return `nix ${(0,program_words/* installablesOf */.yg)(step).join(' ')} ${words}\n${(0,program_words/* commandText */.jt)(step)}`;
    return `nix ${argument} ${words}`;
}
/** Whether a step could use NIX_PATH. */
function mayUse({ kind, args }) {
    return !model_step/* KIND_TRAITS */.Hx[kind].isPure || isImpure(args.join(' '));
}
const USES_PATTERN = '<nixpkgs[>/]|nix-shell';
const PROJECT_FILES = ['default.nix', 'shell.nix', 'flake.nix'];
const RECIPES = /^(?:GNU)?[Mm]akefile$|^\.?[Jj]ustfile$|\.mk$/;
/** Whether files of the project use it, whoever runs them. */
async function inProject(project, tracked) {
    const files = (await tracked.grep(USES_PATTERN)) ?? PROJECT_FILES.map(file => (0,external_node_path_.join)(project, file));
    let [inFiles, inScripts] = [false, false];
    for (const file of files.slice(0, MAX_FILES)) {
        const text = (await (0,plain_file/* readPlain */.r)(file)) ?? '';
        if (file.endsWith('.nix'))
            inFiles ||= looksUpNixpkgs(text);
        if (isScript(file, text))
            inScripts ||= usesInShell(text).nixpkgs;
    }
    return { inFiles, inScripts };
}
function isScript(file, text) {
    return text.startsWith('#!') || RECIPES.test((0,external_node_path_.basename)(file));
}
/** Follows what a step reads, each file once. */
class Reader {
    #workspace;
    /** Whether a command, or a script that it names, names `<nixpkgs>` itself. */
    isNamed = false;
    #seen = new Map();
    constructor(workspace) {
        this.#workspace = workspace;
    }
    /** Whether a shell script uses `<nixpkgs>` when it runs in a directory. */
    async uses(text, cwd) {
        const { nixpkgs, path, files } = usesInShell(text);
        if (nixpkgs)
            this.isNamed = true;
        if (nixpkgs || path)
            return true;
        for (const names of files) {
            const paths = names.map(name => (0,external_node_path_.resolve)(cwd, name));
            for (const path of paths) {
                if (!(await this.#exists(path)))
                    continue;
                if (await this.#once(path, () => this.#nixUses(path)))
                    return true;
                break;
            }
        }
        for (const name of scriptsIn(text)) {
            const path = (0,external_node_path_.resolve)(cwd, name);
            if (await this.#once(path, () => this.#scriptUses(path, cwd)))
                return true;
        }
        return false;
    }
    async #scriptUses(path, cwd) {
        const text = await this.#text(path);
        if (text === undefined || !(isScript(path, text) || /\.(?:ba)?sh$/.test(path)))
            return false;
        return (await this.uses(text, cwd)) || ((0,external_node_path_.dirname)(path) !== cwd && this.uses(text, (0,external_node_path_.dirname)(path)));
    }
    async #nixUses(path) {
        const isFolder = (await (0,promises_.lstat)(path).catch(() => undefined))?.isDirectory();
        const file = isFolder ? (0,external_node_path_.join)(path, 'default.nix') : path;
        const text = await this.#text(file);
        // Files that niv generates use it only if nixpkgs is not one of its sources.
        if (text === undefined || read/* GENERATED_FILES */.id.some(it => file.endsWith(`/${it}`)))
            return false;
        if (looksUpNixpkgs(text))
            return true;
        for (const name of pathsIn(text)) {
            const next = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(file), name);
            if (await this.#once(next, () => this.#nixUses(next)))
                return true;
        }
        return false;
    }
    /** False for a path that was checked already, or is being checked. */
    #once(path, look) {
        if (this.#seen.has(path) || this.#seen.size >= MAX_FILES)
            return Promise.resolve(false);
        const result = look();
        this.#seen.set(path, result);
        return result;
    }
    async #exists(path) {
        return (await (0,promises_.lstat)(path).catch(() => undefined)) !== undefined;
    }
    async #text(path) {
        return path.startsWith(this.#workspace + external_node_path_.sep) ? (0,plain_file/* readPlain */.r)(path) : undefined;
    }
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
/** Lines of the longest cycle to detect, such as a loop that prints several lines each time. */
const MAX_CYCLE_LINES = 8;
/** Identical lines, and cycles, after which they are folded. */
const MIN_SAME_LINES = 9;
const MIN_CYCLES = 3;
/** Lines that differ only in their digits, after which they are folded: a list of numbers is not always a loop. */
const MIN_SIMILAR_LINES = 100;
/** The digits of longer lines are compared too. */
const MAX_SIMILAR_LENGTH = 500;
/**
 * Folds repeated lines: the same line, or a cycle of lines, even if counters and times in them differ. Shows the first
 * ones, then counts until a different line follows. Pure.
 */
class LineFolder {
    #show;
    /** Rings of the last lines, and of these without their digits. */
    #lines = new Array(MAX_CYCLE_LINES).fill('');
    #patterns = new Array(MAX_CYCLE_LINES).fill('');
    #at = 0;
    /** By length of a cycle: how many lines in a row equal, or resemble, the line one cycle earlier. */
    #same = new Int32Array(MAX_CYCLE_LINES + 1);
    #similar = new Int32Array(MAX_CYCLE_LINES + 1);
    /** The length of the cycle being folded; 0 if none is. */
    #cycle = 0;
    #isSame = false;
    #folded = 0;
    constructor(show) {
        this.#show = show;
    }
    /** Folded lines that are not reported yet. */
    get folded() {
        return this.#folded;
    }
    push(line) {
        if (this.#cycle > 0) {
            if (this.#continues(line)) {
                this.#keep(line, this.#isSame ? line : patternOf(line));
                this.#folded++;
                return;
            }
            this.flush();
            this.#cycle = 0;
            this.#same.fill(0);
            this.#similar.fill(0);
        }
        this.#count(line, patternOf(line));
        this.#show(line);
        this.#detect();
    }
    #continues(line) {
        const before = this.#indexBefore(this.#cycle);
        if (this.#lines[before] === line)
            return true;
        return !this.#isSame && this.#patterns[before] === patternOf(line);
    }
    /** The index of the line some lines ago. */
    #indexBefore(lines) {
        return (this.#at + MAX_CYCLE_LINES - lines) % MAX_CYCLE_LINES;
    }
    #count(line, pattern) {
        for (let cycle = 1; cycle <= MAX_CYCLE_LINES; cycle++) {
            const before = this.#indexBefore(cycle);
            const isSame = this.#lines[before] === line;
            const isSimilar = isSame || this.#patterns[before] === pattern;
            this.#same[cycle] = isSame ? this.#same[cycle] + 1 : 0;
            this.#similar[cycle] = isSimilar ? this.#similar[cycle] + 1 : 0;
        }
        this.#keep(line, pattern);
    }
    #keep(line, pattern) {
        this.#lines[this.#at] = line;
        this.#patterns[this.#at] = pattern;
        this.#at = (this.#at + 1) % MAX_CYCLE_LINES;
    }
    #detect() {
        for (let cycle = 1; cycle <= MAX_CYCLE_LINES; cycle++) {
            const least = MIN_CYCLES * cycle;
            const isSame = (this.#same[cycle] ?? 0) >= Math.max(MIN_SAME_LINES, least);
            const similar = this.#similar[cycle] ?? 0;
            if (!isSame && similar < Math.max(MIN_SIMILAR_LINES, least))
                continue;
            this.#cycle = cycle;
            this.#isSame = isSame;
            return;
        }
    }
    /** Shows how many lines were folded so far, and the last of them if they differ. */
    flush() {
        if (this.#folded === 0)
            return;
        // The last lines of a loop that counts show how far it got.
        const last = this.#isSame ? 0 : Math.min(this.#cycle, this.#folded);
        const count = this.#folded - last;
        if (count > 0)
            this.#show(`… ${count.toLocaleString('en-US')} more like this`);
        for (let back = last; back > 0; back--) {
            this.#show(this.#lines[this.#indexBefore(back)] ?? '');
        }
        this.#folded = 0;
    }
}
/** A line without its digits. */
function patternOf(line) {
    return line.length <= MAX_SIMILAR_LENGTH && /\d/.test(line) ? line.replace(/\d+/g, '0') : line;
}

// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
;// CONCATENATED MODULE: ./build/steps/output.js




/** Milliseconds between checks for folded lines and silence. */
const TICK_MS = 5000;
/** Milliseconds without a line until a heartbeat. The one of Nix calls, which names the builds, comes earlier. */
const HEARTBEAT_MS = 35_000;
/** Milliseconds between reports about lines that keep repeating. */
const REPEATS_REPORT_MS = 30_000;
/**
 * Writes a step's output to the live log: folds repeated lines, and after 64 MiB shows only the last lines, to keep the
 * log page usable.
 */
class StepOutput {
    #write;
    #name;
    #maxBytes;
    #startedAt = performance.now();
    #fold = new LineFolder(line => this.#show(line));
    #timer;
    /** Lines to write at the end of this turn: one write per line would be slow. */
    #waiting = [];
    #shown = 0;
    #tail = new lines/* Tail */.P();
    #omitted = { lines: 0, characters: 0 };
    #lines = 0;
    #linesAtTick = 0;
    #reportedAt = performance.now();
    #shownAt = performance.now();
    /**
     * @param write receives one or more lines, without a trailing newline
     * @param name the step's name
     * @param maxBytes bytes that are shown
     */
    constructor(write, name, maxBytes = output_limit/* MAX_OUTPUT_BYTES */.$) {
        this.#write = write;
        this.#name = name;
        this.#maxBytes = maxBytes;
        this.#timer = setInterval(() => this.tick(), TICK_MS);
        this.#timer.unref();
    }
    /** Accepts a line, or a message of several lines. */
    line(text) {
        this.#lines++;
        if (!text.includes('\n'))
            this.#fold.push(text);
        else
            for (const line of text.split('\n'))
                this.#fold.push(line);
    }
    limitReached(bytes) {
        this.#fold.flush();
        this.#show(`… Output limit of ${(0,format/* bytesText */.pV)(bytes)} reached; only the last lines are shown from here. Write large output to a file.`);
    }
    skipped(bytes) {
        this.#fold.flush();
        this.#show(`… ${(0,format/* bytesText */.pV)(bytes)} not shown. Last lines:`);
    }
    /** Reports folded lines when the repetition pauses or lasts long, and prints the heartbeat. Called every few seconds. */
    tick(now = performance.now()) {
        const isQuiet = this.#lines === this.#linesAtTick;
        this.#linesAtTick = this.#lines;
        if (this.#fold.folded > 0 && (isQuiet || now - this.#reportedAt >= REPEATS_REPORT_MS)) {
            this.#reportedAt = now;
            this.#fold.flush();
        }
        if (this.#waiting.length > 0 || now - this.#shownAt < HEARTBEAT_MS)
            return;
        this.#shownAt = now;
        this.#write(`… ${this.#name} is running (${Math.round((now - this.#startedAt) / 1000)} s)`);
    }
    /** Writes the remaining lines, and the last ones over the limit. */
    end() {
        clearInterval(this.#timer);
        this.#fold.flush();
        const { lines, characters } = this.#omitted;
        if (lines > 0) {
            const last = this.#tail.lines();
            const count = (lines - last.length).toLocaleString('en-US');
            this.#waiting.push(`… ${count} lines (of ${(0,format/* bytesText */.pV)(characters)}) not shown: the limit per step is ${(0,format/* bytesText */.pV)(this.#maxBytes)}. Last lines:`, ...last);
            this.#omitted = { lines: 0, characters: 0 };
        }
        this.#flush();
    }
    #show(line) {
        if (this.#shown >= this.#maxBytes) {
            this.#omitted.lines++;
            this.#omitted.characters += line.length + 1;
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
/* harmony import */ var _inputs_steps_program_words_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4544);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1469);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4869);
/* harmony import */ var _model_step_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1710);
/* harmony import */ var _nix_nix_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7751);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(1716);












/** Nix files that are searched for a shellHook; larger ones are generated. */
const MAX_FILES = 500;
const MAX_FILE_BYTES = 2 ** 18;
/**
 * Checks that the script of a step exists and can be run. Scripts that git ignores are not checked, as a build may create
 * them, nor are those of a shell whose shellHook may change the directory.
 */
async function checkScript(step, place) {
    if (!(0,_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .runsProjectCode */ .R6)(step))
        return undefined;
    // The parser of bash takes as long to load as all that runs before the first line of the log.
    const { scriptOf } = await Promise.all(/* import() */[__webpack_require__.e(989), __webpack_require__.e(336)]).then(__webpack_require__.bind(__webpack_require__, 4336));
    const script = scriptOf((0,_inputs_steps_program_words_js__WEBPACK_IMPORTED_MODULE_6__/* .commandText */ .jt)(step));
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
    if (_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .KIND_TRAITS */ .Hx[step.kind].entersShell && (await hooksChangeDirectory(tracked)))
        return undefined;
    if (state === 'missing')
        return missing(script, file, place, (await tracked.files()) ?? []);
    if (state === 'folder')
        return { what: `${script.path} is a directory.`, hint: 'Name a file in it, or a program.' };
    if (state === 'closed')
        return { what: (0,_host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .closedText */ .ST)(file), hint: _host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .CLOSED_HINT */ .X4 };
    return {
        what: `${script.path} is not executable.`,
        hint: `Run git update-index --chmod=+x ${tracked.shown(file)} and commit, or run it with bash ${script.path}.`,
    };
}
async function stateOf(file, { by }) {
    const access = await (0,_host_access_js__WEBPACK_IMPORTED_MODULE_4__/* .accessOf */ .YK)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.F_OK);
    if (access !== 'ready')
        return access;
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
        : `Is it committed? The path is relative to the step's directory, ${folder === '' ? 'the root of the workspace' : (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_8__/* .toOneLine */ .GX)(folder)}.`;
    return { what: `${path} does not exist.`, hint };
}
/** The file of the same name, or of a name that differs by a typo. Pure. */
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
    return (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_8__/* .toOneLine */ .GX)(path.startsWith('.') ? path : `./${path}`);
}
/** Whether a shellHook of the project may change the directory before the command. */
async function hooksChangeDirectory(tracked) {
    const files = (await tracked.files('*.nix')) ?? [];
    for (const file of files.slice(0, MAX_FILES)) {
        const { size = MAX_FILE_BYTES } = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(file).catch(() => undefined)) ?? {};
        const text = size < MAX_FILE_BYTES ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(file, 'utf8').catch(() => '') : '';
        if (/shellHook/.test(text) && /\b(?:cd|pushd)\s/.test(text))
            return true;
    }
    return false;
}
/** The script of the first command cannot be run, and no earlier step can create it: no step is run. */
class ScriptFailure extends _lib_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .ActionError */ .lZ {
    #failed;
    #all;
    constructor(failed, all, message, hint) {
        super(message, hint);
        this.#failed = failed;
        this.#all = all;
    }
    /** The report of every step. @param start seconds since the start of main */
    steps(start) {
        const reason = `the script of ${this.#failed.name} cannot be run`;
        const error = { message: (0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .formatError */ .Wk)(this) };
        return this.#all.map(({ name, kind }) => name === this.#failed.name
            ? { name, kind, status: 'failure', start, seconds: 0, attempts: 1, exitCode: null, error }
            : (0,_outcome_js__WEBPACK_IMPORTED_MODULE_11__/* .notRun */ .nE)({ name, kind }, start, reason));
    }
}
/**
 * Checks, before anything is installed, the script of the first command: no step can still create it. The others are
 * checked when their steps start.
 * @throws ScriptFailure if it cannot be run
 */
async function checkFirstScript({ steps, project, workspace }, env) {
    if (steps === 'auto')
        return;
    const step = firstCommand(steps, (0,_nix_nix_js__WEBPACK_IMPORTED_MODULE_10__/* .systemOf */ .b)(process.platform, process.arch));
    if (!step)
        return;
    const cwd = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(project, step.workingDirectory);
    const problem = await checkScript(step, { cwd, workspace, env });
    if (!problem)
        return;
    const message = `${step.name}: ${problem.what} Nothing was installed.`;
    throw new ScriptFailure(step, steps, message, problem.hint);
}
/**
 * The first step that runs the project's code on this machine; undefined if an earlier one leaves a link, or if the step
 * may fail. Pure.
 */
function firstCommand(steps, system) {
    const ours = steps.filter(step => step.if && (0,_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .isFor */ .Gi)(step.only, system));
    const first = ours.find(step => (0,_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .runsProjectCode */ .R6)(step) || leavesLink(step));
    return first && (0,_model_step_js__WEBPACK_IMPORTED_MODULE_9__/* .runsProjectCode */ .R6)(first) && !first.allowFailure ? first : undefined;
}
function leavesLink({ outLink, argument, args }) {
    const words = [...argument.split(/\s/), ...args];
    return outLink !== undefined || words.some(word => word === '-o' || word === '--out-link');
}


/***/ }),

/***/ 5336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ quote),
/* harmony export */   m: () => (/* binding */ StepRun)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(873);
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4869);
/* harmony import */ var _nix_call_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1658);
/* harmony import */ var _nix_derivation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(219);
/* harmony import */ var _nix_diagnostics_paths_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(4339);
/* harmony import */ var _nix_diagnostics_rules_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3140);
/* harmony import */ var _nix_log_trace_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9044);
/* harmony import */ var _build_stats_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2334);
/* harmony import */ var _deadlines_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6449);
/* harmony import */ var _leftover_processes_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3583);
/* harmony import */ var _nix_call_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8240);
/* harmony import */ var _nix_path_use_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4485);














/** Discards all output. */
const NO_OUTPUT = { line: () => { }, limitReached: () => { }, skipped: () => { } };
/** One attempt at a step: its directory, its deadline, and where its output goes. */
class StepRun {
    step;
    context;
    /** The step's directory, absolute. */
    cwd;
    /** Receives its output; workflow commands in it are not obeyed. */
    output;
    /** Prints a line to the live log. */
    line = (text) => this.output.line(text);
    /** Whether an earlier attempt failed, whose results must not be reused. */
    isRetry;
    /** What this step has built and fetched so far. */
    counts = { built: 0, fetched: 0, fetchedBytes: 0 };
    /** Derivations that this step's dry runs would build. */
    toBuild = new Set();
    /** Flake outputs that Nix checked in this step. */
    outputs = new Set();
    #deadline;
    constructor(step, context, deadline, output, again = false) {
        this.step = step;
        this.context = context;
        this.cwd = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(context.project, step.workingDirectory);
        this.output = output;
        this.isRetry = again;
        this.#deadline = deadline;
    }
    /** The limits of a process that starts now. */
    get limits() {
        const deadline = this.#deadline;
        const time = deadline && {
            seconds: Math.max(0.001, (deadline.at - performance.now()) / 1000),
            message: deadline.message,
        };
        return { time, silence: (0,_deadlines_js__WEBPACK_IMPORTED_MODULE_8__/* .silenceLimit */ .FL)(this.step) };
    }
    /** Prints the running processes of this step to the live log. */
    async showProcesses(leaders, mark) {
        const lines = await (0,_leftover_processes_js__WEBPACK_IMPORTED_MODULE_9__/* .processTree */ .WZ)(leaders, mark);
        this.line(`… Stopping this step. Running processes:\n${lines.join('\n')}`);
        return lines;
    }
    /**
     * Calls Nix for this step, with the credentials for fetching.
     * @param line receives each line for the live log
     */
    async nix(argv, env = {}, line = (text) => this.line(text), { group, isWrapped, stop, ...listener } = {}) {
        const { nix, tokens, ctx, boundary, roots, builders, buildStats } = this.context;
        const pusher = boundary.isCrossed ? undefined : this.context.pusher;
        const started = new Set();
        const built = (derivation, machine) => {
            started.add(derivation);
            pusher?.buildStarted(derivation, machine);
            listener.built?.(derivation, machine);
        };
        const options = {
            nix,
            cwd: this.cwd,
            env: { ...this.context.env, ...this.step.env, ...env },
            ...this.limits,
            inspect: leaders => this.showProcesses(leaders),
            cancel: stop ? AbortSignal.any([ctx.cancel, stop]) : ctx.cancel,
            line,
            // A step that asks for the trace gets all of it.
            ...(argv.includes(_nix_call_js__WEBPACK_IMPORTED_MODULE_11__/* .TRACE */ ._P)
                ? {}
                : { shorten: text => (0,_nix_log_trace_js__WEBPACK_IMPORTED_MODULE_6__/* .shortTrace */ .iZ)(text, file => this.#isOwn(file)) }),
            listener: { ...listener, built },
            ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_12__/* .defined */ .s)({ group }),
        };
        await tokens.write();
        try {
            const words = (0,_nix_call_js__WEBPACK_IMPORTED_MODULE_11__/* .completeCall */ .aJ)(this.context.plan ? (0,_nix_call_js__WEBPACK_IMPORTED_MODULE_11__/* .withoutBuilds */ .A)(argv) : argv);
            const call = async (repeated) => {
                const result = await (0,_nix_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callNix */ .C)(words, options);
                const done = result.log.run().builds.filter(({ status }) => status === 'built');
                if (roots.isShared)
                    roots.keepSoon((0,_nix_derivation_js__WEBPACK_IMPORTED_MODULE_4__/* .outputsOf */ .Yz)(done.map(it => it.derivation)));
                const added = await buildStats.add(result.log.run(), repeated?.log.run());
                // Other calls may have ended in the meantime.
                this.counts = (0,_build_stats_js__WEBPACK_IMPORTED_MODULE_7__/* .addCounts */ .c)(this.counts, added);
                return result;
            };
            let result = await call();
            while (await builders?.giveUp(result))
                result = await call(result);
            if (await this.#lostDaemon(result))
                result = await call(result);
            const { toBuild, evaluated } = result.log.run();
            for (const derivation of toBuild)
                this.toBuild.add(derivation);
            for (const { kind, name } of evaluated)
                if (kind === 'flake output' && !isWrapped)
                    this.outputs.add(name);
            return result;
        }
        finally {
            pusher?.callEnded(started);
        }
    }
    /** Whether a call failed because it lost the daemon, which responds again. */
    async #lostDaemon({ code, cancelled, timedOut, log }) {
        const { daemon, ctx } = this.context;
        if (!daemon || code === 0 || cancelled || timedOut || !log.errors.some(_nix_diagnostics_rules_js__WEBPACK_IMPORTED_MODULE_5__/* .lostDaemon */ .H0))
            return false;
        const lines = await daemon.lastLines();
        if (!(await daemon.check()))
            return false;
        const last = lines.length > 0 ? ` Last lines of the daemon's log:\n${lines.join('\n')}` : '';
        ctx.logger.notice(`${this.step.name}: Nix lost its connection to the daemon; retrying once.${last}`, 'Nix daemon');
        return true;
    }
    /** Whether a file of a trace belongs to the repository, also as a flake's source in the store. */
    #isOwn(file) {
        const { workspace } = this.context;
        if ((0,_nix_diagnostics_paths_js__WEBPACK_IMPORTED_MODULE_13__/* .inRepository */ .yJ)(file, [{ path: workspace, folder: '' }]) !== undefined)
            return true;
        const inStore = /^\/nix\/store\/[^/]+\/(.+)$/.exec(file)?.[1];
        return !!inStore && [workspace, this.cwd].some(folder => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, inStore)));
    }
    /** Offers outputs that this step needs to the push, whoever built them. */
    offerEarlier(outputs) {
        const { boundary, pusher } = this.context;
        if (!boundary.isCrossed)
            pusher?.offerEarlier(outputs.filter(path => path.startsWith('/nix/store/')));
    }
    /** A run of another step within this one's deadline, without output. */
    withoutOutput(step, context) {
        return new StepRun(step, context, this.#deadline, NO_OUTPUT);
    }
    /** A run of another step within this one's deadline. */
    withStep(step, context) {
        return new StepRun(step, context, this.#deadline, this.output);
    }
    /** Calls Nix without printing its log. */
    async quietNix(argv, call) {
        return this.nix(argv, {}, () => { }, call);
    }
    /** The JSON that a call of Nix prints, without its log; undefined if it fails. */
    async json(argv, call) {
        const { code, stdout } = await this.quietNix(argv, call);
        return code === 0 ? JSON.parse(stdout) : undefined;
    }
    /** The command that reproduces a call in a checkout. */
    reproduce(...argv) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(this.context.workspace, this.cwd);
        const env = { ...this.#nixPath(argv), ...this.step.env };
        const assignments = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`);
        const command = [...assignments, ...argv.map(quote)].join(' ');
        return folder === '' ? command : `cd ${quote(folder)} && ${command}`;
    }
    /** The NIX_PATH of a command that reads it, with paths in the workspace made relative. */
    #nixPath(argv) {
        const { env, workspace } = this.context;
        const path = env.NIX_PATH;
        if (!path || !(0,_nix_path_use_js__WEBPACK_IMPORTED_MODULE_10__/* .readsNixPath */ .oA)(argv) || !(0,_nix_path_use_js__WEBPACK_IMPORTED_MODULE_10__/* .looksUp */ .SZ)(argv, this.context))
            return {};
        const top = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(this.cwd, workspace) || '.';
        const entries = path.split(/(?<=[:=])/).map(part => part.replace(`${workspace}/`, `${top}/`));
        return { NIX_PATH: entries.join('') };
    }
    /** A path in the run's private directory, which post removes. */
    privatePath(...parts) {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.context.ctx.folder, ...parts);
    }
}
/** Quotes a word for bash; invisible characters become escapes. (bash(1), QUOTING) */
function quote(word) {
    if ((0,_lib_text_js__WEBPACK_IMPORTED_MODULE_2__/* .hasInvisible */ .wy)(word))
        return `$'${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeInvisible */ .ts)(word.replace(/[\\']/g, '\\$&'))}'`;
    return /^[\w@%+=:,./#-]+$/.test(word) && !word.startsWith('#')
        ? word
        : `'${word.replaceAll("'", `'\\''`)}'`;
}


/***/ })

};
