import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8321:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 714:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:vm");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 4241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ ROLE),
/* harmony export */   z: () => (/* binding */ END_LINE)
/* harmony export */ });
/** The argument with which our script serves one call of GitHub's cache. */
const ROLE = 'actions-cache';
/** Ends the lines of one call. */
const END_LINE = 'nix-ci: end of call';


/***/ }),

/***/ 1296:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _caches_actions_cache_protocol_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4241);
/* harmony import */ var _runner_clean_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6395);


// A short-lived child for one request to GitHub's cache, so that no other process has the token for it.
if (process.argv[2] === _caches_actions_cache_protocol_js__WEBPACK_IMPORTED_MODULE_1__/* .ROLE */ .S) {
    const { serveActionsCache } = await __nccwpck_require__.e(/* import() */ 627).then(__nccwpck_require__.bind(__nccwpck_require__, 627));
    await serveActionsCache();
}
// The rest is loaded only in the process that continues.
const env = (0,_runner_clean_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .hideSecrets */ .s)();
const { bootstrap: start } = await __nccwpck_require__.e(/* import() */ 771).then(__nccwpck_require__.bind(__nccwpck_require__, 7771));
await start(env);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ defined)
/* harmony export */ });
/** The fields that have a value: for optional properties, which must not be set to `undefined`. */
function defined(fields) {
    const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
}


/***/ }),

/***/ 6395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  s: () => (/* binding */ hideSecrets)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __nccwpck_require__(9294);
;// CONCATENATED MODULE: ./build/runner/erase-environment.js

/**
 * Overwrites variables where the kernel shows them to others: the initial environment of a process stays in its memory,
 * and readable in /proc, for as long as it lives. Nothing is written unless that memory holds what /proc shows.
 * @param names of variables that `process.env` no longer has
 * @returns whether none of them can be read any more
 */
function eraseInitialEnvironment(names) {
    try {
        const shown = (0,external_node_fs_.readFileSync)('/proc/self/environ');
        const { start, end } = environmentBounds((0,external_node_fs_.readFileSync)('/proc/self/stat', 'latin1'));
        const memory = (0,external_node_fs_.openSync)('/proc/self/mem', 'r+');
        try {
            const found = Buffer.alloc(end - start);
            (0,external_node_fs_.readSync)(memory, found, 0, found.length, start);
            if (!found.equals(shown))
                return false;
            const erased = withoutVariables(found, names);
            (0,external_node_fs_.writeSync)(memory, erased, 0, erased.length, start);
            return (0,external_node_fs_.readFileSync)('/proc/self/environ').equals(erased);
        }
        finally {
            (0,external_node_fs_.closeSync)(memory);
        }
    }
    catch {
        // Another system, no /proc, a kernel that does not allow it.
        return false;
    }
}
/** The addresses of the initial environment: env_start and env_end of proc_pid_stat(5), fields 50 and 51. */
function environmentBounds(stat) {
    // The second field is a name, which can hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { start: Number(fields[47]), end: Number(fields[48]) };
}
/** An environment, `NAME=value` with a NUL after each, with NULs in place of some variables. Pure. */
function withoutVariables(environment, names) {
    const erased = Buffer.from(environment);
    for (let start = 0; start < erased.length;) {
        const nul = erased.indexOf(0, start);
        const end = nul < 0 ? erased.length : nul;
        const name = erased.toString('utf8', start, end).split('=', 1)[0] ?? '';
        if (names.includes(name))
            erased.fill(0, start, end);
        start = end + 1;
    }
    return erased;
}

;// CONCATENATED MODULE: ./build/runner/clean-environment.js



/** Tells the new process that standard input holds the rest of the environment. */
const VARIABLE = 'NIX_CI_HANDOVER';
/** The only descriptor besides the output streams that Node leaves open across execve. */
const STDIN = 0;
/** A file system in memory. */
const MEMORY = '/dev/shm';
/**
 * Keeps credentials in memory only: the initial environment of a process is readable in /proc as long as it lives, and
 * this process lives while tests run. They are erased there; where that cannot be, this process is executed again with an
 * environment without them, which pass through a file without a name, in memory where the system has that, which is
 * emptied and closed as soon as it has been read.
 * @returns the whole environment, in the process that continues
 */
function hideSecrets() {
    const isHandedOver = process.env[VARIABLE] !== undefined && isNameless(STDIN);
    delete process.env[VARIABLE];
    if (isHandedOver)
        return { ...process.env, ...receive() };
    const whole = { ...process.env };
    const clean = (0,environment/* childEnvironment */.Qc)(whole);
    const names = Object.keys(whole).filter(name => clean[name] !== whole[name]);
    if (names.length === 0)
        return whole;
    for (const name of names)
        delete process.env[name];
    Object.assign(process.env, clean);
    // Node has execve since 22.15.
    if (eraseInitialEnvironment(names) || !process.execve)
        return whole;
    send(JSON.stringify(Object.fromEntries(names.map(name => [name, whole[name]]))));
    // Otherwise "execve is experimental" is the first line of every log.
    process.removeAllListeners('warning');
    const argv = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    return process.execve(process.execPath, argv, { ...clean, [VARIABLE]: '1' });
}
/** Whether a descriptor is a file of this user that nobody else can open by a name. */
function isNameless(descriptor) {
    const stat = (0,external_node_fs_.fstatSync)(descriptor);
    return stat.isFile() && stat.nlink === 0 && stat.uid === process.getuid?.();
}
/** Leaves the text for the program that replaces this one, which reads it from the start. */
function send(text) {
    const bytes = Buffer.from(text);
    for (const open of [openInMemory, openUnlinked]) {
        // The next file that is opened gets its descriptor.
        (0,external_node_fs_.closeSync)(STDIN);
        try {
            if ((0,external_node_fs_.writeSync)(open(), bytes, 0, bytes.length, 0) === bytes.length)
                return;
        }
        catch {
            // Another system, an old kernel, a container without it.
        }
        (0,external_node_fs_.openSync)('/dev/null', 'r');
    }
    throw new Error('The environment could not be passed on: RUNNER_TEMP has no space, or cannot be written.');
}
function receive() {
    const text = (0,external_node_fs_.readFileSync)(STDIN, 'utf8');
    (0,external_node_fs_.ftruncateSync)(STDIN, 0);
    (0,external_node_fs_.closeSync)(STDIN);
    (0,external_node_fs_.openSync)('/dev/null', 'r');
    return JSON.parse(text);
}
/** O_TMPFILE of open(2), which Node does not name: alike on all processors but for O_DIRECTORY in it. */
const O_TMPFILE = 0o20000000 | external_node_fs_.constants.O_DIRECTORY;
function openInMemory() {
    return (0,external_node_fs_.openSync)(MEMORY, O_TMPFILE | external_node_fs_.constants.O_RDWR, 0o600);
}
function openUnlinked() {
    const file = `${process.env.RUNNER_TEMP ?? '/tmp'}/nix-ci-${process.pid}-${process.hrtime.bigint()}`;
    const descriptor = (0,external_node_fs_.openSync)(file, 'wx+', 0o600);
    (0,external_node_fs_.unlinkSync)(file);
    return descriptor;
}


/***/ }),

/***/ 9294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   nt: () => (/* binding */ commandFiles),
/* harmony export */   sy: () => (/* binding */ withheldNames)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(873);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2210);



/** The command files of every runner. Newer runners have more next to them (GITHUB_ARTIFACTS). */
const COMMAND_FILES = [
    'GITHUB_OUTPUT',
    'GITHUB_ENV',
    'GITHUB_PATH',
    'GITHUB_STATE',
    'GITHUB_STEP_SUMMARY',
];
/** Other files that may be next to them, such as the event under act and Forgejo's runner. */
const OTHER_FILES = ['GITHUB_EVENT_PATH', 'GITHUB_WORKSPACE', 'GITHUB_ACTION_PATH'];
/** The environment of a child: without secrets, command files and the credential settings in NIX_CONFIG. */
function childEnvironment(env) {
    const files = commandFiles(env);
    const names = Object.keys(env).filter(it => !(0,_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .isSecretVariable */ .tS)(it) && !files.includes(it));
    const child = (0,_lib_object_js__WEBPACK_IMPORTED_MODULE_2__/* .defined */ .s)(Object.fromEntries(names.map(name => [name, env[name]])));
    const config = child.NIX_CONFIG?.split('\n').filter(line => !SECRET_LINE.test(line));
    return { ...child, ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_2__/* .defined */ .s)({ NIX_CONFIG: config?.join('\n') }) };
}
const SECRET_LINE = new RegExp(`^\\s*(extra-)?(${_secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .SECRET_SETTINGS */ .Rt.join('|')})\\s*=`);
/** Variables of the job that commands do not get, unless the `env` of their step sets them. */
function withheldNames(env) {
    const names = _secrets_js__WEBPACK_IMPORTED_MODULE_1__/* .SECRET_VARIABLES */ .VP.filter(it => it.isUserSet).map(({ name }) => name);
    return names.filter(name => env[name]);
}
/** The variables that name a command file: all files in the folders of the known ones. */
function commandFiles(env) {
    const folders = COMMAND_FILES.flatMap(name => (env[name] ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(env[name]) : []));
    const others = Object.entries(env)
        .filter(([name, file]) => name.startsWith('GITHUB_') && file && folders.includes((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(file)))
        .map(([name]) => name)
        .filter(name => !OTHER_FILES.includes(name));
    return [...new Set([...COMMAND_FILES, ...others])];
}


/***/ }),

/***/ 2210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Rt: () => (/* binding */ SECRET_SETTINGS),
/* harmony export */   VP: () => (/* binding */ SECRET_VARIABLES),
/* harmony export */   tS: () => (/* binding */ isSecretVariable)
/* harmony export */ });
/**
 * The variables that no child gets, unless the `env` of its step sets them. Every other list of secrets derives from this
 * one. Secrets within other inputs are masked too: access-tokens and passwords in URLs. (inputs/secrets.ts)
 */
const SECRET_VARIABLES = [
    { name: 'INPUT_CACHIX-AUTH-TOKEN', isMasked: true, isDropped: true },
    { name: 'INPUT_CACHIX-SIGNING-KEY', isMasked: true, isDropped: true },
    { name: 'INPUT_BUILDERS-SSH-KEY', isMasked: true, isDropped: true },
    { name: 'INPUT_GITHUB-TOKEN', isMasked: true },
    { name: 'INPUT_' },
    { name: 'GITHUB_TOKEN', isUserSet: true },
    { name: 'GH_TOKEN', isUserSet: true },
    { name: 'CACHIX_AUTH_TOKEN', isMasked: true, isDropped: true, isUserSet: true },
    { name: 'CACHIX_SIGNING_KEY', isMasked: true, isDropped: true, isUserSet: true },
    // Credentials of the runner, and the state of this action.
    { name: 'ACTIONS_', isDropped: true },
    { name: 'STATE_' },
];
/** Settings of Nix with credentials, or the path of a file with some: never in a file that others can read. */
const SECRET_SETTINGS = ['access-tokens', 'netrc-file'];
function isSecretVariable(variable, rows = SECRET_VARIABLES) {
    return rows.some(({ name }) => name.endsWith('_') ? variable.startsWith(name) : variable === name);
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return ({"6":"picomatch.chunk.js","16":"steps.chunk.js","40":"http-proxy-agent-https-proxy-agent.chunk.js","50":"missing-kerberos.chunk.js","130":"main.chunk.js","174":"shared-options.chunk.js","197":"shared-place.chunk.js","281":"fetched-path.chunk.js","306":"publish.chunk.js","326":"github.chunk.js","336":"named-script.chunk.js","525":"shared-report.chunk.js","540":"brace-expansion.chunk.js","548":"store-cache-parts.chunk.js","627":"child.chunk.js","633":"proxy-agents.chunk.js","719":"setup.chunk.js","741":"shared-errors-in.chunk.js","751":"post.chunk.js","771":"bootstrap.chunk.js","846":"post-uploads.chunk.js","926":"programs.chunk.js","947":"actions-cache.chunk.js","954":"libraries.chunk.js","955":"actions-exec.chunk.js","989":"unbash.chunk.js"})[chunkId];
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(1296);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
