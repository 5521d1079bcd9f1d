export const id = 463;
export const ids = [463];
export const modules = {

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
/** `unshare` flags for the namespaces that Nix's sandbox uses. */
const NAMESPACES = ['--mount', '--pid', '--fork', '--mount-proc', '--net', '--ipc', '--uts'];
const FIND_USER_TOOLS = 'PATH="$PATH:/usr/sbin:/sbin"; command -v groupadd && command -v useradd';
/** Inspects the machine without changing it. */
async function gatherFacts(system, env) {
    const user = (0,node_os__WEBPACK_IMPORTED_MODULE_2__.userInfo)();
    const linux = system.endsWith('-linux');
    const isRoot = user.uid === 0;
    const sudo = isRoot || (await succeeds(['sudo', '-n', 'true'], env));
    const asRoot = isRoot ? [] : ['sudo', '-n'];
    const [buildUsers, canAddUsers, rootSandbox, userSandbox, conf, tmpfs, mac] = await Promise.all([
        buildUsersOf(linux, env),
        linux && succeeds(['/bin/sh', '-c', FIND_USER_TOOLS], env),
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
    const candidates = [...new Set([...members, ...usual])];
    // Prints those that exist.
    const { stdout: users } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(['getent', 'passwd', ...candidates], { env });
    const existing = list(users, '\n').map(line => line.split(':')[0] ?? '');
    return {
        buildUsers: code === 0 ? members.filter(name => existing.includes(name)).length : undefined,
        missingUsers: members.filter(name => !existing.includes(name)),
        leftUsers: existing.filter(name => !members.includes(name)),
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
/** File system type of a tmpfs in statfs (linux/magic.h). */
const TMPFS_MAGIC = 0x01021994;
/** Whether a path is on a tmpfs. */
async function isInMemory(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.statfs)(path).then(({ type }) => type === TMPFS_MAGIC, () => false);
}
async function succeeds(argv, env) {
    return (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(argv, { env, cwd: '/' }).then(({ code }) => code === 0, () => false);
}


/***/ }),

/***/ 8844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkCompleteness: () => (/* binding */ checkCompleteness),
  createStepContext: () => (/* binding */ createStepContext),
  runAllSteps: () => (/* binding */ runAllSteps),
  selectSteps: () => (/* binding */ selectSteps)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/plain-file.js
var plain_file = __webpack_require__(7094);
// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/lint/syntax.js
var lint_syntax = __webpack_require__(7713);
// EXTERNAL MODULE: ./build/lib/json.js
var lib_json = __webpack_require__(292);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
;// CONCATENATED MODULE: ./build/lint/pins/stale-lock.js


/**
 * Pure: finds inputs that the lock file lacks, and a `follows` or an override that names no existing input.
 * @param lock the text of flake.lock; an invalid one has no findings
 */
function staleFindings(declared, lock) {
    // `inputs.self.submodules` configures how the flake itself is fetched.
    const { self, ...inputs } = declared.inputs;
    const graph = readGraph(lock);
    if (!graph)
        return [];
    const implied = Object.entries(declared.arguments)
        .filter(([name]) => name !== 'self' && !Object.hasOwn(inputs, name))
        .map(([name, line]) => [name, { line, follows: null }]);
    const all = [...Object.entries(inputs), ...implied];
    const names = new Set(all.map(([name]) => name));
    const followed = Object.entries(inputs).flatMap(([name, input]) => checkFollows(input, [name], names, graph));
    // An input that follows a missing one cannot be locked.
    const lost = new Set(followed.map(({ missing }) => missing));
    const lacking = all.filter(([name, it]) => !graph.has([name]) && !(it.follows !== null && lost.has(it.follows)));
    return [...lacking.map(([name, it]) => finding(it.line, lacks(name, it.follows))), ...followed];
}
function lacks(name, target) {
    const effect = target ? `which follows ${target}` : 'so each run may get another one';
    return `flake.lock lacks the input ${name}, ${effect}. Run nix flake lock, and commit flake.lock.`;
}
function checkFollows({ follows: target, at, inputs }, path, names, graph) {
    // An input that follows another has no inputs; an empty text removes the input.
    if (target !== null)
        return target === '' ? [] : checkTarget(target, at, path, names, graph);
    return Object.entries(inputs).flatMap(([name, input]) => {
        const below = [...path, name];
        if (graph.has(path) && !graph.has(below)) {
            const text = `${path.join('/')} has no input ${name}, so this override has no effect. Remove it.`;
            return [finding(input.at ?? input.line, text)];
        }
        return checkFollows(input, below, names, graph);
    });
}
function checkTarget(target, line, path, names, graph) {
    const parts = target.split('/');
    const depth = parts.findIndex((name, at) => {
        if (at === 0)
            return !names.has(name);
        return graph.has(parts.slice(0, at)) && !graph.has(parts.slice(0, at + 1));
    });
    if (depth < 0)
        return [];
    const parent = depth === 0 ? 'this flake' : parts.slice(0, depth).join('/');
    const text = `${path.join('/')} follows ${target}, but ${parent} has no input ${parts[depth]}.`;
    return [{ ...finding(line, text), missing: target }];
}
function finding(line, text) {
    return { file: 'flake.nix', ...(0,object/* defined */.s)({ line: line ?? undefined }), text };
}
/** Inputs on the path to one, including those that are followed. */
const MAX_STEPS = 1000;
function readGraph(lock) {
    const json = (0,lib_json/* parseJson */.qF)(lock);
    const nodes = (0,lib_json/* asMap */.$H)(json?.nodes);
    const root = (0,lib_json/* asText */.e1)(json?.root);
    if (!nodes || root === undefined || !(0,lib_json/* asMap */.$H)(nodes[root]))
        return undefined;
    const inputsOf = (node) => (0,lib_json/* asMap */.$H)((0,lib_json/* asMap */.$H)(nodes[node])?.inputs) ?? {};
    /** The node at a path; null: none, undefined: unknown. */
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
                : (0,lib_json/* asText */.e1)(next);
            if (typeof target !== 'string')
                return undefined;
            node = target;
        }
        return node;
    };
    return { has: path => nodeAt(path, { left: MAX_STEPS }) !== null };
}

;// CONCATENATED MODULE: ./build/lint/pins/locks.js






/** Warnings; the last one lists the remaining findings. */
const MAX_WARNINGS = 3;
/** Seconds to read the inputs of one flake, which are plain values. */
const EVAL_TIMEOUT_S = 10;
/** Reads the declared inputs of a flake.nix: nothing is fetched, built or locked, and no other file is read. */
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
 * Compares flake.nix with flake.lock, during the steps. Never throws.
 * @param folders of flakes, absolute
 */
async function checkLocks(context, folders, tracked) {
    const found = folders.map(folder => staleIn(folder, context));
    const findings = await Promise.all(found).catch(() => []);
    return findings.flat().map(it => ({ ...it, file: tracked.shown(it.file) }));
}
/** Logs the findings, after the steps: one on which a step failed is left out. */
function reportLocks(findings, steps, logger) {
    const errors = steps.flatMap(({ error }) => error?.message ?? []).join('\n');
    const fresh = findings.filter(({ missing }) => missing === undefined || !errors.includes(`non-existent input '${missing}'`));
    const single = fresh.length > MAX_WARNINGS ? fresh.slice(0, MAX_WARNINGS - 1) : fresh;
    for (const it of single)
        logger.warning(sentence(it), 'Pins', it);
    const rest = fresh.slice(single.length);
    const [first] = rest;
    if (first)
        logger.warning(rest.map(sentence).join('\n'), 'Pins', first);
}
function sentence(finding) {
    return (0,lib_text/* toOneLine */.GX)(`${(0,lint_syntax/* formatPlace */.dE)(finding)}: ${finding.text}`, 600);
}
async function staleIn(folder, context) {
    const file = (0,external_node_path_.join)(folder, 'flake.nix');
    const [flake, lock] = await Promise.all([(0,plain_file/* readPlain */.r)(file), (0,plain_file/* readPlain */.r)((0,external_node_path_.join)(folder, 'flake.lock'))]);
    if (flake === undefined || lock === undefined)
        return [];
    const declared = await declaredIn(file, context);
    return declared ? staleFindings(declared, lock).map(it => ({ ...it, file })) : [];
}
/** Undefined if Nix cannot read it, which the steps or the syntax check report. */
async function declaredIn(file, { nix, env, ctx }) {
    const argv = [
        ...[(0,external_node_path_.join)(nix.bin, 'nix-instantiate'), '--eval', '--strict', '--json', '-E', DECLARED],
        ...['--argstr', 'path', file, '-I', `flake=${file}`, '--option', 'restrict-eval', 'true'],
    ];
    const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(EVAL_TIMEOUT_S * 1000)]);
    const { code, stdout } = await (0,spawn/* capture */.Fg)(argv, { env: { ...env, NIX_PATH: '' }, cwd: '/', cancel });
    return code === 0 ? JSON.parse(stdout) : undefined;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/nix/diagnostics/paths.js
var diagnostics_paths = __webpack_require__(4339);
;// CONCATENATED MODULE: ./build/nix/diagnostics/repository.js



/** Larger files are data, not something that a person repairs. */
const LARGEST = 2 ** 20;
const MOST_FILES = 20_000;
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
    const name = (0,diagnostics_paths/* within */.ux)('', path);
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
            if (++seen > MOST_FILES || found.length >= MOST_SEARCHED)
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

// EXTERNAL MODULE: ./build/steps/deadlines.js
var deadlines = __webpack_require__(6449);
// EXTERNAL MODULE: ./build/steps/detect.js + 1 modules
var detect = __webpack_require__(8731);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/inputs/steps/shell-words.js
var shell_words = __webpack_require__(4258);
// EXTERNAL MODULE: ./build/nix/hash.js
var nix_hash = __webpack_require__(3314);
;// CONCATENATED MODULE: ./build/steps/flake/keep-inputs.js





/**
 * On a store that others use too, keeps the inputs of a step's flakes for the rest of the job, as the lock file names
 * them. Only what is in the store: nothing is fetched for it, and no process is started.
 */
async function keepFlakeInputs(run) {
    const { roots, workspace } = run.context;
    if (!roots.isShared)
        return;
    const locks = flakeFolders(run.step, run.cwd, workspace).map(it => (0,external_node_path_.join)(it, 'flake.lock'));
    const texts = await Promise.all(locks.map(lock => (0,promises_.readFile)(lock, 'utf8').catch(() => '')));
    await roots.keep(texts.flatMap(lockedSources));
}
/** The folders of the local flakes that a step in a directory reads, each once. */
function flakeFolders(step, cwd, workspace) {
    const folders = flakesOf(step).flatMap(reference => localFolder(reference, cwd));
    return [...new Set(folders.flatMap(folder => flakeAround(folder, workspace) ?? []))];
}
/** Pure: the paths of all inputs that a lock file names by their hash; none where it is no lock file. */
function lockedSources(text) {
    return [...text.matchAll(/"narHash": *"(sha256-[^"]+)"/g)].flatMap(([, hash = '']) => (0,nix_hash/* sourcePath */.Z3)(hash) ?? []);
}
/** The references of the flakes that a step reads. */
function flakesOf(step) {
    if (step.kind === 'flake-check')
        return [step.argument.trim() || '.'];
    if (step.kind === 'develop')
        return [flakeOf(step.shell ?? '.')];
    if (step.kind !== 'build' && step.kind !== 'eval')
        return [];
    const references = (0,shell_words/* expandWords */.AK)(step.argument).map(flakeOf);
    return references.length > 0 ? references : ['.'];
}
function flakeOf(installable) {
    return installable.split('#')[0] || '.';
}
/** Where a reference to a flake of this machine leads. */
function localFolder(reference, cwd) {
    const path = /^(?:path:|git\+file:)?(\.{0,2}(?:\/[^?]*)?)(?:\?.*)?$/.exec(reference)?.[1];
    return path ? [(0,external_node_path_.resolve)(cwd, path.replace(/^\/\/(?=\/)/, ''))] : [];
}
/** Of the flake of a folder, which may be one of the folders above, as for Nix. */
function flakeAround(folder, top) {
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'flake.nix')))
        return folder;
    return folder === top || (0,external_node_path_.dirname)(folder) === folder
        ? undefined
        : flakeAround((0,external_node_path_.dirname)(folder), top);
}

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/model/errors-in.js
var errors_in = __webpack_require__(8319);
// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
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

/** Exit codes that do not mean a failed test. (bash(1), EXIT STATUS; timeout(1); 128 + signals sent from outside) */
const CODES = {
    124: 'timeout',
    126: 'no-command',
    127: 'no-command',
    129: 'other',
    130: 'other',
    137: 'out-of-memory',
    143: 'other',
};
/** Causes for which another attempt would fail in the same way. */
const DETERMINISTIC = [
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
/** A client error is final: only 408 and 429 ask to retry. */
const REFUSAL = /(?:HTTP error|returned error:) 4(?!08|29)\d\d\b/;
/** Why a command outside the sandbox failed, from its error and exit code. */
function causeOfCommand({ kind, reason }, code) {
    return { kind: kind === 'test' ? (CODES[code ?? 0] ?? kind) : kind, reason };
}
/** Whether another attempt could end differently. */
function isRetryable({ status, causes = [] }) {
    if (status === 'timeout')
        return true;
    return status === 'failure' && causes.length > 0 && causes.every(isTransient);
}
/** Whether only the network failed, which is not the fault of the step's own tests. */
function isNetworkFailure({ status, causes = [] }) {
    const isNetwork = (cause) => cause.kind === 'network' && isTransient(cause);
    return status === 'failure' && causes.length > 0 && causes.every(isNetwork);
}
function isTransient({ kind, reason }) {
    return !DETERMINISTIC.includes(kind) && !(kind === 'network' && REFUSAL.test(reason));
}
/** The first line of the reason; for a network failure the line that names the host. */
function shortReason({ causes: [cause] = [], error, status }) {
    const lines = (cause?.reason ?? error?.message ?? status).split('\n');
    return (cause?.kind === 'network' ? unreached(lines) : undefined) ?? lines[0] ?? '';
}

// EXTERNAL MODULE: ./build/nix/attribute.js
var nix_attribute = __webpack_require__(6852);
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
// EXTERNAL MODULE: ./build/nix/derivation.js
var nix_derivation = __webpack_require__(219);
// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var nix_store = __webpack_require__(7726);
;// CONCATENATED MODULE: ./build/steps/available-checks.js






function checkLookup(run) {
    return {
        available: (checks, resolved) => available(run, checks, resolved),
        nonDerivations: checks => nonDerivations(run, checks),
    };
}
async function available(run, checks, resolved) {
    await instantiate(run, checks);
    const derivations = [...new Set(checks.flatMap(({ derivation }) => derivation ?? []))];
    const outputsOf = new Map();
    for (const one of derivations)
        outputsOf.set(one, (await (0,nix_derivation/* readDerivation */.Gw)(one)).outputs);
    const { nix, env } = run.context;
    const outputs = [...outputsOf.values()].flat();
    const valid = new Set(await new nix_store/* Store */.il(nix, env).valid(outputs).catch(() => []));
    const isValid = (one) => {
        const paths = outputsOf.get(one) ?? [];
        return paths.length > 0 && paths.every(path => valid.has(path));
    };
    const inStore = new Set(derivations.filter(isValid));
    // Nix finds what is in a cache or content-addressed by derivation; since 2.35, and with content-addressed inputs, only
    // by the resolved one.
    const others = derivations.filter(one => !inStore.has(one));
    const asBuilt = (one) => resolved.get(one) ?? one;
    if (others.length === 0)
        return inStore;
    const dry = await run.quietNix(['nix-store', '--realise', '--dry-run', ...others.map(asBuilt)]);
    if (dry.code !== 0)
        return inStore;
    const toBuild = new Set(dry.log.run().toBuild);
    return new Set([...inStore, ...others.filter(one => !toBuild.has(asBuilt(one)))]);
}
/** Writes missing derivations to the store: with `--no-build` Nix does not. */
async function instantiate(run, checks) {
    const missing = checks.filter(({ derivation = '' }) => !(0,external_node_fs_.existsSync)(derivation));
    const names = namesOf(run, missing);
    if (names.length > 0)
        await ask(run, `map (name: checks.\${name}.drvPath)`, names);
}
async function nonDerivations(run, checks) {
    const has = `(builtins.tryEval (checks.\${name} ? drvPath))`;
    const filter = `builtins.filter (name: let it = ${has}; in it.success && !it.value)`;
    const names = await ask(run, filter, namesOf(run, checks));
    return new Set(names.map(name => `${prefixOf(run)}${name}`));
}
/** Applies a Nix function to the names of checks; empty if it does not evaluate. */
async function ask(run, what, names) {
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
function namesOf(run, checks) {
    const prefix = prefixOf(run);
    return checks.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
function prefixOf({ context }) {
    return `checks.${context.nix.system}.`;
}

// EXTERNAL MODULE: ./build/nix/diagnostics/message.js
var diagnostics_message = __webpack_require__(4124);
;// CONCATENATED MODULE: ./build/steps/ask-nix.js


/** Runs a Nix program and parses the JSON that it prints; undefined if it fails or is cancelled. */
async function askNix({ context, cwd, step }, [program, ...words], cancel) {
    const env = { ...context.env, ...step.env };
    try {
        const argv = [(0,external_node_path_.join)(context.nix.bin, program), ...words];
        const { code, stdout } = await (0,spawn/* capture */.Fg)(argv, { env, cwd, cancel });
        return code === 0 ? JSON.parse(stdout) : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/steps/definitions.js





/** Milliseconds that looking up the definitions of failed builds may take. */
const LOOKUP_TIMEOUT_MS = 15_000;
/** The most failures that are looked up. */
const MAX_LOOKUPS = 50;
/** Nix expression: `look` gives the positions of a derivation, `walk` those of all that nix-build would build. */
const POSITIONS = `
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
 * Looks up, in one evaluation, where checks are defined.
 * @param attributes derivation -> flake outputs that are this derivation
 */
function checkDefinitions(run, reference, attributes) {
    return async (derivations) => {
        const known = derivations.flatMap(derivation => {
            const check = attributes.get(derivation)?.find(name => name.startsWith('checks.'));
            return check ? [(0,nix_attribute/* attributeParts */.V3)(check)] : [];
        });
        if (known.length === 0)
            return new Map();
        const looks = known.slice(0, MAX_LOOKUPS).map(([, system = '', name = '']) => {
            const set = `checks.\${${(0,nix_attribute/* nixString */.z7)(system)}}`;
            return `(look (at ${(0,nix_attribute/* nixString */.z7)(name)} ${set}) ${set}.\${${(0,nix_attribute/* nixString */.z7)(name)}})`;
        });
        const apply = `checks: let ${POSITIONS} in [ ${looks.join(' ')} ]`;
        return askFlake(run, [`${reference}#checks`], apply);
    };
}
/**
 * Looks up where the derivations of a `nix build` are defined, with one evaluation per installable.
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
        const apply = `value: let ${POSITIONS} in walk true null value`;
        const asked = await Promise.all(installables.slice(0, 4).map(it => askFlake(run, [...ofFile, ...system, it], apply)));
        return new Map(asked.flatMap(it => [...it]));
    };
}
/** Looks up where the derivations of a `nix-build` are defined. */
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
        const text = `{ ... }@args: let ${POSITIONS}
      call = value: if builtins.isFunction value
        then value (builtins.intersectAttrs (builtins.functionArgs value) args) else value;
      value = call (import ${path});
    in builtins.concatMap (it: walk true null (call it)) [ ${all.join(' ')} ]`;
        const question = ['--eval', '--strict', '--json', '--expr', text];
        // Without an argument Nix would not call a function.
        return definitions_ask(run, ['nix-instantiate', ...question, ...args, '--arg', 'nixCiLook', 'null']);
    };
}
/** The number of words that follow a flag of nix-build. */
const WITH_VALUES = {
    ...{ '-A': 1, '--attr': 1, '-I': 1, '--arg': 2, '--argstr': 2, '--option': 2 },
    ...{ '-o': 1, '--out-link': 1, '-j': 1, '--max-jobs': 1, '--cores': 1, '--builders': 1 },
    ...{ '--timeout': 1, '--max-silent-time': 1, '--store': 1, '--add-root': 1, '--log-format': 1 },
};
/** The flags among them that change the value. */
const VALUE_FLAGS = ['-I', '--arg', '--argstr', '--option'];
/** Parses the words of a nix-build; undefined for anything but one file and attributes with plain names. */
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
        else if (VALUE_FLAGS.includes(word))
            args.push(word, ...values);
        at += count;
    }
    const [file = 'default.nix', ...others] = files;
    const isPlain = attributes.every(name => /^[A-Za-z_][\w'-]*(?:\.[A-Za-z_][\w'-]*)*$/.test(name));
    if (others.length > 0 || !isPlain || /^<|:/.test(file))
        return undefined;
    return { file, attributes, args };
}
async function askFlake(run, words, apply) {
    const flags = [...inputArguments(run.step.args), '--no-write-lock-file'];
    return definitions_ask(run, ['nix', 'eval', '--json', ...words, '--apply', apply, ...flags]);
}
/** Runs Nix and reads its answer; empty if it fails or takes too long. */
async function definitions_ask(run, argv) {
    const timeout = AbortSignal.timeout(LOOKUP_TIMEOUT_MS);
    const answer = await askNix(run, argv, AbortSignal.any([run.context.ctx.cancel, timeout]));
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
/** Reads a position from `unsafeGetAttrPos`, or from `meta.position` (`FILE:LINE`). */
function positionIn(value) {
    if (typeof value === 'string') {
        const [, file = '', line = ''] = /^(.*):(\d+)$/s.exec(value) ?? [];
        return (0,diagnostics_message/* positionOf */.d)({ file, line: Number(line) });
    }
    const { file, line, column } = (value ?? {});
    const isPosition = typeof file === 'string' && typeof line === 'number';
    return isPosition ? (0,diagnostics_message/* positionOf */.d)({ file, line, ...(column ? { column } : {}) }) : undefined;
}

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
        return expiry?.message ?? 'ran out of time';
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
    const parts = name.startsWith('checks.')
        ? (0,nix_attribute/* attributeParts */.V3)((0,nix_attribute/* plainAttribute */.bb)(name))
        : splitAttribute(name);
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
    const name = attribute && (0,nix_attribute/* attributeParts */.V3)(attribute).at(-1);
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
    const names = isSource ? urlsIn(hint) : input_place_namesOf(message);
    const text = (await repository.read(entry)) ?? '';
    return (lineWith(names, entry, text) ??
        inputLine(message, entry, text) ??
        (await elsewhere(names, repository)));
}
/** How a text may name what was fetched: the address, or owner and name. */
function input_place_namesOf(message) {
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
        const causes = causesOf(all);
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
function causesOf(all) {
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
;// CONCATENATED MODULE: ./build/steps/outcome.js


const SUCCESS = { status: 'success', exitCode: 0 };
/** A step that failed before any of its processes ran. */
function refused(message) {
    return { status: 'failure', exitCode: null, error: { message } };
}
/** The status of a step whose process ended so. */
function statusOf({ cancelled, timedOut, code }) {
    if (cancelled)
        return 'cancelled';
    if (timedOut)
        return 'timeout';
    return code === 0 ? 'success' : 'failure';
}
/** How a process ended: `exit code 1`, `timed out`. */
function endOf({ cancelled, timedOut, expiry, code, signal }) {
    if (cancelled)
        return 'was cancelled';
    if (timedOut)
        return expiry?.message ?? 'timed out';
    return signal ? `was terminated by ${signal}` : `exit code ${code}`;
}
/** The exit code; null if the action stopped the process. */
function exitCodeOf({ cancelled, timedOut, code }) {
    return timedOut || cancelled ? null : code;
}
/** The fields of an error that are reported, without terminal colors: the job page shows none. */
function stepError({ message, file, line, column, kind, keptFolder }) {
    return {
        message: (0,external_node_util_.stripVTControlCharacters)(message),
        ...(0,object/* defined */.s)({ file, line, column, kind, keptFolder }),
    };
}

// EXTERNAL MODULE: ./build/steps/scripts/named-script.js
var named_script = __webpack_require__(4336);
// EXTERNAL MODULE: ./build/host/process/short.js
var process_short = __webpack_require__(1327);
;// CONCATENATED MODULE: ./build/steps/bash.js



/**
 * The path of a bash 5 or newer, which Nix's environments need: macOS ships 3.2.
 * @param env its PATH is searched before the usual places
 */
async function modernBash(env) {
    const directories = [
        ...(env.PATH ?? '').split(external_node_path_.delimiter),
        '/opt/homebrew/bin',
        '/usr/local/bin',
        '/bin',
    ];
    const found = directories.map(directory => (0,external_node_path_.join)(directory, 'bash')).filter(external_node_fs_.existsSync);
    for (const bash of new Set(found)) {
        const { stdout } = await (0,process_short/* runShort */.c)([bash, '-c', 'echo $BASH_VERSINFO'], { env });
        if (Number(stdout) >= 5)
            return bash;
    }
    return undefined;
}
/**
 * A command of several lines is a script that stops at the first line that fails, like a workflow's `run:`. A single
 * line runs exactly as under `nix-shell --run`.
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
    const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK).catch(() => undefined);
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

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./build/host/git.js
var host_git = __webpack_require__(7559);
;// CONCATENATED MODULE: ./build/steps/source-roots.js







const FLAKE = 'flake.nix';
/** Where the sources of a call lie: the checkout, and its copy in the store. */
async function sourceRootsOf(run, { entry, flake }) {
    const { workspace, repository, env } = run.context;
    const checkout = checkoutAt({ env, workspace, cancel: run.context.ctx.cancel });
    const top = { path: workspace, folder: '' };
    if (entry !== FLAKE) {
        const file = await source_roots_fileOf(run.cwd, entry);
        return {
            repository,
            checkout,
            roots: [top],
            entry: file ? (source_roots_inside(workspace, file) ?? '') : '',
        };
    }
    const place = await flakePlace(run, flake ?? '.');
    return { repository, checkout, roots: [top, ...place.roots], entry: place.entry };
}
/** What installables read: a file (`--file`), or the flake of the first. */
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
/** The file that Nix reads: default.nix in a directory. */
async function source_roots_fileOf(cwd, entry) {
    if (entry === '')
        return undefined;
    const path = (0,external_node_path_.resolve)(cwd, entry);
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    return found?.isDirectory() ? (0,external_node_path_.join)(path, 'default.nix') : path;
}
/** Answers per step: they do not change. */
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
    const known = await metadata(run, flake);
    if (!known)
        return unreadFlake(run, flake);
    const top = localPath(known.resolved);
    if (!top)
        return { entry: '', roots: [] };
    const [from, to] = await Promise.all([workspace, top].map(it => (0,promises_.realpath)(it).catch(() => it)));
    const entry = source_roots_inside(from ?? '', (0,external_node_path_.join)(to ?? '', known.resolved.dir ?? '', FLAKE)) ?? '';
    if (known.path === undefined)
        return { entry, roots: [] };
    const folder = source_roots_inside(from ?? '', to ?? '');
    // The workspace may be a directory of the repository.
    const root = folder === undefined
        ? { path: (0,external_node_path_.join)(known.path, source_roots_inside(to ?? '', from ?? '') ?? '/'), folder: '' }
        : { path: known.path, folder };
    return { entry, roots: [root] };
}
/** A missing file acts as an empty registry; older versions take an empty string as a URL. */
const NO_REGISTRY = '/var/empty/flake-registry.json';
/** Nix gives no metadata of a flake.nix that does not evaluate, but it fetches the source. */
async function unreadFlake(run, flake) {
    const entry = guess(run, flake);
    // A directory needs no registry; by default Nix would download one.
    const words = ['flake', 'prefetch', '--json', '--option', 'flake-registry', NO_REGISTRY, flake];
    const answer = entry === '' ? undefined : await source_roots_ask(run, words);
    const path = answer?.storePath;
    if (typeof path !== 'string')
        return { entry, roots: [] };
    // The source of a git flake is the whole repository.
    const folder = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, entry)) ? '' : (0,external_node_path_.dirname)(entry);
    return { entry, roots: [{ path, folder: folder === '.' ? '' : folder }] };
}
const METADATA_TIMEOUT_MS = 30_000;
/** The metadata of a flake; undefined if Nix fails. */
async function metadata(run, flake) {
    const words = ['flake', 'metadata', '--json', '--no-write-lock-file', flake];
    const answer = await source_roots_ask(run, [...words, ...inputArguments(run.step.args)]);
    const { path, resolved } = (answer ?? {});
    return resolved && { ...(typeof path === 'string' ? { path } : {}), resolved };
}
function source_roots_ask(run, words) {
    return askNix(run, ['nix', ...words], AbortSignal.timeout(METADATA_TIMEOUT_MS));
}
/** The local directory that a flake is read from. */
function localPath({ type, url = '', path }) {
    if (type === 'path')
        return path;
    return url.startsWith('file://') ? (0,external_node_url_.fileURLToPath)(url.replace(/\?.*$/s, '')) : undefined;
}
/** The flake.nix of a local reference: in that directory or one above. */
function guess({ context: { workspace }, cwd }, flake) {
    const [, path, query = ''] = /^(?:path:|git\+file:(?:\/\/)?)?((?:\.{1,2}|\/)[^?#]*)?(?:\?([^#]*))?$/.exec(flake) ?? [];
    if (path === undefined && query === '')
        return '';
    const dir = new URLSearchParams(query).get('dir') ?? '';
    for (let at = (0,external_node_path_.resolve)(cwd, path ?? '.', dir); source_roots_inside(workspace, at) !== undefined; at = (0,external_node_path_.dirname)(at))
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(at, FLAKE)))
            return (0,external_node_path_.join)(source_roots_inside(workspace, at) ?? '', FLAKE);
    return '';
}
/** A path relative to a directory; undefined if it is not inside. */
function source_roots_inside(folder, path) {
    const name = (0,external_node_path_.relative)(folder, path);
    return name === '..' || name.startsWith('../') || name.startsWith('/') ? undefined : name;
}
/** Seconds that each call of git may take. */
const GIT_TIMEOUT_S = 10;
/** What git knows about the checkout; git is called on first use. */
function checkoutAt(options) {
    let checkout;
    return () => {
        checkout ??= askGit(options);
        return checkout;
    };
}
async function askGit(options) {
    const git = async (...words) => {
        const rest = { emptyFolder: '/', timeout: GIT_TIMEOUT_S };
        const answer = await (0,host_git/* askRepository */.gq)(options.workspace, words, { ...options, ...rest });
        return 'code' in answer && answer.code === 0 ? answer.stdout.trim() : '';
    };
    const [shallow, sparse, changed] = await Promise.all([
        git('rev-parse', '--is-shallow-repository'),
        git('config', '--bool', 'core.sparseCheckout'),
        // Does not compare contents, so it runs no configured filter.
        git('diff-index', '--name-only', 'HEAD', '--'),
    ]);
    return {
        isShallow: shallow === 'true',
        isSparse: sparse === 'true',
        changed: changed.split('\n').filter(name => name !== ''),
    };
}

;// CONCATENATED MODULE: ./build/steps/diagnose.js

















/** The errors of libgit2 and git about a repository that another user owns. */
const FOREIGN = /is not owned by current user|detected dubious ownership/;
const FOREIGN_HINT = 'The workspace is owned by another user, as is common in a container job. Run in an earlier step: git config --global --add safe.directory "$GITHUB_WORKSPACE"';
/** Why a Nix call failed: one entry per failure; empty after a success. */
async function explainCall(run, result, about) {
    if (result.code === 0)
        return [];
    const { errors, builds, lacksMemory } = result.log.run();
    const isCut = result.cancelled || result.timedOut;
    // Nix reports an interrupt when the action stops it.
    const all = errors.filter(({ kind, text }) => !(isCut && kind === 'interrupted') && !about.expected?.test(text));
    const shown = isCut || !isDueToCache(all, builds) ? all.filter(({ isCache }) => !isCache) : all;
    const failed = builds.filter(({ status }) => status === 'failed' || status === 'timeout');
    const definitions = failed.length > 0 && !isCut
        ? await about.definitions?.(failed.map(({ derivation }) => derivation))
        : undefined;
    const failures = {
        errors: shown.map(error => {
            const attribute = about.attribute ?? knownName(error.attribute, about) ?? about.within;
            const isEarly = error.kind === 'early';
            const also = error.also?.map(name => knownName(name, about) ?? name) ?? [];
            const named = attribute && !isEarly ? { attribute } : {};
            return { ...rewritten(error, about.rewrite), isEarly, also, ...named };
        }),
        builds: await Promise.all(failed.map(failedBuild)),
        ...(0,object/* defined */.s)({ definitions, attributes: about.attributes, names: about.names }),
        ...(0,object/* defined */.s)({ attribute: about.attribute || undefined, within: about.within || undefined }),
        needs: await needsOf(run, builds),
        end: { ...result, lacksMemory },
        ...(shown.some(({ text }) => (0,rules/* lostDaemon */.H0)(text))
            ? { daemonLog: await run.context.daemon?.lastLines() }
            : {}),
        reproduce: ({ attribute, said }) => (attribute && about.reproduceOne?.(attribute, said)) || about.reproduce,
    };
    return explainNix(failures, await sourceRootsOf(run, about));
}
/** Rewrites an error and its trace for the reader. */
function rewritten(error, words) {
    if (!words)
        return error;
    const { text, raw, trace } = error;
    return {
        ...error,
        text: words(text),
        ...(0,object/* defined */.s)({
            raw: raw === undefined ? raw : words(raw),
            trace: trace?.map(it => ({ ...it, raw_msg: words(it.raw_msg) })),
        }),
    };
}
/** Whether the call failed only because of caches that Nix was told not to do without. Pure. */
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
function knownName(printed, { names = [] }) {
    return names.find(name => (0,log_errors/* withoutColours */.mU)(name) === printed) ?? printed;
}
/** The most dependents whose failed dependency is looked up. */
const MAX_DEPENDENTS = 50;
/** The requisites of derivations whose dependency failed. */
async function needsOf({ context: { nix, env } }, builds) {
    const store = new nix_store/* Store */.il(nix, env);
    const failed = builds.filter(({ status }) => status === 'dependency-failed');
    const needs = new Map();
    for (const { derivation } of failed.slice(0, MAX_DEPENDENTS)) {
        needs.set(derivation, await store.requisites(derivation).catch(() => []));
    }
    return needs;
}
/** The outcome of a Nix call that is not reported check by check. */
async function outcomeOfNix(run, result, about) {
    return outcomeOfCall(result, await explainCall(run, result, about), about);
}
/** The outcome of a Nix call: failed builds are listed one by one, everything else is the step's error. Pure. */
function outcomeOfCall(result, explained, about) {
    const status = statusOf(result);
    if (status === 'success')
        return SUCCESS;
    const causes = oneACause(explained).filter(({ isConsequence }) => !isConsequence);
    const primary = causes.filter(({ isCut }) => !isCut);
    const first = primary.find(({ derivation }) => derivation === undefined) ??
        causes.find(({ isCut }) => isCut) ??
        causes[0];
    const messages = primary.map(({ message }) => message);
    const others = primary.filter(({ derivation }) => derivation === undefined);
    if (result.log.errors.some(error => FOREIGN.test(error)))
        messages.push(FOREIGN_HINT);
    if (messages.length === 0 && status === 'failure')
        messages.push('Nix printed no error.');
    const cut = status === 'failure' ? [] : [cutShort(result), ...stillRan(result, about)];
    const reproduce = primary.length > 0 ? [] : [`Reproduce: ${about.reproduce}`];
    const message = [...cut, ...messages, ...reproduce].join('\n\n');
    return {
        status,
        exitCode: exitCodeOf(result),
        error: stepError({ ...first, message }),
        causes: causes.length > 0
            ? causes.map(({ kind, reason }) => ({ kind, reason }))
            : [{ kind: 'other', reason: message }],
        failedDependencies: primary.flatMap(one => failedDependency(one, result)),
        otherErrors: others.map(stepError),
    };
}
/** Network requests that are shown. */
const MAX_WAITS = 3;
/** Builds that are named. */
const MAX_BUILDS_NAMED = 10;
/** Why a call was stopped, and what was running. */
function cutShort(result) {
    const { builds: all, waiting, end } = result.log.run();
    const builds = all.filter(({ isCut }) => isCut);
    const names = builds.slice(0, MAX_BUILDS_NAMED).map(({ name }) => name);
    const built = names.length > 0 ? ` Nix was building ${names.join(', ')}.` : '';
    const waits = waiting.slice(0, MAX_WAITS).map(wait => (0,retries/* waitText */.L)(wait, end));
    const waited = waits.length > 0 ? ` Nix was ${(0,lib_text/* escapeInvisible */.ts)(waits.join('; '))}.` : '';
    const running = result.expiry?.running ?? [];
    const ran = running.length > 0 ? ['Running processes, which were terminated:', ...running] : [];
    return [`The step ${endOf(result)}.${built}${waited}`, ...ran].join('\n');
}
/** Interrupted builds whose log is shown, and the lines of each. */
const MAX_BUILDS_SHOWN = 5;
const TAIL_LINES = 20;
/** The builds that were interrupted, each with the last lines of its log. */
function stillRan({ log }, { attributes }) {
    const { builds } = log.run();
    const running = builds.filter(({ isCut }) => isCut);
    const shown = running.slice(0, MAX_BUILDS_SHOWN).map(build => {
        const seconds = ((build.end ?? build.start) - build.start) / 1000;
        const lines = build.tail().slice(-TAIL_LINES);
        const tail = lines.length > 0 ? `Last lines:\n${lines.join('\n')}` : 'It printed nothing.';
        const checks = attributes?.get(build.derivation)?.map(lib_text/* escapeInvisible */.ts).join(', ');
        const name = checks ? `${build.name} (${checks})` : build.name;
        return `${name} had been building for ${seconds.toFixed(1)} s. ${tail}`;
    });
    const rest = running.length - shown.length;
    return rest > 0 ? [...shown, `${(0,format/* plural */.LS)(rest, 'more build')} were running.`] : shown;
}
/** The report's record of a failed build. */
function failedDependency(one, { log }) {
    if (!one.derivation)
        return [];
    const build = log.run().builds.find(({ derivation }) => derivation === one.derivation);
    const seconds = build?.end === undefined ? 0 : (0,format/* round */.LI)((build.end - build.start) / 1000);
    const status = one.kind === 'timeout' ? 'timeout' : 'failed';
    const name = build?.name ?? (0,external_node_path_.basename)(one.derivation).replace(/^[^-]*-|\.drv$/g, '');
    return [{ name, drv: one.derivation, status, seconds, error: stepError(one) }];
}
/** The outcome of a command outside the sandbox, with the last lines of its output and the place that they name. */
async function outcomeOfCommand(run, exit, output, reproduce) {
    const status = statusOf(exit);
    if (status === 'success')
        return SUCCESS;
    const { step, context, cwd } = run;
    const place = { cwd, env: context.env };
    const isFailure = status === 'failure';
    const notRunnable = isFailure ? await whyNotRunnable(step, exit.code, place) : undefined;
    const returns = isFailure ? await hintOfReturns(step, place, output) : undefined;
    // Then the syntax error is in the command itself, not in a script.
    const script = notRunnable?.includes(' -c: line ') ? undefined : (0,named_script/* scriptOf */.F)(step.argument)?.path;
    const scene = { repository: context.repository, roots: [{ path: context.workspace, folder: '' }] };
    const folder = (0,external_node_path_.relative)(context.workspace, cwd);
    const explained = await explainCommand({
        name: step.name,
        end: exit,
        output: output.length > 0 ? output : ['(no output)'],
        folder,
        ...(script && !(0,external_node_path_.isAbsolute)(script) ? { script: (0,external_node_path_.join)(folder, script) } : {}),
        reproduce,
        hints: [notRunnable, returns].flatMap(it => it ?? []),
    }, scene);
    return {
        status,
        exitCode: exitCodeOf(exit),
        error: stepError(explained),
        causes: [
            notRunnable
                ? { kind: 'no-command', reason: notRunnable }
                : causeOfCommand(explained, exit.code),
        ],
    };
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
    const parts = (0,nix_attribute/* attributeParts */.V3)(attribute);
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
    const parts = (0,nix_attribute/* attributeParts */.V3)(attribute);
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
const PATIENCE_MS = 20_000;
const spent = new WeakMap();
/** Whether a command of Nix says it too. */
async function gives(run, [command = '', ...words], said) {
    const { context, step, cwd } = run;
    const began = performance.now();
    const left = Math.ceil(PATIENCE_MS - (spent.get(run) ?? 0));
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
    const failedDependencies = others.flatMap(one => told.has(one.derivation) ? [] : failedDependency(one, result));
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
    const bare = code === 0 ? new Set(without.map(({ name }) => name)) : look.nonDerivations(without);
    return {
        found: idle.length > 0 ? await look.available(idle, log.run().resolved) : none,
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
    const checks = await checksOf(evaluated, result, all, run.context.nix.system, checkLookup(run));
    // A check that does not evaluate fails the step, however well the others build.
    const ended = explained.length > 0 && result.code === 0 ? { ...result, code: 1 } : result;
    return { ...outcomeOfCall(ended, all, about), ...checks };
}
/** `nix flake check` passes over a check without drvPath: that it has none is no error. */
async function withoutBare(run, { evaluated, failures, result }) {
    const bad = evaluated.filter(({ name }) => failures.has(name));
    const bare = bad.length > 0 ? await checkLookup(run).nonDerivations(bad) : new Set();
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
    return ['eval', '--raw', ...(0,nix_attribute/* derivationArgs */.H7)(flake.url, (0,nix_attribute/* attributeParts */.V3)(attribute)), ...args];
}
/** One command that builds attributes; those that no installable can name by way of their derivations. */
function reproduceChecks(run, attributes) {
    const all = attributes.map(name => [name, (0,nix_attribute/* installableOf */.Lz)(reference(run), (0,nix_attribute/* attributeParts */.V3)(name))]);
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
        return byPosition(await run.quietNix(['nix-instantiate', ...words]), ({ stdout }) => stdout.split('\n').filter(line => line !== ''));
    },
    build: async (run) => {
        const { step } = run;
        const system = step.system ? ['--system', step.system] : [];
        const words = [...(0,shell_words/* expandWords */.AK)(step.argument), ...system, ...step.args];
        const ask = ['nix', 'build', ...words, '--dry-run', '--json', '--no-link'];
        return byPosition(await run.quietNix(ask), ({ stdout }) => JSON.parse(stdout).flatMap(({ drvPath }) => drvPath ?? []));
    },
    'flake-check': async (run) => {
        const { step, context } = run;
        const installable = `${reference(run)}#checks.${context.nix.system}`;
        const { names, failure } = await checkNames(run);
        if (failure)
            return undefined;
        const chosen = step.select.length > 0 ? selectedOf(names, run) : names;
        // Only derivations are built; a check that is not selected need not evaluate.
        const list = chosen.map(nix_attribute/* nixString */.z7).join(' ');
        const apply = `checks: map (name: checks.\${name}.drvPath or "") [ ${list} ]`;
        const words = ['--apply', apply, ...questionArguments(step.args)];
        const result = await run.quietNix(['nix', 'eval', '--json', installable, ...words]);
        if (result.code !== 0)
            return undefined;
        const paths = JSON.parse(result.stdout);
        const all = chosen.map((name, at) => [name, paths[at] ?? '']);
        return { byKey: new Map(all.filter(([, path]) => path !== '')), name: key => key };
    },
};
/** Removes the options of nix-build that nix-instantiate does not know. */
function withoutLinks(words) {
    const takesWord = ['-o', '--out-link', '--drv-link', '--add-drv-link'];
    const alone = ['--no-out-link', '--no-link', '--dry-run', '--check', '--repair'];
    return words.filter((word, at) => !alone.includes(word) &&
        !takesWord.includes(word) &&
        !takesWord.includes(words[at - 1] ?? ''));
}
function byPosition(result, read) {
    if (result.code !== 0)
        return undefined;
    const byKey = new Map(read(result).map((derivation, at) => [String(at), derivation]));
    return { byKey, name: key => (0,diagnostics_paths/* nameOf */.Vb)(byKey.get(key) ?? key) };
}

;// CONCATENATED MODULE: ./build/steps/expectation.js




/**
 * Applies `expect: failure` to an outcome. Only a build or command that itself fails is the expected failure: if
 * evaluation fails, the command is missing or the network is down, nothing was tested.
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
/** Whether a check itself failed: one whose dependency failed has tested nothing. */
function isOfChecks({ checks }) {
    return checks === undefined || checks.some(({ status }) => status === 'failed');
}
function met(failed) {
    const { error: _, failedDependencies: __, otherErrors: ___, ...outcome } = failed;
    const reason = `failed as expected: ${shortReason({ ...outcome, status: 'failure' })}`;
    return { ...outcome, status: 'success', expectation: 'met', reason };
}
function passed(outcome, { name }) {
    const message = [
        `${name} passed but was expected to fail (expect: failure).`,
        'If passing is correct, remove expect: failure; otherwise the test no longer covers what it should.',
    ].join('\n');
    return { ...outcome, status: 'failure', expectation: 'missed', error: { message } };
}
function missed(outcome, wanted) {
    const required = wanted === 'test' ? 'the command itself fails' : 'a build, or one of the checks itself, fails';
    // The error, which is what was printed, mentions these causes late or not at all.
    const causes = (outcome.causes ?? []).filter(({ kind }) => kind === 'no-command' || kind === 'dependency');
    const notRunnable = causes.filter(({ kind }) => kind === 'no-command');
    const error = notRunnable.reduce((text, { reason }) => text.replace(`\n${reason}\n`, () => '\n'), outcome.error?.message ?? outcome.status);
    const why = causes.map(({ reason }) => reason).filter(reason => !error.includes(reason));
    const message = [
        `The step failed, but not in the expected way: expect: failure requires that ${required}.`,
        ...why,
        error,
    ].join('\n\n');
    return { ...outcome, expectation: 'missed', error: { ...outcome.error, message } };
}
/** Derivations that are named. */
const MAX_NAMES = 5;
/**
 * Under `expect: failure`: if only dependencies failed, the requested derivation was not tried, so nothing was tested.
 * Evaluates once more to find out what was requested.
 */
async function failedItself(run, outcome) {
    const { failedDependencies: failed = [] } = outcome;
    const evaluate = derivationsOf[run.step.kind];
    if (!run.step.expectFailure || outcome.status !== 'failure' || failed.length === 0 || !evaluate)
        return outcome;
    const asked = await evaluate(run);
    if (!asked)
        return outcome;
    const wanted = [...asked.byKey];
    // nix-instantiate appends the output: `….drv!dev`.
    const derivations = wanted.map(([, derivation]) => derivation.split('!')[0]);
    if (failed.some(({ drv }) => derivations.includes(drv)))
        return outcome;
    const names = (0,format/* listed */.KE)(wanted.map(([key]) => asked.name(key)), MAX_NAMES);
    const causes = (0,format/* listed */.KE)(failed.map(({ name }) => name), MAX_NAMES);
    const [were, their] = wanted.length === 1 ? ['was', 'its'] : ['were', 'their'];
    const dependency = failed.length === 1 ? 'dependency' : 'dependencies';
    const reason = `${names} ${were} not built because ${their} ${dependency} ${causes} failed.`;
    return { ...outcome, causes: [{ kind: 'dependency', reason }] };
}

;// CONCATENATED MODULE: ./build/steps/attempts.js





/** Milliseconds between a network failure and its retry. */
const NETWORK_RETRY_DELAY_MS = 2000;
/**
 * Runs a step until it passes, up to `retries` more times and only while another attempt could end differently.
 * A network failure is retried once within its attempt.
 * @param isTimeUp whether the job has no time left for another attempt
 */
async function attemptStep(step, ctx, once, isTimeUp = () => false) {
    const max = step.retries + 1;
    const attemptOnce = withNetworkRetry(step, ctx, once);
    const earlier = [];
    let hasFailed = false;
    for (let attempt = 1;; attempt++) {
        const title = max > 1 ? `${step.name} (attempt ${attempt} of ${max})` : step.name;
        const startedAt = performance.now();
        const outcome = await attemptOnce({ title, isRetry: attempt > 1, usedSeconds: 0 });
        const last = expectation_judge(outcome, step);
        const isOver = last.status === 'success' || ctx.cancel.aborted || isTimeUp() || attempt === max;
        if (isOver || !isRetryable(last)) {
            if (!isOver)
                ctx.logger.info(`Not retrying ${step.name}: the failure is deterministic.`);
            const flaky = last.status === 'success' && hasFailed;
            return { last: withBuilds(last, earlier), count: attempt, earlier, flaky };
        }
        ctx.logger.info(`Attempt ${attempt} of ${max} failed; retrying: ${shortReason(last)}`);
        hasFailed ||= !isNetworkFailure(last);
        earlier.push(earlierAttempt(attempt, last, (performance.now() - startedAt) / 1000));
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
/** A check that an earlier attempt built is cached in the last: reports the build with its times. */
function withBuilds(last, earlier) {
    const all = earlier.flatMap(({ checks = [] }) => checks);
    const built = new Map(all.filter(({ status }) => status === 'built').map(it => [`${it.name}\n${it.drv}`, it]));
    const checks = last.checks?.map(one => one.status === 'cached' ? (built.get(`${one.name}\n${one.drv}`) ?? one) : one);
    return checks ? { ...last, checks } : last;
}
/** Retries a network failure, once per step. */
function withNetworkRetry(step, { cancel, logger }, once) {
    let isUsed = false;
    return async (one) => {
        const startedAt = performance.now();
        const first = await once(one);
        if (isUsed || cancel.aborted || !isNetworkFailure(first))
            return first;
        isUsed = true;
        logger.notice(`${step.name}: network error; retrying once. If this keeps happening, check the host: ${shortReason(first)}`, 'Network error');
        await (0,external_node_timers_promises_.setTimeout)(NETWORK_RETRY_DELAY_MS, undefined, { signal: cancel }).catch(() => { });
        if (cancel.aborted)
            return first;
        const usedSeconds = (performance.now() - startedAt) / 1000;
        const title = `${one.title}, retry`;
        const second = await once({ title, isRetry: true, usedSeconds });
        if (!isNetworkFailure(second))
            return second;
        const message = second.error?.message.replace(/$/m, ' (The retry failed too.)') ?? '';
        return { ...second, error: { ...second.error, message } };
    };
}

// EXTERNAL MODULE: ./build/steps/command-results.js
var command_results = __webpack_require__(4442);
// EXTERNAL MODULE: ./build/nix/version.js
var version = __webpack_require__(5252);
// EXTERNAL MODULE: ./build/steps/step-run.js
var step_run = __webpack_require__(5336);
;// CONCATENATED MODULE: ./build/steps/untested.js

/** Characters of a value that a warning shows. */
const MAX_VALUE_LENGTH = 300;
/**
 * Marks a success that built nothing, with a warning.
 * @param reason a few words for the report
 * @param why a sentence for the warning
 */
function untested(run, outcome, reason, why) {
    const { step, context } = run;
    context.ctx.logger.warning(`${step.name}: ${why}`, 'Nothing was built');
    return { ...outcome, untested: reason };
}
/** The reason if a value contains no derivation. */
const NOTHING_TO_BUILD = 'nothing to build';
/**
 * The warning about a value without any derivation.
 * @param what the name of what was to be built
 * @param printed the value as Nix prints it; empty if unknown
 */
function noDerivationMessage(what, printed, hint) {
    const value = printed.trim().replaceAll(/<CODE>|«thunk»/g, '…');
    const contains = value === ''
        ? 'contains'
        : `evaluates to ${(0,lib_text/* toOneLine */.GX)((0,lib_text/* escapeInvisible */.ts)(value), MAX_VALUE_LENGTH)}, which contains`;
    return `${(0,lib_text/* toOneLine */.GX)((0,lib_text/* escapeInvisible */.ts)(what))} ${contains} no derivation, so nothing was built. ${hint}`;
}
/** The warning about a step whose arguments turn off building. */
function noBuildMessage(flag) {
    return `${flag} turns off building, so nothing was built or tested. Remove it from the arguments; to only evaluate, use the input plan.`;
}

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
        return untested(run, outcome, '--dry-run', noBuildMessage('--dry-run'));
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
    return noDerivationMessage(what, code === 0 ? stdout : '', HINT);
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
// EXTERNAL MODULE: ./build/runner/masks.js
var masks = __webpack_require__(7790);
;// CONCATENATED MODULE: ./build/runner/workflow-commands.js
const COMMAND = /^\s*::(error|warning|notice|add-mask)(?: (.*?))?::(.*)$/is;
/** Parses `::name key=value,…::data` like the runner. (actions/runner, ActionCommand.cs) */
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






/** Masks of a command that are registered with the runner: each one slows down every later line of the job. */
const MAX_MASKS = 100;
const MAX_TITLE_LENGTH = 200;
/** Collects the workflow commands that a step allows its command to use. */
class CommandAnnotations {
    #run;
    #collected = [];
    #masks = new Set();
    #reported = new Set();
    #dropped = 0;
    constructor(run) {
        this.#run = run;
    }
    /**
     * Accepts a line that the command printed.
     * @returns whether to log it: a mask would reveal in the log what it hides
     */
    accept(line) {
        if (!this.#run.step.annotations)
            return true;
        // The runner ends a line at a CR too.
        const commands = line.split('\r').flatMap(part => parseWorkflowCommand(part) ?? []);
        for (const command of commands) {
            if (command.name === 'add-mask')
                this.#mask(command.data);
            else
                this.#collect(command.name, command);
        }
        return commands.every(({ name }) => name !== 'add-mask');
    }
    /** The command's annotations, to be printed after the job's own. */
    async annotations() {
        const annotations = this.#collected.map(({ kind, command }) => this.#annotation(kind, command));
        return { annotations: await Promise.all(annotations), droppedAnnotations: this.#dropped };
    }
    #collect(kind, command) {
        const isFull = this.#collected.filter(it => it.kind === kind).length >= annotation/* MAX_ANNOTATIONS */.K;
        if (isFull)
            this.#dropped++;
        else
            this.#collected.push({ kind, command });
    }
    /** The runner masks each line of the text, so each must be long enough. */
    #mask(text) {
        const { logger } = this.#run.context.ctx;
        const lines = text.split(/[\r\n]+/).map(line => line.trim());
        for (const line of lines.filter(line => line !== '')) {
            if (line.length < masks/* MIN_MASK_LENGTH */.n) {
                this.#notify(`ignored ::add-mask:: for a value shorter than ${masks/* MIN_MASK_LENGTH */.n} characters, which would hide too much of the log. Mask longer values.`);
                continue;
            }
            if (this.#masks.has(line))
                continue;
            const everywhere = this.#masks.size < MAX_MASKS;
            if (everywhere)
                this.#masks.add(line);
            else
                this.#notify(`set more than ${MAX_MASKS} masks (::add-mask::). Only the first ${MAX_MASKS} apply to later steps of the workflow; the others are hidden in the log and report of this one only. Mask fewer, longer values.`);
            logger.mask(line, everywhere);
        }
    }
    #notify(text) {
        if (this.#reported.has(text))
            return;
        this.#reported.add(text);
        this.#run.context.ctx.logger.notice(`${this.#run.step.name}: ${text}`);
    }
    async #annotation(kind, { properties, data }) {
        const { name } = this.#run.step;
        const { title = '', file = '' } = properties;
        const place = file === '' ? undefined : await this.#file(file);
        const numbers = {
            ...number('line', properties.line),
            ...number('endLine', properties.endline),
            ...number('column', properties.col),
            ...number('endColumn', properties.endcolumn),
        };
        const elsewhere = file === '' || place ? '' : `${plain(file)}:${numbers.line ?? ''} `;
        return {
            kind,
            // With the step's name, to tell it from the action's own.
            title: [name, plain(title).replaceAll('\n', ' ')]
                .filter(it => it !== '')
                .join(': ')
                .slice(0, MAX_TITLE_LENGTH),
            message: (0,format/* cutMiddle */.it)(`${elsewhere}${plain(data)}`, annotation/* MAX_MESSAGE_LENGTH */.u) || '(no message)',
            ...(place ? { file: place, ...numbers } : {}),
        };
    }
    /** Tools name files relative to their directory or the workspace; only files of the repository have a place on the page. */
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
/** Removes terminal colors and control characters. */
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
 * Both streams share one pipe, which keeps their order. The shell protects the action from a command that kills its
 * parent; signals to the group are left to the command.
 */
const WRAPPED = ['/bin/sh', '-c', 'trap : HUP INT TERM; "$@" 2>&1; exit $?', 'sh'];
/** Limit of a command's own output and summary files. */
const MAX_FILE_BYTES = 256 * 1024;
/** Lines of output that an error shows. */
const command_TAIL_LINES = 40;
/** Files that a command gets instead of the runner's. */
const OWN_FILES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'];
const REFUSED_FILES = ['GITHUB_ENV', 'GITHUB_PATH'];
/**
 * Runs project code outside the sandbox. Crosses the trust boundary first and removes the credentials for fetching,
 * unless the step asks for them.
 */
async function runProjectCommand(run, command) {
    const { step, context } = run;
    await context.boundary.cross();
    await (step.credentials ? context.tokens.write() : context.tokens.remove());
    const files = await ownFiles(run);
    const tag = (0,descendants/* processTag */.qP)(context.ctx.folder, (0,external_node_crypto_.randomUUID)());
    const tail = new lines/* Tail */.P(command_TAIL_LINES);
    const workflowCommands = new CommandAnnotations(run);
    let leader = 0;
    let left = { records: [], detached: [] };
    const exit = await (0,spawn/* run */.eF)([...WRAPPED, ...command.argv], {
        cwd: run.cwd,
        env: { ...commandEnvironment(run, command, files), [descendants/* PROCESS_TAG */.$F]: tag },
        ...run.limits,
        cancel: context.ctx.cancel,
        inspect: pid => run.showProcesses(pid, tag),
        onStart: pid => {
            leader = pid;
        },
        onExit: async () => {
            left = await (0,leftover_processes/* findLeftovers */.Q_)(step.name, leader, tag);
        },
        stdout: new output_limit/* LimitedOutput */.M({
            line: line => {
                if (!workflowCommands.accept(line))
                    return;
                tail.push(line);
                run.line(line);
            },
            limitReached: bytes => run.output.limitReached(bytes),
            skipped: bytes => run.output.skipped(bytes),
        }),
    });
    reportLeftovers(run, left, await (0,leftover_processes/* terminateLeftovers */.g5)(leader, tag));
    await context.tokens.remove();
    const outcome = await outcomeOfCommand(run, exit, tail.lines(), command.reproduce);
    const annotations = await workflowCommands.annotations();
    return { ...command_withHint(outcome, run), ...(await readFiles(run, files)), ...annotations };
}
/** Warns of processes that the command left running. @param survivors those that could not be terminated */
function reportLeftovers({ step, context }, left, survivors) {
    if (left.records.length === 0 && survivors.length === 0)
        return;
    const { logger } = context.ctx;
    const message = (0,leftover_processes/* leftoverWarning */._f)(step.name, left, survivors);
    // An earlier attempt has warned already.
    if (context.leftovers.some(it => it.step === step.name))
        logger.info(message);
    else
        logger.warning(message, 'Left running');
    context.leftovers.push(...left.records);
}
function commandEnvironment({ step, context }, { env: more, only }, files) {
    const { SSH_AUTH_SOCK, ...env } = context.env;
    const agent = step.credentials && SSH_AUTH_SOCK ? { SSH_AUTH_SOCK } : {};
    const all = { ...env, ...context.tmpdirEnv, ...agent, ...files, ...more, ...step.env };
    return Object.fromEntries(Object.entries(all).filter(([name]) => !step.unset.includes(name) && (!only || only.includes(name))));
}
/** Variables that a pure environment has to keep for the command. */
function keptVariables({ step }) {
    return [...OWN_FILES, ...REFUSED_FILES, descendants/* PROCESS_TAG */.$F, ...step.keep, ...Object.keys(step.env)];
}
async function ownFiles(run) {
    // One directory per command, which an earlier command cannot tamper with.
    const folder = run.privatePath(`command-${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const files = [...OWN_FILES, ...REFUSED_FILES].map(name => [name, (0,external_node_path_.join)(folder, name)]);
    await Promise.all(files.map(([, file]) => (0,promises_.writeFile)(file, '')));
    return Object.fromEntries(files);
}
async function readFiles({ step, context: { ctx } }, files) {
    const replaced = [];
    const read = async (name) => {
        const { text, bytes, isPlain } = await readPlain(files[name] ?? '');
        if (!isPlain)
            replaced.push(name);
        if (bytes <= MAX_FILE_BYTES)
            return text;
        ctx.logger.warning(`${step.name} wrote ${bytes} bytes to ${name}, which was ignored: the limit is ${MAX_FILE_BYTES} bytes.`);
        return '';
    };
    for (const name of REFUSED_FILES) {
        if ((await read(name)) !== '') {
            ctx.logger.notice(`${step.name} wrote to ${name}, which was ignored: a command cannot change the environment of later steps.`);
        }
    }
    let outputs = {};
    try {
        outputs = (0,command_files/* parsePairs */.x)(await read('GITHUB_OUTPUT'));
    }
    catch (error) {
        ctx.logger.notice(`${step.name} wrote an invalid GITHUB_OUTPUT, which was ignored: ${error.message}.`);
    }
    const summary = await read('GITHUB_STEP_SUMMARY');
    const lost = OWN_FILES.filter(name => replaced.includes(name));
    if (lost.length > 0)
        ctx.logger.warning(`${step.name} removed or replaced its ${lost.join(' and ')}; the contents were ignored.`);
    return { outputs, summary };
}
/** The text of a regular file; empty if a command replaced it with a link, a FIFO or a directory. */
async function readPlain(path) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    const file = await (0,promises_.open)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
    try {
        const stat = await file?.stat();
        if (!file || !stat?.isFile())
            return { text: '', bytes: 0, isPlain: false };
        const text = stat.size > MAX_FILE_BYTES ? '' : await file.readFile('utf8');
        return { text, bytes: stat.size, isPlain: true };
    }
    finally {
        await file?.close();
    }
}
/** Explains a failure that may be due to a token that the job has but the command does not get. */
function command_withHint(outcome, { step, context }) {
    const names = context.ctx.withheld.filter(name => !(name in step.env));
    if (!outcome.error || names.length === 0)
        return outcome;
    const hint = `${names.join(', ')}: set for the job but hidden from commands; pass it through the step's env if the command needs it.`;
    const message = (0,format/* withLines */.Gy)(outcome.error.message, [hint]);
    return { ...outcome, error: { ...outcome.error, message } };
}

;// CONCATENATED MODULE: ./build/steps/shell/build-inputs.js



/**
 * Builds what the shell of a derivation needs; in a plan a dry run. Uses nix-shell itself to build exactly that, with a
 * no-op shell in place of bash so the shellHook does not run yet.
 */
async function buildShellInputs(run, derivation, about) {
    const dry = run.context.plan ? ['--dry-run'] : [];
    await (0,promises_.mkdir)(run.privatePath('roots'), { recursive: true });
    const built = await run.nix(['nix-shell', derivation, '--run', ':', ...dry], {
        NIX_BUILD_SHELL: await noopShell(run),
        // nix-shell leaves removing its directory to the shell, and the no-op shell does not.
        TMPDIR: run.privatePath('roots'),
    });
    if (built.code !== 0)
        return { failed: await outcomeOfNix(run, built, about) };
    // A GC root of the derivation keeps its .drv files, but not their outputs.
    const { inputs } = await (0,nix_derivation/* readDerivation */.Gw)(derivation);
    await run.context.roots.keep(inputs.filter(path => !path.endsWith('.drv')));
    return { shell: { path: derivation } };
}
/** Writes a shell that exits at once. */
async function noopShell(run) {
    const path = run.privatePath('noop-shell');
    await (0,promises_.writeFile)(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    return path;
}

// EXTERNAL MODULE: ./build/host/access.js
var access = __webpack_require__(6093);
// EXTERNAL MODULE: ./build/steps/scripts/check-script.js
var check_script = __webpack_require__(6463);
;// CONCATENATED MODULE: ./build/steps/preconditions.js





/** Flags that replace the default file. */
const FILE_FLAGS = ['-f', '--file', '-E', '--expr', '-p', '--packages'];
/**
 * The file that Nix reads first for a step, relative to the step's directory; undefined if that is unknown or not a file
 * of the project.
 */
function entryFile({ kind, argument, shell, args }, cwd) {
    if (kind === 'run' || args.some(arg => FILE_FLAGS.includes(arg)))
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
/** The first word, if it is a plain relative path of a Nix file. */
function fileIn(text) {
    return /^\s*(?!\/)([\w./-]+\.nix)(?=\s|$)/.exec(text)?.[1];
}
/** Checks what a step needs before any of its processes run. @throws ActionError */
async function checkPreconditions({ step, cwd, context }) {
    await context.disk.check();
    await context.daemon?.check();
    await (0,access/* refuseClosed */.Tl)(cwd, external_node_fs_.constants.X_OK, step.name);
    if (!(await (0,access/* isAccessible */.dp)(cwd, external_node_fs_.constants.X_OK))) {
        throw new errors/* ActionError */.l(`${step.name}: directory ${cwd} does not exist.`, "Check the step's working-directory.");
    }
    if (step.requires.includes('kvm') &&
        !(await (0,access/* isAccessible */.dp)('/dev/kvm', external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK))) {
        throw new errors/* ActionError */.l(`${step.name} requires kvm, but /dev/kvm cannot be opened on this machine.`, "GitHub's x86_64 Linux runners have it; skip the step on others with only or if.");
    }
    const entry = entryFile(step, cwd);
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
const undeclared_tools_LARGEST = 2 ** 18;
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
    const there = await (0,promises_.stat)(file).catch(() => undefined);
    if (!there?.isFile() || there.size > undeclared_tools_LARGEST)
        return '';
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
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







/** Limit of the marker file. */
const MAX_PATH_BYTES = 2 ** 20;
/**
 * Prepends code to a command that writes a marker file with the command's PATH: a shellHook may exit the shell before
 * the command starts, even with exit code 0.
 */
function withReachedMarker(run, command) {
    (0,external_node_fs_.rmSync)(markerOf(run), { recursive: true, force: true });
    return `builtin printf %s "$PATH" >${(0,step_run/* quote */.hD)(markerOf(run))}\n${command}`;
}
/**
 * Fails a step whose command never started, whatever the exit code.
 * @param path the derivation of the shell or the script of `nix print-dev-env`, which has the shellHook
 */
async function checkReached(run, outcome, path) {
    const commandPath = await readMarker(markerOf(run));
    if (commandPath !== undefined)
        return { ...outcome, hostTools: await hostTools(run, commandPath) };
    if (outcome.status === 'failure')
        return exitedEarly(run, outcome, path);
    if (outcome.status !== 'success') {
        const reason = `${run.step.name}: the shell exited before the command started.`;
        return { ...outcome, causes: [{ kind: 'other', reason }] };
    }
    const message = `${run.step.name}: the shell exited with code 0 before the command started. Check the shellHook for exit or exec.`;
    return {
        ...outcome,
        status: 'failure',
        error: { message },
        causes: [{ kind: 'other', reason: message }],
    };
}
/** The failure of a shell that exited before its command started. */
async function exitedEarly(run, outcome, path) {
    const { exitCode, error } = outcome;
    const hasHook = HOOK.test(await (0,promises_.readFile)(path, 'utf8').catch(() => ''));
    const what = hasHook ? 'the shellHook exited the shell' : 'the shell exited';
    const code = exitCode === null ? '' : ` (exit code ${exitCode})`;
    const advice = hasHook ? ['Check the shellHook for exit, exec or set -e.'] : [];
    const reason = `${run.step.name}: ${what}${code} before the command started.`;
    const [, ...rest] = (error?.message ?? '').split('\n');
    const place = hasHook ? await hookPlace(run) : {};
    return {
        ...outcome,
        error: { message: [reason, ...advice, ...rest].join('\n'), kind: 'other', ...place },
        causes: [{ kind: 'other', reason }],
    };
}
/** A shellHook that is not empty: in a derivation, in structured attributes, in a script. */
const HOOK = /"shellHook","[^"]|\\"shellHook\\":\\"[^\\]|^(?:export |declare -x )?shellHook=(?!''$|"")./m;
async function hookPlace({ step, context, cwd }) {
    const entry = entryFile(step, cwd);
    const file = entry && (0,external_node_path_.relative)(context.workspace, (0,external_node_path_.join)(cwd, entry));
    const line = file && attributeLine((await context.repository.read(file)) ?? '', 'shellHook');
    return file && line ? { file, line } : {};
}
/** The command can replace the marker file, so only a short regular file is read. */
async function readMarker(path) {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (!stat)
        return undefined;
    return stat.isFile() && stat.size < MAX_PATH_BYTES ? (0,promises_.readFile)(path, 'utf8').catch(() => '') : '';
}
function markerOf(run) {
    return run.privatePath('reached');
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
    const script = run.privatePath(`develop-${crypto.randomUUID()}.sh`);
    // As `nix develop -c` does: one bash reads the environment, its shellHook and then the command.
    await (0,promises_.writeFile)(script, `source ${path}\n${withReachedMarker(run, asScript(command))}\n`);
    // The environment makes a folder there for each entering, which nobody removes.
    const { TMPDIR = (0,external_node_os_.tmpdir)() } = run.context.tmpdirEnv;
    const temporary = await (0,promises_.mkdtemp)((0,external_node_path_.join)(TMPDIR, 'nix-ci-'));
    const outcome = await runProjectCommand(run, {
        argv: [bash, '--noprofile', '--norc', script],
        env: { SHELL: bash, TMPDIR: temporary },
        ...(step.pure ? { only: [...KEPT, 'SHELL', 'TMPDIR', ...keptVariables(run)] } : {}),
        reproduce: reproduce(run, command),
    });
    // What the command made unremovable stays; that is no failure of the step.
    await (0,promises_.rm)(temporary, { recursive: true, force: true }).catch(() => { });
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
    await (0,promises_.mkdir)(run.privatePath('roots'), { recursive: true });
    const profile = ['--profile', run.privatePath('roots', `develop-${number}`)];
    // The step's own arguments come last, so that they count.
    const words = ['print-dev-env', ...(step.shell ? [step.shell] : []), ...profile];
    const result = await run.nix(['nix', ...words, ...step.args]);
    if (result.code !== 0) {
        const about = { ...shellSource(run), reproduce: reproduce(run, ':') };
        const failed = await outcomeOfNix(run, result, about);
        const missing = result.log.errors.map(text => develop_MISSING.exec(text)?.[1]).find(it => it);
        return { failed: missing ? await withoutShell(run, failed, missing) : failed };
    }
    const path = run.privatePath('roots', `develop-${number}.sh`);
    await (0,promises_.writeFile)(path, result.stdout);
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
            return buildShellInputs(run, result.stdout.trim(), about);
        const isMissing = result.log.errors.some(error => error.includes('does not provide attribute'));
        if (!isMissing || index === installables.length - 1)
            return { failed: await outcomeOfNix(run, result, about) };
    }
    throw new Error('a dev shell has attributes');
}

;// CONCATENATED MODULE: ./build/steps/printed-errors.js
const ERROR_PREFIX = '«error: ';
const ESCAPES = { n: '\n', r: '\r', t: '\t' };
/** The most errors that are collected. */
const MAX_ERRORS = 100;
/**
 * The errors inside a value that `nix eval` printed: it continues and succeeds if something inside does not evaluate. The
 * same text in a string is not an error. (print.cc)
 */
function printedErrors(printed) {
    if (!printed.includes(ERROR_PREFIX))
        return [];
    const errors = [];
    const frames = [];
    const finish = (text) => {
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
    for (let at = 0; at < printed.length && errors.length < MAX_ERRORS;) {
        const char = printed[at] ?? '';
        if (char === '{' || char === '[') {
            frames.push({ isList: char === '[', key: 0, hasKey: false });
            at++;
        }
        else if (char === '}' || char === ']') {
            frames.pop();
            finish('');
            at++;
        }
        else if (/[\s=;]/.test(char))
            at++;
        else {
            const end = printed_errors_endOf(printed, at);
            const token = printed.slice(at, end);
            if (token.startsWith(ERROR_PREFIX))
                errors.push({ path: frames.map(({ key }) => key), text: token.slice(1, -1) });
            finish(char === '"' ? unescaped(token) : token);
            at = end;
        }
    }
    return errors;
}
/** Where the string, the text in guillemets or the word at `start` ends. */
function printed_errors_endOf(text, start) {
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
    const errors = isPrinted && !step.allowEvalErrors ? printedErrors(value) : [];
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
        return !isBareAttribute(one) || (0,nix_attribute/* attributeParts */.V3)(one.name).length > 2;
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
    const wanted = [...names].filter(name => EVALUATED.includes((0,nix_attribute/* attributeParts */.V3)(name)[0] ?? ''));
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
    const installables = names.flatMap(name => (0,nix_attribute/* installableOf */.Lz)(url, (0,nix_attribute/* attributeParts */.V3)(name)) ?? []);
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
    const folder = run.privatePath(`each-${(0,external_node_crypto_.randomUUID)()}`);
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
    await (0,promises_.mkdir)(folder, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'flake.nix'), text);
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
    const checks = await checksOf(evaluated, result, explained, run.context.nix.system, checkLookup(run));
    // What does not evaluate fails the step, however well the others build.
    const hasFailed = looked.some(it => it.result.code !== 0);
    const ended = hasFailed && result.code === 0 ? { ...result, code: 1 } : result;
    return { ...outcomeOfCall(ended, explained, about), ...checks };
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
        rewrite: own,
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
    const checks = await checksOf(evaluated, result, explained, run.context.nix.system, checkLookup(run));
    return { ...outcomeOfCall(result, explained, about), ...checks };
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
    const realise = step.realise && (0,version/* hasFeature */.jI)(context.nix, LEAVES_CACHED);
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
    const checks = await checksOf(evaluated, result, explained, system, checkLookup(run));
    return { ...outcomeOfCall(result, explained, about), ...checks };
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
        logger.warning(`${step.name}: ${noBuildMessage('--no-build')}`, 'Nothing was built');
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
        entry: entryOf(words),
        definitions: fileDefinitions(run, words),
        reproduce: run.reproduce('nix-build', ...words),
    };
    const outcome = await failedItself(run, await outcomeOfNix(run, result, about));
    if (outcome.status !== 'success')
        return outcome;
    if (words.includes('--dry-run') && !context.plan)
        return untested(run, outcome, '--dry-run', noBuildMessage('--dry-run'));
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
    return noDerivationMessage(what, code === 0 ? stdout : '', nix_build_HINT);
}
/** The file that nix-build reads; none of an expression. */
function entryOf(words) {
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
    const kept = keptVariables(run).flatMap(name => ['--keep', name]);
    const flags = step.pure ? ['--pure', ...kept] : [];
    const { path, bash } = made.shell;
    // A nix-shell within the command chooses for itself, but where only the machine's bash will do.
    const hide = bash?.startsWith('/nix/store/') ? 'unset NIX_BUILD_SHELL\n' : '';
    const script = `${hide}${withReachedMarker(run, asScript(command))}`;
    const argv = [(0,external_node_path_.join)(run.context.nix.bin, 'nix-shell'), path, ...flags, '--run', script];
    const env = bash ? { NIX_BUILD_SHELL: bash } : {};
    const entry = { argv, env, reproduce: nix_shell_reproduce(run, command) };
    return checkReached(run, await runProjectCommand(run, entry), path);
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
        buildShellInputs(run, await (0,promises_.realpath)(root), about),
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
    const link = run.privatePath('roots', `bash-${number}`);
    const how = context.plan ? ['--dry-run'] : ['--out-link', link];
    const built = await run.nix(['nix-build', '<nixpkgs>', '-A', 'bashInteractive', ...path, ...how]);
    if (context.plan)
        return undefined;
    if (built.code === 0)
        return (0,external_node_path_.join)(await (0,promises_.realpath)(link), 'bin/bash');
    run.line('The bash of <nixpkgs> is not to be had; that of this machine takes its place.');
    return machineBash(run);
}
/** nix-shell puts the folder of its bash before the shell's own on PATH, so this one holds nothing else. */
async function machineBash(run) {
    const bash = await modernBash(run.context.env);
    if (bash === undefined)
        return undefined;
    const link = run.privatePath('machine-bash', 'bash');
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(link), { recursive: true });
    if (!(0,external_node_fs_.existsSync)(link))
        await (0,promises_.symlink)(bash, link);
    return link;
}

;// CONCATENATED MODULE: ./build/steps/kinds/run.js

/** A command in plain bash with Nix on PATH, as a `run:` of a workflow: the first line that fails ends it. */
async function runCommand(run) {
    const { argument } = run.step;
    const flags = ['-eo', 'pipefail', '-c', argument];
    return runProjectCommand(run, {
        argv: ['bash', '--noprofile', '--norc', ...flags],
        reproduce: run.reproduce('bash', ...flags),
    });
}

// EXTERNAL MODULE: ./build/steps/output.js + 1 modules
var steps_output = __webpack_require__(5112);
;// CONCATENATED MODULE: ./build/steps/shell/environments.js
/** The environments of a run, shared by steps with the same kind, shell, args, pure, keep, env and directory. */
class Environments {
    #made = new Map();
    #count = 0;
    /** @param make evaluates and builds it; called for the first step of each environment */
    async of(run, make) {
        const { kind, shell, args, pure, keep, env } = run.step;
        const key = JSON.stringify([kind, shell, args, pure, keep, env, run.cwd]);
        const existing = this.#made.get(key);
        if (existing && !(run.isRetry && 'failed' in existing.made)) {
            const { name, made } = existing;
            run.line(`Reusing the environment of step "${name}"${'failed' in made ? ', which failed' : ''}`);
            return 'failed' in made ? { failed: again(made.failed, name) } : made;
        }
        const made = await make(run, this.#count++);
        // After one step's timeout another step may still succeed.
        if ('shell' in made || made.failed.status === 'failure')
            this.#made.set(key, { name: run.step.name, made });
        return made;
    }
}
/** The same failure for another step, in short: the first one has the whole message. */
function again({ status, exitCode, error }, name) {
    const first = error?.message.split('\n')[0] ?? status;
    return {
        status,
        exitCode,
        error: { ...error, message: `same as ${name}: ${first}` },
        sameAs: name,
    };
}

// EXTERNAL MODULE: ./build/nix/install/facts.js
var facts = __webpack_require__(8955);
;// CONCATENATED MODULE: ./build/steps/tmpdir.js


/**
 * The path of a Unix socket has at most 107 characters, 103 on macOS (sun_path, unix(7)). nix-shell appends up to 30 to
 * TMPDIR, and tests add their own directories and names. The default TMPDIR of macOS has 49.
 */
const MAX_TMPDIR_LENGTH = 40;
const SHORT_TMPDIR = '/tmp';
/**
 * A TMPDIR that replaces the job's for commands, if any; builds keep the job's. Replaces one that is too long for
 * sockets, and avoids a /tmp in memory, which competes with the tests for memory and may have a quota.
 * @param isInMemory whether /tmp is a tmpfs
 */
function tmpdirFor({ TMPDIR = '', RUNNER_TEMP = '' }, isInMemory) {
    const roomy = isInMemory && RUNNER_TEMP !== '' && RUNNER_TEMP.length <= MAX_TMPDIR_LENGTH;
    if (TMPDIR.length > MAX_TMPDIR_LENGTH)
        return { TMPDIR: roomy ? RUNNER_TEMP : SHORT_TMPDIR };
    return TMPDIR === '' && roomy ? { TMPDIR: RUNNER_TEMP } : {};
}
/** The same for this machine. */
async function commandTmpdir(env) {
    return tmpdirFor(env, await (0,facts/* isInMemory */.z)(SHORT_TMPDIR));
}
/** Reports that commands get another TMPDIR than the job's. */
function reportTmpdir(steps, { ctx: { env, logger }, tmpdirEnv }) {
    const { TMPDIR = '' } = env;
    if (!tmpdirEnv.TMPDIR || !steps.some(model_step/* runsProjectCode */.R6))
        return;
    if (TMPDIR === '')
        logger.info(`/tmp is in memory, so commands use RUNNER_TEMP as TMPDIR (${tmpdirEnv.TMPDIR}).`);
    // The default of macOS.
    if (TMPDIR === '' || TMPDIR.startsWith('/var/folders/'))
        return;
    logger.notice(`TMPDIR (${TMPDIR}) is too long for Unix sockets (${TMPDIR.length} characters), so commands use ${tmpdirEnv.TMPDIR}. If a step needs the long one, set it in the step's env.`, 'TMPDIR');
}

// EXTERNAL MODULE: ./build/host/tracked-files.js
var tracked_files = __webpack_require__(4115);
// EXTERNAL MODULE: ./build/steps/build-stats.js
var build_stats = __webpack_require__(2334);
;// CONCATENATED MODULE: ./build/steps/verify-source/copy.js




/** More is too much to copy for a question. */
const copy_MOST_FILES = 50_000;
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
        if (options.files.length > copy_MOST_FILES)
            return undefined;
        await (0,promises_.mkdir)(copy.top, { recursive: true });
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
            await (0,promises_.chmod)(file, (await (0,promises_.lstat)(file)).mode ^ 0o111);
        await this.#record();
    }
    /** Ends every file with one more line, which Nix, JSON and TOML read as before. */
    async addLines() {
        for (const path of this.#files) {
            const file = await (0,promises_.open)(path, external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_APPEND | external_node_fs_.constants.O_NOFOLLOW);
            await file.write('\n').finally(() => file.close());
        }
        await this.#record();
    }
    async remove() {
        await (0,promises_.rm)(this.#options.into, { recursive: true, force: true });
    }
    /** @returns bytes */
    async #take(file) {
        const target = (0,external_node_path_.join)(this.top, (0,external_node_path_.relative)(this.#options.top, file));
        const stat = await (0,promises_.lstat)(file).catch(() => undefined);
        if (!stat?.isFile() && !stat?.isSymbolicLink())
            return 0;
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
        if (stat.isSymbolicLink()) {
            await (0,promises_.symlink)(await (0,promises_.readlink)(file), target);
            return 0;
        }
        await (0,promises_.copyFile)(file, target, external_node_fs_.constants.COPYFILE_EXCL | external_node_fs_.constants.COPYFILE_FICLONE);
        await (0,promises_.chmod)(target, 0o600 | (stat.mode & 0o100 ? 0o711 : 0o600));
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
    const into = run.privatePath(`source-${(0,external_node_crypto_.randomUUID)()}`);
    let copy;
    try {
        const tracked = new tracked_files/* Tracked */.J(await (0,promises_.realpath)(run.cwd), context.workspace, context.ctx.env, context.ctx.cancel);
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
    return suspects.filter(key => longer.byKey.get(key) === before.byKey.get(key)).map(before.name);
}
/** Pure: the keys of the derivations that are the same; all of them where nothing is known. */
function sameOf(before, after) {
    return [...before.byKey.keys()].filter(key => !after || after.byKey.get(key) === before.byKey.get(key));
}
/** The same step in the copy. */
async function inCopy(run, top, copy) {
    const { step, context } = run;
    const moved = (text) => text.replaceAll(top, copy.top);
    const place = async (folder) => (0,external_node_path_.join)(copy.top, (0,external_node_path_.relative)(top, await (0,promises_.realpath)(folder)));
    const { NIX_PATH: path } = context.env;
    return run.withoutOutput({ ...step, argument: moved(step.argument), args: step.args.map(moved) }, {
        ...context,
        project: await place(context.project),
        workspace: copy.top,
        env: { ...context.env, ...(path === undefined ? {} : { NIX_PATH: moved(path) }) },
        pusher: undefined,
        // What builds the copy is nothing that the job has to build.
        buildStats: new build_stats/* BuildStats */._(0),
    });
}
function warn({ step, context }, names) {
    const more = names.length > verify_MOST_NAMES ? ` and ${names.length - verify_MOST_NAMES} more` : '';
    const list = (0,lib_text/* toOneLine */.GX)(names.slice(0, verify_MOST_NAMES).join(', '), 600);
    const [it, is] = names.length === 1 ? ['its derivation', 'is'] : ['their derivations', 'are'];
    context.ctx.logger.warning(`${step.name}: ${list}${more} ${is} not built from the checked-out files: with every one of them changed ${it} would be the same. Look at src: fetchGit or fetchTarball of a branch builds that branch, not this commit.`, 'Not built from this checkout');
}

;// CONCATENATED MODULE: ./build/steps/run-steps.js

























const RUNNERS = {
    'flake-check': flakeCheck,
    build: build,
    'nix-build': nixBuild,
    'nix-shell': nixShell,
    develop: develop,
    run: runCommand,
    eval: evaluate,
};
/** Runs the steps in the order of the list and records each of them. */
async function runSteps(steps, context, options, records, log) {
    reportTmpdir(steps, context);
    const environments = new Environments();
    const results = (0,command_results/* noCommandResults */.r)();
    const undeclared = [];
    for (const listed of steps) {
        const step = options.plan ? asPlanned(listed) : listed;
        const reason = skipReason(step, context, options, records);
        if (reason) {
            records.steps.push(skipped(step, reason, records));
            continue;
        }
        const work = async (run) => {
            const outcome = await RUNNERS[step.kind](run, environments);
            await verifySource(run, outcome);
            return outcome;
        };
        const { record, last } = await runStep(step, context, options, records, log, work);
        (0,command_results/* collect */.F)(results, step.name, last, context.ctx.logger);
        const { hostTools: programs = [] } = last;
        if (programs.length > 0)
            undeclared.push({ step: step.name, programs });
        records.steps.push(record);
    }
    tellOfHostTools(undeclared, context.ctx.logger);
    return results;
}
function skipReason(step, { nix, ctx }, options, records) {
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
        return (0,deadlines/* noTimeLeft */.KB)(options.jobTimeout);
    return undefined;
}
function isTimeUp({ origin }, { jobTimeout }) {
    return performance.now() >= (0,deadlines/* stepsDeadline */.ox)(origin, jobTimeout);
}
function skipped({ name, kind }, reason, records) {
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
    context.onStepStart(step);
    let counts;
    let toBuild = 0;
    const tryOnce = async ({ title, isRetry, usedSeconds }) => {
        log.startGroup(title);
        try {
            return await log.fenced(async (line) => {
                const output = new steps_output/* StepOutput */.K(line, step.name);
                const startedAt = performance.now() - usedSeconds * 1000;
                const deadline = (0,deadlines/* deadlineOf */.G0)(step, options, records.origin, startedAt);
                const run = new step_run/* StepRun */.mk(step, context, deadline, output, isRetry);
                const outcome = await attempt(run, work);
                output.end();
                toBuild = run.toBuild.size;
                counts = counts ? (0,step_run/* addCounts */.c5)(counts, run.counts) : run.counts;
                return outcome;
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
        ...(0,object/* defined */.s)({ error, checks, failedDependencies, otherErrors, sameAs, reason, expectation }),
        ...(isUntested ? { isUntested } : {}),
        ...(earlier.length > 0 ? { earlier } : {}),
        ...(flaky ? { flaky } : {}),
    };
}
async function attempt(run, work) {
    try {
        await checkPreconditions(run);
        const outcome = await work(run);
        await keepFlakeInputs(run);
        return await withDiskSpace(outcome, run.context.disk);
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.l)
            return refused((0,errors/* formatError */.W)(error));
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return refused(`This is a bug in the action; please report it: ${message}`);
    }
}
function run_steps_statusOf({ status }, step) {
    const isFailure = status === 'failure' || status === 'timeout';
    return isFailure && step.allowFailure ? 'allowed-failure' : status;
}
/** The messages of operating systems and of nix/diagnostics. */
const FULL = /no space left on device|\bdisk (?:is|was) full\b/i;
const QUOTA = /disk quota exceeded/i;
/** The line of nix/diagnostics about a failed build. */
const GUESS = /^.*a disk quota was used up.*$/m;
const QUOTA_HINT = 'A quota limits what one user may write, however much of the disk is free. Some runners have one on /tmp: point TMPDIR elsewhere, or write less.';
/** Adds the free disk space to a failure for lack of it, after its first line. */
async function withDiskSpace(outcome, disk) {
    const messages = (0,errors_in/* errorsOfStep */.J)(outcome).map(({ message }) => message);
    if (!messages.some(message => FULL.test(message) || QUOTA.test(message)))
        return outcome;
    const now = messages.some(message => FULL.test(message)) ? await disk.now() : '';
    return (0,errors_in/* mapErrors */.c)(outcome, error => ({ ...error, message: withDiskHint(error.message, now) }));
}
/** The free space of a file system says nothing about a user's quota, so the two are never shown together. */
function withDiskHint(message, now) {
    if (QUOTA.test(message))
        return after(message, message.match(GUESS)?.[0], QUOTA_HINT);
    return FULL.test(message) ? after(message, undefined, now) : message;
}
/** Inserts a line after one of the message, else after its first. */
function after(message, one, line) {
    const lines = message.split('\n');
    return lines.toSpliced(one ? lines.indexOf(one) + 1 : 1, 0, line).join('\n');
}
/** Warns about a job that is green although none of its steps ran. */
function warnIfNoneRan(steps, logger) {
    if (steps.length === 0 || steps.some(({ status }) => status !== 'not-run'))
        return;
    const list = steps.map(({ name, reason }) => `${name} (${reason})`).join('; ');
    logger.warning(`No step ran, so nothing was tested: ${(0,lib_text/* toOneLine */.GX)(list, 600)}. Check the steps' if and only options, or skip the job.`, 'Nothing was tested');
}
/** The reason of a step that a plan does not run. */
const PLAN = 'plan: true';
/** A step in a plan: only evaluation can fail, and a retry would fail in the same way. */
function asPlanned(step) {
    return { ...step, expectFailure: false, retries: 0 };
}
/**
 * The report's record of a step that evaluated: nothing was built and no command ran.
 * @param toBuild the number of derivations that it would build
 */
function planned(step, data, toBuild) {
    if (data.status !== 'success' || data.isUntested || step.kind === 'eval')
        return data;
    const reason = `${PLAN}, ${toBuild === 0 ? 'nothing' : toBuild} to build`;
    return (0,model_step/* runsProjectCode */.R6)(step)
        ? { ...data, status: 'not-run', attempts: 0, exitCode: null, reason }
        : { ...data, reason };
}

;// CONCATENATED MODULE: ./build/phases/steps.js









/** What every step works with. */
async function createStepContext(run, { inputs, project, workspace }, { installation, env, tokens, disk, push, boundary }, ctx) {
    const { nix, daemon, roots } = installation;
    return {
        nix,
        daemon,
        ctx,
        env,
        tmpdirEnv: await commandTmpdir(env),
        tokens,
        roots,
        disk,
        workspace,
        repository: repositoryAt(workspace),
        buildStats: run.observed,
        project,
        boundary,
        plan: inputs.plan,
        pusher: push.pusher,
        verifySource: inputs.verifySource,
        leftovers: run.records.leftovers,
        onStepStart: step => run.progress?.startStep(step),
    };
}
/** The steps of the input, or with `auto` those that the project suggests. */
async function selectSteps(run, { inputs, files }, context, { page }) {
    const steps = inputs.steps === 'auto'
        ? await (0,detect/* detectSteps */.Dv)(files, context, inputs, run.records, page)
        : inputs.steps;
    run.progress?.plan(steps);
    return steps;
}
/** Runs the steps, and checks syntax and lock files meanwhile. */
async function runAllSteps(run, steps, tracked, context, config, { page }) {
    const { inputs } = config;
    const syntax = (0,lint_syntax/* checkSyntax */.kp)(context, tracked, inputs.syntaxExclude);
    const flakes = inputs.pins === 'off' ? [] : flakeDirectories(config, steps);
    const locks = checkLocks(context, flakes, tracked);
    run.commandResults = await runSteps(steps, context, inputs, run.records, page);
    run.progress?.finish();
    (0,lint_syntax/* reportSyntax */.kb)(await syntax, run.records.steps, context);
    reportLocks(await locks, run.records.steps, context.ctx.logger);
}
/**
 * A run that was cancelled, ran out of time or ran nothing is not a success, or gets a warning.
 * @throws ActionError naming the steps for which there was no time
 */
function checkCompleteness({ records }, { inputs }, { logger }, { cancel }) {
    cancel.throwIfAborted();
    (0,deadlines/* failIfOutOfTime */.yz)(records, inputs.jobTimeout);
    if (!inputs.plan)
        warnIfNoneRan(records.steps, logger);
}
/** The directories in the workspace of the flakes that this job uses. */
function flakeDirectories({ project, workspace }, steps) {
    const used = steps.flatMap(step => {
        try {
            return flakeFolders(step, (0,external_node_path_.resolve)(project, step.workingDirectory), workspace);
        }
        catch {
            // An unclosed quote fails the step.
            return [];
        }
    });
    return [...new Set([project, ...used])].filter(it => it === workspace || it.startsWith(workspace + external_node_path_.sep));
}


/***/ })

};
