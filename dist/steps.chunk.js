export const id = 16;
export const ids = [16];
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
    const [buildUsers, canAddUsers, rootSandbox, userSandbox, conf, tmpfs, leftUnits, mac] = await Promise.all([
        buildUsersOf(linux, env),
        linux && succeeds(['/bin/sh', '-c', FIND_USER_TOOLS], env),
        linux && sudo && succeeds([...asRoot, 'unshare', ...NAMESPACES, 'true'], env),
        linux &&
            !isRoot &&
            succeeds(['unshare', '--user', '--map-root-user', ...NAMESPACES, 'true'], env),
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .SYSTEM_CONF */ .BD, 'utf8').catch(() => ''),
        isInMemory('/tmp'),
        linux ? linksIntoNix(_paths_js__WEBPACK_IMPORTED_MODULE_5__/* .SYSTEMD_UNITS */ .wT) : [],
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
        leftUnits,
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
    const candidates = [...new Set([...members, ...(0,_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .linuxUserNames */ .GZ)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.availableParallelism)())])];
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
/** Those of the files that are links to a file below /nix, whether it exists or not. */
async function linksIntoNix(files) {
    const targets = await Promise.all(files.map(file => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(file).catch(() => '')));
    return files.filter((_, index) => targets[index]?.startsWith('/nix/'));
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
    const { type } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.statfs)(path).catch(() => ({ type: undefined }));
    return type === TMPFS_MAGIC;
}
async function succeeds(argv, env) {
    const { code } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(argv, { env }).catch(() => ({ code: undefined }));
    return code === 0;
}


/***/ }),

/***/ 5016:
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
// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
// EXTERNAL MODULE: ./build/host/plain-file.js
var plain_file = __webpack_require__(7094);
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



/** Larger files are data, not source. */
const MAX_FILE_BYTES = 2 ** 20;
const MAX_ENTRIES = 20_000;
const MAX_FILES = 2000;
/** Directories without sources of the repository. */
const SKIPPED = new Set(['.git', '.direnv', 'node_modules', 'target', '.cache']);
const SEARCHED = /\.(?:nix|json|toml|ya?ml|lock)$/;
/**
 * The checked-out files. Symlinks are not followed, so nothing outside the workspace is read. Limits: 20,000 directory
 * entries, 2000 files, and 1 MiB per file.
 * @param workspace absolute
 */
function repositoryAt(workspace) {
    let files;
    const texts = new Map();
    return {
        has: async (path) => (await sizeOf(workspace, path)) !== undefined,
        read: path => {
            const text = texts.get(path) ?? readSource(workspace, path);
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
    if (size === undefined || size > MAX_FILE_BYTES)
        return undefined;
    return (0,promises_.readFile)((0,external_node_path_.join)(workspace, path), 'utf8').catch(() => undefined);
}
/** The size of a regular file inside the workspace. */
async function sizeOf(workspace, path) {
    const real = await inside(workspace, path);
    const stat = real === undefined ? undefined : await (0,promises_.lstat)(real).catch(() => undefined);
    return stat?.isFile() ? stat.size : undefined;
}
/** The real path of a file; undefined if it does not exist, or a symlink leaves the workspace. */
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
            if (++seen > MAX_ENTRIES || found.length >= MAX_FILES)
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

// EXTERNAL MODULE: ./build/report/baseline.js
var baseline = __webpack_require__(7936);
// EXTERNAL MODULE: ./build/steps/deadlines.js
var deadlines = __webpack_require__(6449);
// EXTERNAL MODULE: ./build/steps/detect.js + 1 modules
var detect = __webpack_require__(8731);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/inputs/steps/program-words.js
var program_words = __webpack_require__(4544);
// EXTERNAL MODULE: ./build/inputs/steps/shell-words.js
var shell_words = __webpack_require__(4258);
// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
// EXTERNAL MODULE: ./build/nix/hash.js
var nix_hash = __webpack_require__(3314);
;// CONCATENATED MODULE: ./build/steps/flake/keep-inputs.js







/**
 * Protects the locked inputs of a step's flakes from garbage collection for the rest of the job, if the store is shared.
 * Only paths in the store are kept: nothing is fetched, and no process is started.
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
/** The store paths of all inputs that a lock file names by hash; none if it is not a lock file. Pure. */
function lockedSources(text) {
    return [...text.matchAll(/"narHash": *"(sha256-[^"]+)"/g)].flatMap(([, hash = '']) => (0,nix_hash/* sourcePath */.Z3)(hash) ?? []);
}
/** The references of the flakes that a step reads. */
function flakesOf(step) {
    if (step.kind === 'flake-check')
        return [(0,model_step/* flakeOf */.Vh)(step)];
    if (step.kind === 'develop')
        return [urlOf(step.shell ?? '.')];
    if (model_step/* KIND_TRAITS */.Hx[step.kind].argument === 'program')
        return (0,program_words/* installablesOf */.yg)(step).map(urlOf);
    if (step.kind !== 'build' && step.kind !== 'eval')
        return [];
    const references = (0,shell_words/* expandWords */.AK)(step.argument).map(urlOf);
    return references.length > 0 ? references : ['.'];
}
function urlOf(installable) {
    return installable.split('#')[0] || '.';
}
/** The directory of a reference to a local flake. */
function localFolder(reference, cwd) {
    const path = /^(?:path:|git\+file:)?(\.{0,2}(?:\/[^?]*)?)(?:\?.*)?$/.exec(reference)?.[1];
    return path ? [(0,external_node_path_.resolve)(cwd, path.replace(/^\/\/(?=\/)/, ''))] : [];
}
/** The directory of the flake around a directory: Nix searches the parents too. */
function flakeAround(folder, top) {
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, 'flake.nix')))
        return folder;
    return folder === top || (0,external_node_path_.dirname)(folder) === folder
        ? undefined
        : flakeAround((0,external_node_path_.dirname)(folder), top);
}

// EXTERNAL MODULE: ./build/steps/nix-path-use.js
var nix_path_use = __webpack_require__(4485);
// EXTERNAL MODULE: ./build/steps/nixpkgs/use.js + 1 modules
var use = __webpack_require__(3669);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/model/errors-in.js
var errors_in = __webpack_require__(8319);
// EXTERNAL MODULE: ./build/model/report.js
var report = __webpack_require__(3938);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/nix/diagnostics/fetching.js

/** Nix's messages when git did not fetch; before 2.27 it often goes on and reports something missing. */
const OF_GIT = /^(?:failed to fetch git|program '(?:git|ssh)' failed|resolving git reference|cannot find git revision|getting (?:git object|hash)|object not found|executing 'git|fetching '?git)/i;
/** Messages of git, ssh and forges that deny access; private repositories are reported as "not found". */
const ACCESS_DENIED = [
    /could not read (?:username|password) for /i,
    /authentication failed/i,
    /repository (?:'[^']*' )?not found|repository not found/i,
    /permission denied \(/i,
    /host key verification failed|no \S+ host key is known/i,
    /returned error: 40[134]\b/i,
    /(?:access denied|invalid username or|permission to \S+ denied|support for password authentication was removed)/i,
    /the project you were looking for could not be found/i,
];
/** Messages of git and ssh when the network or the server fails. */
const GIT_NETWORK_ERROR = /(?:could(?:n't| not) (?:resolve|connect)|failed to connect|timed out|temporary failure in name resolution|connection (?:refused|reset|closed)|network is unreachable|no route to host|returned error: (?:408|429|5\d\d)|ssl|tls|early eof|rpc failed|hung up|empty reply)/i;
/** A forge URL from which Nix downloads an archive, or an API of a forge. */
const FORGE = /^https?:\/\/(?:api\.github\.com\/|codeload\.github\.com\/|[^/]+\/api\/v[34]\/|[^/]+\/[^/]+\/[^/]+\/archive\/)/;
const FORGE_INPUT = /^while fetching the input '(?:github|gitlab|sourcehut):/;
/** A refusal of a binary cache concerns the configuration of the cache. */
const OF_CACHE = /\.narinfo$|\/nar\/|\/nix-cache-info$/;
const DOWNLOAD = /unable to download '([^'\n]+)': HTTP error (\d{3})([\s\S]*)/;
/**
 * Why a source could not be fetched, from the output of git or the response of the host.
 * @param recentOutput lines printed before the error
 */
function fetchFailure(message, recentOutput) {
    return ofGit(message, recentOutput) ?? ofDownload(message) ?? ofSearchPath(message, recentOutput);
}
function ofGit({ text, frames }, recentOutput) {
    if (!OF_GIT.test(text))
        return undefined;
    const url = inputUrl({ frames }) ?? /'((?:[a-z+]+:\/\/|[^'@\s]+@)[^']+)'/.exec(text)?.[1] ?? '';
    // Older versions do not report what they were fetching.
    const withUrl = (line) => (url === '' || text.includes(url) ? line : `${url}: ${line}`);
    const refused = recentOutput.findLast(line => ACCESS_DENIED.some(it => it.test(line)));
    if (refused) {
        const source = url || (/'([a-z+]+:\/\/[^']+)'/.exec(refused)?.[1] ?? '');
        return { kind: 'credentials', hint: [withUrl(refused), gitAdvice(refused, source)].join('\n') };
    }
    const broken = recentOutput.findLast(line => GIT_NETWORK_ERROR.test(line));
    if (broken)
        return { kind: 'network', hint: withUrl(broken) };
    const fatal = recentOutput.findLast(line => /^(?:fatal|error): /.test(line));
    return fatal ? { kind: 'evaluation', hint: withUrl(fatal) } : undefined;
}
/** Forges with an input type that uses the tokens of the action. */
const INPUT_KINDS = {
    'github.com': 'github',
    'gitlab.com': 'gitlab',
};
function gitAdvice(withUrl, url) {
    const host = hostOf(url) || 'HOST';
    if (/host key/i.test(withUrl))
        return `Add the host key in an earlier step: ssh-keyscan ${host} >> ~/.ssh/known_hosts`;
    if (/permission denied \(/i.test(withUrl) || /^(?:git\+)?ssh:|^[^/:]+@/.test(url))
        return 'In an earlier step, load a key with read access into an SSH agent (SSH_AUTH_SOCK), which Nix then uses.';
    const kind = INPUT_KINDS[host];
    const path = /^[a-z+]+:\/\/[^/]+\/([^/]+\/[^/?#]+?)(?:\.git)?(?:[?#]|$)/.exec(url)?.[1];
    const rewrite = kind && path ? `Write it as ${kind}:${path}, which uses them, or give` : 'Give';
    const scheme = /^(?:git\+)?http:/.test(url) ? 'http' : 'https';
    const base = (login) => `"${scheme}://${login}${host}/"`;
    return `git has no valid credential for ${host}; github-token and access-tokens apply only to github: and gitlab: inputs. ${rewrite} git a credential in an earlier step: git config --global url.${base('x-access-token:TOKEN@')}.insteadOf ${base('')}`;
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
        return `${host} limits the rate of requests without a token. Set github-token, or add ${host}=TOKEN to access-tokens.`;
    if (!isForge)
        return `${host} requires a login. Set netrc-file in the user's nix.conf to a netrc file with that login, in an earlier step.`;
    return `A private repository needs a token with read access: set github-token (the default token reads only this repository), or add ${host}=TOKEN to access-tokens (GitLab: ${host}=PAT:TOKEN). If the repository is public, check its name and revision.`;
}
/** Nix skips a NIX_PATH entry that it cannot download, with only a warning. */
function ofSearchPath({ text }, recentOutput) {
    if (!/^file '[^'\n]+' was not found in the Nix search path/.test(text))
        return undefined;
    const warning = recentOutput.find(line => /search path entry '.*cannot be downloaded/.test(line));
    if (!warning)
        return undefined;
    const url = /entry '([^']+)'/.exec(warning)?.[1] ?? '';
    const why = recentOutput.findLast(line => line.includes(`unable to download '${url}'`));
    const withUrl = why?.replace(/; retrying in .*$/, '');
    const hint = [warning, text].join('\n');
    return {
        kind: 'network',
        nixMessage: withUrl ?? warning,
        hint: withUrl ? hint : text,
        isPlaceless: true,
    };
}
/** The URL of the input that was being fetched. */
function inputUrl({ frames }) {
    return frames
        .map(({ text }) => /^while fetching the input '([^'\n]+)'/.exec(text)?.[1])
        .find(url => url !== undefined);
}
function hostOf(url) {
    return /^[a-z+]+:\/\/(?:[^/@]*@)?([^/?#]+)/.exec(url)?.[1] ?? '';
}
/** A log line that reports a failed fetch. */
const NETWORK_ERROR = /could(?:n't| not) resolve|name resolution|name or service not known|no such host|enotfound|eai_again|(?:could(?:n't| not)|failed to) connect|connection (?:timed out|refused|reset)|etimedout|econnre(?:set|fused)|network is unreachable|(?:operation|request) timed out|HTTP error \d{3}|returned error: \d{3}|curl: \(\d+\)|ssl connect error/i;
const GAVE_UP = /cannot download .* from any mirror|unable to download|unable to access/i;
/** The last log line that reports an unreachable source. */
function networkErrorLine(lines) {
    const plain = lines.map(line => (0,external_node_util_.stripVTControlCharacters)(line).trim());
    return plain.findLast(it => NETWORK_ERROR.test(it)) ?? plain.findLast(it => GAVE_UP.test(it));
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
    'changed-files',
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
    return (cause?.kind === 'network' ? networkErrorLine(lines) : undefined) ?? lines[0] ?? '';
}

// EXTERNAL MODULE: ./build/inputs/steps/flags.js
var flags = __webpack_require__(7079);
// EXTERNAL MODULE: ./build/nix/derivation.js
var nix_derivation = __webpack_require__(219);
// EXTERNAL MODULE: ./build/nix/attribute.js
var nix_attribute = __webpack_require__(6852);
;// CONCATENATED MODULE: ./build/steps/flake/each/wrapper-flake.js

/** The name of the input that a wrapper flake takes its outputs from. */
const ORIGINAL = 'original';
/**
 * A flake whose outputs are one part of another flake's; the attribute keeps its position in the original file. A check is
 * passed as a package, which Nix checks in the same way but does not build.
 */
function partFlake(original, { path, without }) {
    const part = `only ${nixList(path)} ${ORIGINAL}.outputs`;
    const cut = `builtins.mapAttrs (_: set: builtins.removeAttrs set ${nixList(without)}) (${part})`;
    const outputs = without.length > 0 ? cut : part;
    return flake(original, `let
      only = path: set:
        let
          one = builtins.intersectAttrs { \${builtins.head path} = null; } set;
          rest = builtins.tail path;
        in if rest == [ ] then one else builtins.mapAttrs (_: only rest) one;
    in ${isSingleCheck(path) ? `{ packages = (${outputs}).checks; }` : outputs}`);
}
/**
 * A flake whose packages are a share of another flake's checks: Nix checks packages in the same way, but does not build
 * them. Nix traces the names of the share, after a marker, as JSON: `{"system":…,"names":[…],"all":NUMBER}`.
 * @param systems whose checks are shared; undefined: all
 */
function shareFlake(original, systems, share, marker) {
    const mine = 'names' in share
        ? `builtins.filter (name: builtins.elem name ${nixList(share.names)}) all`
        : balancedNames(share);
    return flake(original, `let
      share = system: set:
        let
          attrs = builtins.tryEval (builtins.isAttrs set);
          all = if attrs.success && attrs.value then builtins.attrNames set else [ ];
          names = ${mine};
          wanted = builtins.listToAttrs (map (name: { inherit name; value = null; }) names);
          told = builtins.toJSON { inherit system names; all = builtins.length all; };
        in builtins.trace "${marker} \${told}" (if all == [ ] then { } else builtins.intersectAttrs wanted set);
      shares = checks:
        if builtins.isAttrs checks then builtins.mapAttrs share (${wantedSystems(systems, 'checks')}) else { };
    in if ${ORIGINAL}.outputs ? checks then { packages = shares ${ORIGINAL}.outputs.checks; } else { }`);
}
/**
 * A Nix expression for the names of a share, from `all` names of a `system`: the longest first, each goes to the share that
 * has the least until then. What was not recorded counts as the mean of what was, so without records this is round robin.
 * Every process computes the same, so that each name is in one share, whatever was recorded.
 */
function balancedNames({ index, count, recorded }) {
    const { seconds, before } = recorded;
    const weights = [...seconds].map(([id, it]) => [id, Math.ceil(it * 1000) + 1]);
    return `
            let
              recorded = { ${weights.map(([id, it]) => `${(0,nix_attribute/* nixString */.z7)(id)} = ${it};`).join(' ')} };
              idOf = name: builtins.substring 0 32 (builtins.hashString "sha256" (${(0,nix_attribute/* nixString */.z7)(before)} + "checks.\${system}.\${name}"));
              known = builtins.filter (weight: weight != null) (map (name: recorded.\${idOf name} or null) all);
              mean = if known == [ ] then 1 else builtins.foldl' builtins.add 0 known / builtins.length known;
              weighed = map (name: { inherit name; weight = recorded.\${idOf name} or mean; }) all;
              lighter = loads: best: at: if builtins.elemAt loads at < builtins.elemAt loads best then at else best;
              put = { loads, names }: { name, weight }:
                let
                  to = builtins.foldl' (lighter loads) 0 (builtins.genList (at: at) ${count});
                  added = at: load: if at == to then load + weight else load;
                  next = builtins.genList (at: added at (builtins.elemAt loads at)) ${count};
                  mine = if to == ${index} then names ++ [ name ] else names;
                in builtins.deepSeq next (builtins.seq mine { loads = next; names = mine; });
              empty = { loads = builtins.genList (_: 0) ${count}; names = [ ]; };
            in (builtins.foldl' put empty (builtins.sort (a: b: a.weight > b.weight) weighed)).names`;
}
/**
 * A flake with everything that the shares of another flake's checks leave.
 * @param systems whose checks are shared; undefined: all
 */
function restFlake(original, systems) {
    return flake(original, `let
      emptied = _: set: if builtins.isAttrs set then { } else set;
      rest = _: checks:
        if builtins.isAttrs checks
        then checks // builtins.mapAttrs emptied (${wantedSystems(systems, 'checks')})
        else checks;
      outputs = ${ORIGINAL}.outputs;
    in outputs // builtins.mapAttrs rest (builtins.intersectAttrs { checks = null; } outputs)`);
}
/** A Nix expression for the attributes of a set that are wanted systems. */
function wantedSystems(systems, set) {
    return systems ? nixSubset(systems, set) : set;
}
/** A Nix expression for the attributes of a set that have these names. */
function nixSubset(names, set) {
    const wanted = names.map(name => `${(0,nix_attribute/* nixString */.z7)(name)} = null;`).join(' ');
    return `builtins.intersectAttrs { ${wanted} } ${set}`;
}
/** Whether the part is a single check. */
function isSingleCheck(path) {
    return path.length === 3 && path[0] === 'checks';
}
/** Outputs whose attributes can each be checked alone. */
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
/**
 * A flake with two outputs: `top`, the names of the outputs, and `names`, the systems or attributes of each output, or
 * null if it is checked as a whole.
 * @param systems whose attributes are wanted; undefined: all
 */
function namesFlake(original, systems) {
    return flake(original, `let
      members = set: if builtins.isAttrs set then builtins.attrNames set else null;
      names = name: set:
        if !builtins.isAttrs set then null
        else if builtins.elem name ${nixList(nix_attribute/* BY_SYSTEM */.wp)} then {
          all = builtins.attrNames set;
          systems = builtins.mapAttrs (_: members) (${wantedSystems(systems, 'set')});
        }
        else if builtins.elem name ${nixList(BY_NAME)} && !(set ? type) then { all = builtins.attrNames set; }
        else null;
    in {
      top = builtins.attrNames ${ORIGINAL}.outputs;
      names = builtins.mapAttrs names ${ORIGINAL}.outputs;
    }`);
}
/**
 * A flake whose checks are derivations that are in the store already: Nix builds them without evaluating.
 * @param checks the same one may be there twice
 */
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
      ${[...new Set(lines)].join('\n      ')}
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
/** A value as a Nix literal; nixConfig has only what JSON has too. */
function literal(value) {
    if (Array.isArray(value))
        return `[ ${value.map(literal).join(' ')} ]`;
    if (typeof value === 'object' && value !== null) {
        const pairs = Object.entries(value).map(([key, one]) => `${(0,nix_attribute/* nixString */.z7)(key)} = ${literal(one)};`);
        return `{ ${pairs.join(' ')} }`;
    }
    return typeof value === 'string' ? (0,nix_attribute/* nixString */.z7)(value) : String(value);
}
/** A Nix list of strings. */
function nixList(words) {
    return `[ ${words.map(nix_attribute/* nixString */.z7).join(' ')} ]`;
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var nix_store = __webpack_require__(7726);
;// CONCATENATED MODULE: ./build/steps/flake/each/arguments.js

/** Flags of `nix flake check` that other commands reject; most are Determinate Nix's. */
const CHECK_FLAGS = (0,flags/* flagTable */.tS)({
    0: '--all-systems --no-build --build-all --print-out-paths',
    1: '--out-link -o --default-flake-schemas',
});
/** Flags about flake inputs. */
const INPUT_FLAGS = (0,flags/* flagTable */.tS)({
    0: '--no-update-lock-file',
    1: '--update-input',
    2: '--override-input',
});
/** Flags about how Nix builds. */
const BUILD_FLAGS = (0,flags/* flagTable */.tS)({
    0: '--keep-going -k --no-keep-going --keep-failed -K --fallback --no-fallback',
    1: '--max-jobs -j --cores --timeout --max-silent-time --builders --substituters',
    2: '--option',
});
/** The arguments of a step that `nix-store --realise` accepts too. */
function buildArguments(args) {
    return (0,flags/* onlyFlags */.Aq)(args, BUILD_FLAGS);
}
/** Whether the arguments of a step keep `nix flake check` from building. */
function preventsBuilds(args) {
    return args.includes('--no-build');
}
/** The arguments of a step for a command that only reads the same flake. */
function readingArguments(args) {
    return (0,flags/* withoutFlags */.Kx)(args, CHECK_FLAGS);
}
/** Flags about how a flake is read. */
const READING_FLAGS = new Map([
    ...INPUT_FLAGS,
    ...(0,flags/* flagTable */.tS)({
        0: '--impure --offline --no-registries --accept-flake-config',
        1: '--extra-experimental-features --experimental-features --inputs-from',
        2: '--option',
    }),
]);
/** The arguments of a step with which any command reads the same flake. */
function inputArguments(args) {
    return (0,flags/* onlyFlags */.Aq)(args, READING_FLAGS);
}
/**
 * The arguments of a step for a wrapper flake that has the step's flake as an input: names of inputs get its prefix.
 * @param name of that input
 */
function wrappedArguments(args, name) {
    return mapInputs(args, (flag, [input, ...rest]) => input === undefined ? [] : [flag, `${name}/${input}`, ...rest]);
}
/** The arguments of a step for a flake without inputs. */
function inputlessArguments(args) {
    return mapInputs(args, () => []);
}
function mapInputs(args, change) {
    return (0,flags/* flagGroups */.bM)(args, INPUT_FLAGS).flatMap(([flag = '', ...words]) => INPUT_FLAGS.has(flag) ? change(flag, words) : flag);
}

;// CONCATENATED MODULE: ./build/steps/flake/own-checks.js



/** What the attributes of the checks for the system of a run begin with. */
function ownPrefix({ context }) {
    return `checks.${context.nix.system}.`;
}
/**
 * Applies a Nix function to the set of the checks for the system of a run.
 * @param body of the function; the set is called `checks`
 * @returns undefined if it does not evaluate
 */
function evalOwnChecks(run, body, call) {
    const { nix } = run.context;
    const installable = `${(0,model_step/* flakeOf */.Vh)(run.step)}#${(0,nix_attribute/* pathPrefix */.YA)(nix)}checks.${nix.system}`;
    const words = ['nix', 'eval', '--json', installable, '--apply', `checks: ${body}`];
    return run.json([...words, ...readingArguments(run.step.args)], call);
}

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
    return new Set(names.map(name => `${ownPrefix(run)}${name}`));
}
/** Applies a Nix function to the names of checks; empty if it does not evaluate. */
async function ask(run, what, names) {
    if (names.length === 0)
        return [];
    return (await evalOwnChecks(run, `${what} ${nixList(names)}`)) ?? [];
}
function namesOf(run, checks) {
    const prefix = ownPrefix(run);
    return checks.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

// EXTERNAL MODULE: ./build/nix/diagnostics/parse-error.js
var parse_error = __webpack_require__(9607);
// EXTERNAL MODULE: ./build/steps/nix-call.js
var nix_call = __webpack_require__(8240);
;// CONCATENATED MODULE: ./build/steps/ask-nix.js



/** Runs a Nix program for a step, without its log; in a plan it builds nothing. */
function captureNix({ context, cwd, step }, question, cancel) {
    const [program, ...words] = context.plan ? (0,nix_call/* withoutBuilds */.A)(question) : question;
    const env = { ...context.env, ...step.env };
    return (0,spawn/* capture */.Fg)([(0,external_node_path_.join)(context.nix.bin, program), ...words], { env, cwd, cancel });
}
/** Runs a Nix program and parses the JSON that it prints; undefined if it fails or is cancelled. */
async function askNix(run, question, cancel) {
    try {
        const { code, stdout } = await captureNix(run, question, cancel);
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
function checkDefinitions(run, attributes) {
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
        const installable = `${(0,model_step/* flakeOf */.Vh)(run.step)}#${(0,nix_attribute/* pathPrefix */.YA)(run.context.nix)}checks`;
        return askFlake(run, [installable], apply);
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
/** Flags of nix-build that take values. */
const NIX_BUILD_FLAGS = (0,flags/* flagTable */.tS)({
    1: `-A --attr -I -o --out-link -j --max-jobs --cores --builders --timeout --max-silent-time --store --add-root
--log-format`,
    2: '--arg --argstr --option',
});
/** The flags among them that change the value. */
const VALUE_FLAGS = ['-I', '--arg', '--argstr', '--option'];
/** Parses the words of a nix-build; undefined for anything but one file and attributes with plain names. */
function readWords(words) {
    const files = [];
    const attributes = [];
    const args = [];
    for (const [word = '', ...values] of (0,flags/* flagGroups */.bM)(words, NIX_BUILD_FLAGS)) {
        if (/^(?:-E|--expr|-p|--packages)$/.test(word))
            return undefined;
        if (!word.startsWith('-'))
            files.push(word);
        else if (word === '-A' || word === '--attr')
            attributes.push(values[0] ?? '');
        else if (VALUE_FLAGS.includes(word))
            args.push(word, ...values);
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
        return (0,parse_error/* positionOf */.d)({ file, line: Number(line) });
    }
    const { file, line, column } = (value ?? {});
    const isPosition = typeof file === 'string' && typeof line === 'number';
    return isPosition ? (0,parse_error/* positionOf */.d)({ file, line, ...(column ? { column } : {}) }) : undefined;
}

// EXTERNAL MODULE: ./build/nix/diagnostics/describe.js
var describe = __webpack_require__(7082);
;// CONCATENATED MODULE: ./build/nix/diagnostics/tool-lines.js
const PATH = String.raw `(?<path>(?:file:\/\/)?[^\s:()'"<>|*]+)`;
const LINE = String.raw `(?<line>\d+)`;
const COLUMN = String.raw `(?<column>\d+)`;
const LINE_COLUMN = `:${LINE}(?::${COLUMN})?`;
const tool_lines_form = (context, source) => ({
    pattern: new RegExp(source),
    context,
});
/** A JavaScript stack frame, innermost first: `    at f (file:///x/y.js:12:5)`. */
const FRAME = new RegExp(String.raw `^\s+(?:at (?:.*\()?|\S+ \((?=file:\/\/))${PATH}:${LINE}:${COLUMN}\)?$`);
/** A Go stack frame, below the line of its function, innermost first: `	/x/y.go:12 +0x1d`. */
const GO_FRAME = new RegExp(String.raw `^\t(?<path>[^\s:]+\.go):${LINE}(?: \+0x[\da-f]+)?$`);
/** Tried in this order. */
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
    // rustc, with its message on the line before: `  --> src/main.rs:2:5`
    tool_lines_form('before', String.raw `^\s*--> ${PATH}${LINE_COLUMN}$`),
    { pattern: FRAME, context: 'error' },
    { pattern: GO_FRAME, context: 'error' },
    // Nix: `       at /x/y.nix:12:5:`
    tool_lines_form('error', String.raw `^\s+at ${PATH}:${LINE}:${COLUMN}:$`),
    // Vitest: ` ❯ test/a.test.ts:12:5`
    tool_lines_form('error', String.raw `^\s*❯ (?:.* )?${PATH}:${LINE}:${COLUMN}$`),
    // RSpec: `     # ./spec/a_spec.rb:12:in 'block'`
    tool_lines_form('error', String.raw `^\s*# ${PATH}:${LINE}:in `),
    // A syntax error of Node: `file:///x/y.js:12`
    tool_lines_form('error', String.raw `^(?<path>(?:file:\/\/)?\/[^\s:]+):${LINE}$`),
    // Maven: `[ERROR] /x/Y.java:[12,5] cannot find symbol`
    tool_lines_form('error', String.raw `^\[ERROR\] ${PATH}:\[${LINE},${COLUMN}\]`),
    // PHP: `PHP Fatal error: no in /x/y.php on line 12`
    tool_lines_form('error', String.raw `\bin ${PATH}(?: on line |:)${LINE}$`),
    // TypeScript: `x.ts(12,5): error TS2322: …`
    tool_lines_form('after', String.raw `^(?<path>[^\s():]+)\(${LINE},${COLUMN}\): (?<said>.*)$`),
    // make, which only ran what failed: `make: *** [Makefile:12: test] Error 1`
    tool_lines_form('outer', String.raw `^\S*make(?:\[\d+\])?: \*\*\* \[${PATH}:${LINE}: (?<said>.*)$`),
    // Perl: `no at x.pl line 12.`; CMake: `CMake Error at x.txt:12 (message):`
    tool_lines_form('error', String.raw `\bat ${PATH} line ${LINE}\b`),
    tool_lines_form('error', String.raw `^CMake Error at ${PATH}:${LINE}\b`),
    // dash: `x.sh: 12: foo: not found`; gcc, pytest, go and most others: `x.c:12:5: error: …`; assert: `a.out: x.c:12: …`
    tool_lines_form('after', String.raw `^\s*(?:[^\s:]+: )??${PATH}: ?${LINE}(?::${COLUMN})?: ?(?<said>.*)$`),
];
/** A file name on its own line, followed by its errors. (ESLint) */
const FILE_ABOVE = /^(?<path>\.{0,2}\/?[^\s:()'"<>|*]+\.\w+)$/;
const BELOW_FILE = new RegExp(String.raw `^\s+${LINE}:${COLUMN}\s+error\s`);

;// CONCATENATED MODULE: ./build/nix/diagnostics/script-line.js



const ERROR_WORDS = /\b(?:errors?|fatal|panic(?:ked)?|fail(?:ed|ure|ures|s)?|exception|assert\w*|unbound variable|not found|no such file|permission denied|not permitted|cannot|undefined|unexpected|parameter not set|bad substitution|segmentation fault|killed|aborted)\b|(?:Error|Exception)\b/i;
const HARMLESS_LEVEL = /(?:\b|[a-z])(?:warning|note|info|hint|debug|help)\b *[:[]/i;
/** Words of a line that reports success. */
const SUCCESS_WORDS = /\b(?:ok|pass(?:ed|es)?|success(?:ful(?:ly)?)?|fine|done|skip(?:ped)?|ran)\b/i;
/** A command echoed by bash before it runs; a line added by a diff. */
const ECHOED = /^\+/;
/**
 * The repository line that a shell or a tool reported when a command failed: the last one that reports an error.
 * @param output the last lines of output
 * @param folder the directory of the command, relative to the top
 * @returns undefined if no line names a file of the repository
 */
async function scriptLine(output, folder, sources) {
    const lines = output.map(line => (0,external_node_util_.stripVTControlCharacters)(line).slice(0, 2000).trimEnd());
    const named = lines.flatMap((line, at) => readLine(line, lines.slice(0, at)) ?? []);
    const of = (rank) => named.filter(it => it.rank === rank);
    // Of programs that ran each other, the last to exit is the outermost.
    const all = [...of('error').toReversed(), ...of('other').toReversed(), ...of('outer')];
    for (const { file: path, line, column, folder: toolFolder } of all) {
        const base = toolFolder === undefined ? folder : (0,diagnostics_paths/* inRepository */.yJ)(toolFolder, sources.roots);
        const file = base !== undefined && (await fileOf(path, base, sources, !toolFolder));
        if (file)
            return (0,diagnostics_paths/* positionAt */.t$)(file, line, column);
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
    for (const { pattern, context } of FORMS) {
        const groups = pattern.exec(text)?.groups ?? {};
        const { path, line, said } = groups;
        if (!path || !line || Number(line) === 0)
            continue;
        const message = context === 'before' ? (before.at(-1) ?? '') : (said ?? '');
        if (HARMLESS_LEVEL.test(message) || isOuterFrame(pattern, before))
            return undefined;
        if (context === 'outer')
            return ofMake(named(path, groups, 'outer'), text, before);
        const isError = context === 'error' || ERROR_WORDS.test(message);
        if (!isError && SUCCESS_WORDS.test(message))
            return undefined;
        return named(path, groups, isError ? 'error' : 'other');
    }
    return undefined;
}
function named(path, { line, column }, rank) {
    return { ...(0,diagnostics_paths/* positionAt */.t$)(path, line, column), rank };
}
/** A nested make prints its directory. */
function ofMake(one, text, before) {
    const level = /make(\[\d+\])/.exec(text)?.[1];
    if (!level)
        return one;
    const entered = before.findLast(line => line.includes(`${level}: Entering directory`));
    const folder = /directory ['`](.*)'$/.exec(entered ?? '')?.[1];
    return folder ? { ...one, folder } : undefined;
}
/** Whether a frame of the project's own files is above. */
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
async function fileOf(path, folder, { roots, repository }, mayBeOfTop) {
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



/** Explains why a command failed. The place is the line that the shell or a tool reported, else the script. */
async function explainCommand(command, sources) {
    const { name, end, output, folder, reproduce } = command;
    const kind = kindOf(end);
    const isGuess = kind === 'out-of-memory';
    const killed = isGuess || end.code === 137 ? ['Probably out of memory (killed by SIGKILL).'] : [];
    const reason = [
        `${name} ${howItEnded(end)}.`,
        ...killed,
        ...(command.hints ?? []),
        ...commandHints(output),
        ...runningProcesses(end),
    ].join('\n');
    const place = kind === 'cancelled'
        ? undefined
        : ((await scriptLine(output, folder, sources)) ??
            (await scriptPlace(command, sources.repository)));
    return {
        kind,
        isGuess,
        message: (0,describe/* withLog */.X1)(reason, output, reproduce),
        reason,
        ...place,
        attributes: [],
        log: output,
        reproduce,
        isConsequence: false,
        consequences: [],
    };
}
/** The errors of libgit2 and git about a repository that another user owns. */
const FOREIGN_OWNER = /is not owned by current user|detected dubious ownership/;
const FOREIGN_OWNER_HINT = 'The workspace is owned by another user, as is common in a container job. Run in an earlier step: git config --global --add safe.directory "$GITHUB_WORKSPACE"';
/** Output lines with a well-known cause, and the fix. */
const KNOWN_ERRORS = [
    [
        // sudo(8): its secure_path replaces PATH.
        /^sudo: (nix(?:-[a-z]+)*): command not found$/m,
        ([, program]) => `sudo uses its own PATH (secure_path), which does not include Nix: run sudo env "PATH=$PATH" ${program} ..., or sudo "$(command -v ${program})" ...`,
    ],
    [FOREIGN_OWNER, () => FOREIGN_OWNER_HINT],
];
/** Hints for a command, from its last lines of output. */
function commandHints(output) {
    const text = output.join('\n');
    return KNOWN_ERRORS.flatMap(([pattern, hint]) => {
        const match = pattern.exec(text);
        return match ? [hint(match)] : [];
    });
}
function kindOf({ timedOut, cancelled, signal }) {
    if (cancelled)
        return 'cancelled';
    if (timedOut)
        return 'timeout';
    return signal === 'SIGKILL' ? 'out-of-memory' : 'test';
}
function howItEnded(end) {
    const isCut = end.cancelled || end.timedOut || end.signal !== null;
    return isCut ? (0,spawn/* endOf */.pJ)(end) : `failed with ${(0,spawn/* endOf */.pJ)(end)}`;
}
/** The processes that were running when a limit was reached. */
function runningProcesses({ expiry }) {
    if (!expiry || expiry.running.length === 0)
        return [];
    return ['Running processes, which were terminated:', ...expiry.running];
}
/** None if the shell did not find the script: a shellHook may have changed the directory. */
async function scriptPlace({ script, output }, repository) {
    const isSought = (line) => /(\S+): (?:No such file or directory|(?:command )?not found)$/.exec(line)?.[1];
    if (script && output.some(line => script.endsWith(isSought(line)?.replace(/^\.\//, '') ?? '/')))
        return undefined;
    return script && (await repository.has(script)) ? { file: script, line: 1 } : undefined;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/unreadable.js


/**
 * Nix's messages for a file that it cannot parse: Nix, JSON or TOML. A Git LFS pointer starts with `version https:…`.
 */
const UNREADABLE = /syntax error|parse error|could not parse|json\.exception|while parsing (?:a )?TOML|undefined variable 'version'/i;
const LFS = 'version https://git-lfs.github.com/spec/';
const OF_DATA = /\.(?:json|lock|toml|ya?ml)$/;
/** A file that cannot be parsed because of merge conflict markers, or because it is a Git LFS pointer. */
async function brokenFile(message, sources) {
    if (!UNREADABLE.test(message.text))
        return undefined;
    for (const file of await candidates(message, sources)) {
        const text = (await sources.repository.read(file)) ?? '';
        if (text.startsWith(LFS))
            return {
                kind: 'checkout',
                hint: `${(0,lib_text/* escapeInvisible */.ts)(file)} is a Git LFS pointer, not the file itself: set lfs: true in actions/checkout.`,
            };
        const line = conflictLine(text);
        if (line)
            return {
                kind: 'conflict',
                hint: conflictHint((0,lib_text/* escapeInvisible */.ts)(file), line),
                place: { file, line },
            };
    }
    const place = (await lockPlace(message, sources)) ?? (await jsonPlace(message, sources));
    return place && { place };
}
function conflictHint(file, line) {
    const how = file.endsWith('flake.lock')
        ? `take one side (git checkout --ours ${file}) and run nix flake lock`
        : 'keep one side and remove the markers';
    return `${file} has merge conflict markers (<<<<<<<) from line ${line}: ${how}.`;
}
/** The first line of the first complete conflict. */
function conflictLine(text) {
    const lines = text.split(/\r?\n/);
    const start = lines.findIndex(line => /^<{7}(?: |$)/.test(line));
    const isEnded = start >= 0 && lines.slice(start).some(line => /^>{7}(?: |$)/.test(line));
    return isEnded ? start + 1 : undefined;
}
/** For JSON read as text, Nix reports the line but not the file: the only file that does not parse. */
async function jsonPlace(message, sources) {
    const [, line, column] = /json\.exception\.parse_error[^\n]* at line (\d+), column (\d+)/i.exec(message.text) ?? [];
    if (!line)
        return undefined;
    const broken = [];
    for (const file of await candidates(message, sources))
        if (file.endsWith('.json') && !isJson((await sources.repository.read(file)) ?? '{}'))
            broken.push(file);
    const [file] = broken;
    if (!file || broken.length > 1)
        return undefined;
    return (0,diagnostics_paths/* positionAt */.t$)(file, line, column);
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
/**
 * The files that an error may concern: named ones first, then those named on the lines of its trace, then all data
 * files.
 */
async function candidates(message, sources) {
    const found = new Set();
    const { position, frames, text } = message;
    const named = [...text.matchAll(/['"]((?:\/|«)[^'"\n]+)['"]/g)].map(([, path = '']) => path);
    for (const path of [...named, ...(position ? [position.file] : [])]) {
        const file = (0,diagnostics_paths/* inRepository */.yJ)(path, sources.roots);
        if (file)
            found.add(file);
    }
    for (const at of frames.slice(0, 5).flatMap(frame => frame.position ?? [])) {
        const file = (0,diagnostics_paths/* inRepository */.yJ)(at.file, sources.roots);
        for (const it of file ? await pathsOn(file, at.line, sources.repository) : [])
            found.add(it);
    }
    if (lockOf(sources))
        found.add(lockOf(sources));
    // Named nowhere: a file read as JSON or TOML.
    if (/json|toml/i.test(text))
        for (const file of await sources.repository.files())
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
/** The line of a lock file that is not JSON. */
async function lockPlace({ text }, sources) {
    const [, line, column] = /^could not parse '[^'\n]+\/flake\.lock'[\s\S]*?parse error at line (\d+), column (\d+)/i.exec(text) ?? [];
    const file = lockOf(sources);
    if (!line || !file || !(await sources.repository.has(file)))
        return undefined;
    return (0,diagnostics_paths/* positionAt */.t$)(file, line, column);
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/checkout.js





/**
 * Why Nix cannot find or read something that the repository seems to contain: a submodule, history or files that were
 * not checked out, a Git LFS pointer, merge conflict markers, or an untracked file.
 */
async function checkoutCause(error, { kind }, build, sources) {
    if (kind === 'build')
        return ofBuild(build?.log ?? [], sources);
    if (kind !== 'evaluation' && kind !== 'missing-attribute' && kind !== 'other')
        return undefined;
    const message = (0,parse_error/* parseError */.u)(error);
    return ((await brokenFile(message, sources)) ??
        (await missingFile(message, sources)) ??
        (await missingHistory(message, sources)));
}
const MISSING = /^(?:path|getting status of|opening file|reading directory) ['"]?([^'"\n]+?)['"]?(?: in the repository [^\n]* is not tracked| does not exist|: No such file)/i;
/** Nix sees only files that git tracks, and no submodules of a flake. */
async function missingFile(message, sources) {
    const path = MISSING.exec(message.text)?.[1];
    const file = path && (path.startsWith('/') ? (0,diagnostics_paths/* inRepository */.yJ)(path, sources.roots) : (0,diagnostics_paths/* within */.ux)('', path));
    if (!file)
        return undefined;
    const { repository } = sources;
    const submodule = (await submodulesOf(repository)).find(it => isIn(file, it));
    // Git refuses what Nix advises.
    const nixMessage = message.text.split('\n')[0] ?? '';
    if (submodule) {
        const hint = await submoduleHint(submodule, sources);
        return hint ? { kind: 'checkout', nixMessage, hint } : undefined;
    }
    if (await repository.has(file)) {
        if (message.text.includes('To make it visible to Nix'))
            return undefined;
        const hint = `${file} exists but is not tracked by git, so Nix cannot see it: git add ${file}`;
        return { hint };
    }
    const { isSparse } = (await sources.checkout?.()) ?? {};
    if (!isSparse)
        return undefined;
    const hint = `The checkout is sparse. If ${file} is in the repository, add its directory to sparse-checkout in actions/checkout, or remove that option.`;
    return { kind: 'checkout', hint };
}
const FLAKES = 'set inputs.self.submodules = true; in flake.nix (Nix 2.27 or newer), or use .?submodules=1 as the flake';
/** @returns undefined if the submodule is checked out and Nix reads the checkout itself */
async function submoduleHint(submodule, { repository, entry }) {
    const isCheckedOut = (await repository.entries(submodule)).length > 0;
    const isFlake = (0,external_node_path_.basename)(entry) === 'flake.nix';
    if (isCheckedOut)
        return isFlake
            ? `${submodule} is a git submodule, which flakes leave out by default: ${FLAKES}.`
            : undefined;
    const checkout = `${submodule} is a git submodule that is not checked out: set submodules: true in actions/checkout.`;
    return isFlake ? `${checkout} Flakes also leave submodules out by default: ${FLAKES}.` : checkout;
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
const DEPTH = 'set fetch-depth: 0 in actions/checkout';
/** `revCount` needs the whole history; a revision needs unchanged files. */
async function missingHistory({ text }, { checkout }) {
    if (SHALLOW.test(text)) {
        const hint = `The checkout is shallow: ${DEPTH}, or use attributes that need no history (lastModified, rev).`;
        return { kind: 'checkout', hint };
    }
    const attribute = HISTORY.exec(text)?.[1];
    const state = attribute && (await checkout?.());
    const hint = state && historyHint(attribute, state);
    return hint ? { kind: 'checkout', hint } : undefined;
}
function historyHint(attribute, { isShallow, isSparse, changed }) {
    if (isSparse)
        return `The checkout is sparse, so Nix treats it as dirty and provides no ${attribute}: remove sparse-checkout from actions/checkout, or add a fallback (self.${attribute} or DEFAULT).`;
    if (changed.length > 0)
        return `Tracked files differ from the commit (${(0,format/* listed */.KE)(changed, 3)}), so Nix provides no ${attribute}: add a fallback (self.${attribute} or DEFAULT), or keep earlier steps from changing them.`;
    if (!isShallow || attribute !== 'revCount')
        return undefined;
    return `The checkout is shallow, so Nix provides no revCount: ${DEPTH}, or use an attribute that needs no history (lastModified), or add a fallback (self.revCount or 0).`;
}
const ABSENT = /no such file|not found|does not exist|cannot (?:open|stat|find|access)|can't open/i;
/** A build that misses files of a submodule, by its log. */
async function ofBuild(log, sources) {
    const absent = log.filter(line => ABSENT.test(line));
    if (absent.length === 0)
        return undefined;
    const submodules = await submodulesOf(sources.repository);
    const submodule = submodules.find(it => absent.some(line => names(line, it)));
    const hint = submodule && (await submoduleHint(submodule, sources));
    return hint ? { hint: `Possible cause (guessed from the log): ${hint}` } : undefined;
}
/** Whether a line names a path: whole, or after a source path. */
function names(line, path) {
    return line
        .split(/[\s'"`:,;()]+/)
        .some(word => isIn(word, path) || `${word}/`.includes(`/${path}/`));
}

// EXTERNAL MODULE: ./build/nix/checked.js
var nix_checked = __webpack_require__(3209);
// EXTERNAL MODULE: ./build/nix/diagnostics/rules.js
var rules = __webpack_require__(3140);
;// CONCATENATED MODULE: ./build/nix/diagnostics/classify.js






/** Errors of this machine or the command line, not of the project; none of them has a position. */
const NOT_OF_PROJECT = new RegExp([
    'opening|reading|writing|creating|removing|locking|renaming|executing|changing|unable to fork',
    'cannot (?:open|connect to socket)|could not set permissions|operation not permitted|permission denied',
    String.raw `error \(ignored\)|(?:aborting|committing) transaction`,
    'SQLite|binary cache|store path|repository path|the user|failed to start',
    `experimental Nix feature|unrecognised flag|unknown setting|not a recognised|path '[^']*\\.drv' is not valid`,
    String.raw `getting status of '?\/(?!nix\/store\/\S+\.nix)`,
]
    .map(it => `^(?:${it})`)
    .join('|'), 'i');
/** The frame of a process that ended before it became the builder, with what it said. */
const BEFORE_BUILDER = /^while waiting for the build environment for '([^'\n]+\.drv)' to initialize/;
/** The frame of an error of the sandbox, which names no derivation. */
const PREPARING_SANDBOX = 'while setting up the build environment';
const SANDBOX_PATHS_HINT = 'Nix could not prepare the sandbox. If sandbox-paths or extra-sandbox-paths name this path, create it in an earlier step, or remove it there.';
const ATTRIBUTE_FAILED = /^failed to build attribute '(.+?)', build of '(\/nix\/store\/[^'^!\n]+)[^'\n]*' failed:\s*/s;
/**
 * Classifies an error of Nix. Builder output only adds hints and never decides the kind, except for a fixed-output
 * derivation, which only fetches.
 * @param build the failed build, with the last lines of its log
 */
function classify(error, build = {}) {
    const isOverflow = /^error: stack overflow/.test(error.text);
    if (error.kind === 'early' && !isOverflow)
        return { kind: 'other', hint: rules/* SETTINGS_HINT */.y4 };
    if (error.hook)
        return ofHook(error, error.hook);
    const message = (0,parse_error/* parseError */.u)(error);
    const found = ofMessage(message, error.recentOutput);
    const isOfText = found.kind === 'evaluation' || found.kind === 'missing-attribute';
    const frames = message.frames.map(it => it.text).reverse();
    const checked = (0,nix_checked/* checkedAttribute */.i)(frames);
    // A message may name a path that is relative to the attribute that was checked.
    const isWhole = checked === undefined || found.attribute?.startsWith(`${checked}.`);
    return {
        ...(0,object/* defined */.s)({
            derivation: isOfText ? undefined : error.derivation,
            attribute: error.attribute,
        }),
        ...withHint(found, message, build),
        ...(isWhole ? {} : { attribute: error.attribute ?? checked }),
        ...droppedSystem(message),
    };
}
/** The hint for nixpkgs dropping a system, as it did for Intel Macs in 26.11. */
function droppedSystem({ text }) {
    const match = /^Nixpkgs (\d\d)\.(05|11) has dropped support for ([\w-]+)\./.exec(text);
    if (!match)
        return {};
    const [, year = '', month, system] = match;
    const last = month === '11' ? `${year}.05` : `${Number(year) - 1}.11`;
    return { hint: `Remove ${system} from the flake's systems, or stay on nixpkgs ${last}.` };
}
/** The build succeeded; only the hook after it failed, and with it the call. */
function ofHook({ text }, hook) {
    const how = /(?:failed with|failed due to|died)[^\n]*$/m.exec(text)?.[0] ?? 'failed';
    const after = hook.derivation ? ` after the build of ${(0,nix_derivation/* derivationName */.Jt)(hook.derivation)}` : '';
    const valid = hook.derivation
        ? `${(0,nix_derivation/* derivationName */.Jt)(hook.derivation)} was built and is valid: Nix will not rebuild it or run the hook for it again.`
        : 'What was built before is valid: Nix will not rebuild it or run the hook for it again.';
    return {
        kind: 'hook',
        nixMessage: `The post-build-hook ${hook.program} ${how}${after}.`,
        hint: valid,
        isPlaceless: true,
    };
}
function ofMessage(message, recentOutput = []) {
    const { text, position, frames } = message;
    // The text of a `throw` belongs to the project and may look like Nix's own messages.
    const isThrown = /^while calling the '(?:throw|abort)' builtin/.test(frames[0]?.text ?? '');
    if (isThrown)
        return { kind: 'evaluation' };
    const outer = ATTRIBUTE_FAILED.exec(text);
    if (outer) {
        const inner = (0,rules/* byRule */.k2)(text.slice(outer[0].length)) ?? { kind: 'build' };
        return { ...(0,object/* defined */.s)({ derivation: outer[2] }), ...inner, ...(0,object/* defined */.s)({ attribute: outer[1] }) };
    }
    const starting = BEFORE_BUILDER.exec(frames[0]?.text ?? '');
    if (starting)
        return {
            kind: 'build',
            outcome: 'failed before its builder started',
            ...(0,object/* defined */.s)({ derivation: starting[1] }),
        };
    if (frames[0]?.text === PREPARING_SANDBOX)
        return { kind: 'build', hint: SANDBOX_PATHS_HINT, isPlaceless: true };
    const fetching = fetchFailure(message, recentOutput);
    if (fetching)
        return fetching;
    const isOutside = !position && frames.length === 0 && NOT_OF_PROJECT.test(text);
    return (0,rules/* byRule */.k2)(text) ?? { kind: isOutside ? 'other' : 'evaluation' };
}
const DISK_NOTE = 'note: build failure may have been caused by lack of free disk space';
const LOG_HINTS = [
    [/no space left on device/i, 'the disk was full'],
    [/disk quota exceeded/i, 'disk quota exceeded'],
    [/\b(?:out of memory|cannot allocate memory|std::bad_alloc)\b/i, 'out of memory'],
    [
        /could not resolve host|temporary failure in name resolution/i,
        'no network, which sandboxed builds do not have',
    ],
];
/** For a failed builder only: the likely cause, from Nix's note and the end of the log. */
function withHint(found, { text }, { log = [], isFixed }) {
    if (found.kind !== 'build')
        return found;
    const line = isFixed ? networkErrorLine(log) : undefined;
    if (line)
        return { ...found, kind: 'network', hint: `Could not fetch its source: ${line}` };
    if (text.includes(`\n${DISK_NOTE}`))
        return {
            ...found,
            kind: 'disk-full',
            isGuess: true,
            hint: `Nix reported low disk space. ${rules/* DISK_HINT */.Oo}`,
        };
    const guess = LOG_HINTS.find(([pattern]) => log.some(line => pattern.test(line)))?.[1];
    return guess ? { ...found, hint: `Possible cause (guessed from the log): ${guess}.` } : found;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/attribute-line.js

/** Comments, strings, computed and plain names, and punctuation that opens, closes, binds or separates. */
const TOKEN = /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"|\$\{[^{}]*\}|[A-Za-z_][\w'-]*|[=!<>]=|[{}()[\]=;.,:]|\n/g;
const COMPUTED = '*';
/** Output names of a flake. */
const OUTPUTS = new Set([
    ...nix_attribute/* BY_SYSTEM */.wp,
    ...['formatter', 'overlays', 'nixosModules', 'nixosConfigurations', 'hydraJobs', 'templates'],
    ...['lib', 'legacyPackages', 'defaultPackage', 'devShell', 'defaultApp', 'overlay'],
]);
/**
 * Finds the line that binds an attribute with a lexical search. Nothing is evaluated, so computed names are not found.
 * @param text a Nix file
 * @param name a path such as `checks.x86_64-linux.lint`; parts that the file computes (`${system}`) may be missing
 * @param isWhole accept only a line where every part of the path is found, in order
 * @returns a line from 1: of the attribute, else of the innermost enclosing set, else of a binding with the same last
 * name
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
/** The line of the innermost set that would hold a missing attribute. */
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
/** The attribute that is bound on a line. */
function extentAt(text, line) {
    return bindings(text).find(it => it.line === line);
}
function bestLine(all, wanted, minParts, isSet = false) {
    const fits = all.flatMap(({ path, line, end }) => {
        const fit = match(path, wanted, isSet);
        return fit && fit.parts >= minParts ? [{ line, end, ...fit }] : [];
    });
    return fits.toSorted((a, b) => b.score - a.score || a.line - b.line)[0];
}
/** The parts of a path as Nix writes it; quoted parts may contain dots. */
function splitAttribute(name) {
    return [...name.matchAll(/"((?:[^"\\]|\\.)*)"|[^."]+/g)].map(([part, quoted]) => quoted ?? part);
}
/**
 * Scores how well a path matches, from its last part, which is required. Higher is better; undefined is no match.
 * @param isSet the last part may be computed, because it is only an enclosing set
 */
function match(path, wanted, isSet) {
    const [output = ''] = wanted;
    // The same name in another output is a different attribute.
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
    // Of two equal matches, prefer the one with fewer enclosing sets.
    return { parts, score: score - path.length / 1000 };
}
/** Every `a.b =` and `inherit a`, with its enclosing sets. */
function bindings(text) {
    const found = [];
    const open = [];
    let names = [];
    /** The path of the current value. */
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




/** An attribute whose value only refers to something else. */
const REFERENCE = /^\s*inherit\b|=\s*[A-Za-z_][\w.'"-]*;\s*(?:#.*)?$/;
/**
 * The line to edit for a derivation that does not build: where it gets its name, unless that is inside its own
 * attribute, or in a function that makes many derivations.
 * @param derivation its store path
 * @param attribute its flake output
 */
async function definedAt(definition, derivation, attribute, sources) {
    const inRepository = async (position) => position && (await (0,diagnostics_paths/* placeOf */.$t)(position, sources));
    const check = await checkOf(await inRepository(definition.self), attribute, sources);
    const name = (0,nix_derivation/* derivationName */.Jt)(derivation);
    const named = [await inRepository(definition.pname), await inRepository(definition.name)].flatMap(it => it ?? []);
    for (const place of [...named, await namingLine(name, sources, assigns)])
        if (place && (await namesItself(place, name, sources)))
            return check && (isInside(place, check) || isGenerated(check, name, attribute))
                ? check.place
                : place;
    // A function that takes the name from its caller does not identify this derivation.
    const others = named.length > 0 ? [] : [definition.meta, definition.src];
    for (const position of others) {
        const place = await inRepository(position);
        if (!place)
            continue;
        const isElsewhere = place.file !== check?.place.file || REFERENCE.test(check.value);
        return isElsewhere && !isInside(place, check) ? place : check?.place;
    }
    if (!check?.isOfNix)
        return undefined;
    return (await inheritedFrom(check, attribute, sources)) ?? check.place;
}
/** For an attribute inherited from another file: the only line that binds its name. */
async function inheritedFrom({ place, value }, attribute, { repository }) {
    const name = attribute && (0,nix_attribute/* attributeParts */.V3)(attribute).at(-1);
    if (!name || !/^[A-Za-z_][\w'-]*$/.test(name) || !/^\s*inherit\s*\(/.test(value))
        return undefined;
    const binds = new RegExp(`(?:^|[\\s{;])${name}\\s*=(?!=)`);
    const found = await linesWith(line => binds.test(line), repository);
    const others = found.filter(({ file }) => file !== place.file);
    return others.length === 1 ? others[0] : undefined;
}
/** Whether a function defined here generates it, and others with it. */
function isGenerated({ extent, value }, name, attribute = '') {
    const isOfName = attribute.endsWith(`.${(0,diagnostics_paths/* stemOf */.Vc)(name)}`);
    const isElsewhere = REFERENCE.test(value) || /\bimport\b|\bcallPackage\b|\.{1,2}\//.test(value);
    return !extent.isSet && !isOfName && !isElsewhere;
}
/** The attribute: where Nix reports it, else where a lexical search finds it. */
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
/**
 * Whether a line contains the name itself: `name = "lint"` or `"lint-${version}"`, not `inherit name` or
 * `"test-${name}"`.
 */
async function namesItself({ file, line }, name, { repository }) {
    const text = (await repository.read(file))?.split('\n')[line - 1] ?? '';
    const strings = [...text.matchAll(/"((?:[^"\\$]|\$(?!\{))+)/g)].map(([, start = '']) => start);
    const names = [name, (0,diagnostics_paths/* stemOf */.Vc)(name)];
    return strings.some(start => names.includes(start.replace(/-$/, '')));
}
/** Whether a line assigns a name: `pname = "lint"`, `runCommand "lint"`. */
function assigns(name) {
    const quoted = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const pattern = new RegExp(`(?:\\bp?name\\s*=|[\\w)'-])\\s*"${quoted}"`);
    return line => pattern.test(line);
}
/** The only line with the name of a derivation, whole or without its version. */
async function namingLine(name, sources, names) {
    for (const it of new Set([name, (0,diagnostics_paths/* stemOf */.Vc)(name)])) {
        const place = await onlyLine(sources, names(it));
        if (place)
            return place;
    }
    return undefined;
}
/** The only matching line of all Nix files in the repository. */
async function onlyLine({ repository }, isIt) {
    const found = await linesWith(isIt, repository);
    return found.length === 1 ? found[0] : undefined;
}
/** The matching lines of all Nix files in the repository. */
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
/**
 * The forms in which sources may write a hash that Nix prints in one of them.
 * @param hash `sha256-…` (SRI), `sha256:` with base 16 or base 32, or either without prefix
 * @returns base 64, base 32 and base 16 without the algorithm; the text itself if it is not a hash
 */
function hashForms(hash) {
    const digest = hash.replace(/^(?:md5|sha1|sha256|sha512)[-:]/, '');
    const bytes = decode(digest);
    if (!bytes)
        return [hash];
    const base64 = bytes.toString('base64');
    return [
        ...new Set([base64, base64.replace(/=+$/, ''), (0,nix_hash/* toNixBase32 */.$k)(bytes), bytes.toString('hex')]),
    ];
}
/**
 * The line of the repository that contains a hash in any form: in `*.nix`, then `*.json` and similar, then `*.lock`.
 * @param name the name of what the hash belongs to: of several lines (`lib.fakeHash`), the one nearest to the name wins
 * @returns undefined if no file contains it
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
    // `source-1.2` is often written as two strings.
    const stem = (0,diagnostics_paths/* stemOf */.Vc)(name);
    const names = lines.flatMap((line, at) => (stem && line.includes(stem) ? [at] : []));
    return lines.flatMap((line, at) => {
        const column = Math.max(...forms.map(form => line.indexOf(form)));
        const distance = Math.min(...names.map(it => Math.abs(it - at)), lines.length);
        return column < 0 ? [] : [{ place: { file, line: at + 1, column: column + 1 }, distance }];
    });
}
/** The placeholder for an unknown hash. */
function isFake(hash) {
    return hashForms(hash).some(form => /^0+$/.test(form));
}
function decode(digest) {
    for (const size of SIZES) {
        if (digest.length === size * 2 && /^[0-9a-f]+$/i.test(digest))
            return Buffer.from(digest, 'hex');
        const isBase32 = digest.length === Math.ceil((size * 8) / 5);
        const decoded = isBase32 ? (0,nix_hash/* fromNixBase32 */.Et)(digest) : undefined;
        if (decoded)
            return decoded;
        const isBase64 = /^[A-Za-z0-9+/]+=*$/.test(digest);
        const bytes = isBase64 ? Buffer.from(digest, 'base64') : undefined;
        if (bytes?.length === size && digest.replace(/=+$/, '').length === Math.ceil((size * 4) / 3))
            return bytes;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/input-place.js


/** Where a source that could not be fetched is declared: the line with its URL, else the input. */
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
/** How a file may name the source: its URL, or owner and repository. */
function input_place_namesOf(message) {
    const all = [inputUrl(message), ...urlsIn(message.text)].filter(it => it !== undefined);
    const plain = all.map(url => url.replace(/^git\+/, '').replace(/[?#].*$/, ''));
    const owned = plain.map(url => /^(?:github|gitlab|sourcehut):([^/]+\/[^/]+)/.exec(url)?.[1] ??
        /^https?:\/\/[^/]+\/(?:repos\/|api\/v\d\/repos\/)?([^/]+\/[^/]+)\/(?:commits|tarball|archive|tar\.gz)\b/.exec(url)?.[1]);
    return [...new Set([...plain, ...owned.filter(it => it !== undefined)])];
}
/** The quoted URLs in a text. */
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
/** The line of the flake input that was being fetched. */
function inputLine({ frames }, entry, text) {
    for (const frame of frames) {
        const input = /^while updating the flake input '([^'/\n]+)/.exec(frame.text)?.[1];
        const line = input && attributeLine(text, `inputs.${input}`);
        if (line)
            return { file: entry, line };
    }
    return undefined;
}
/** In a pin file or another Nix file, if only one names it. */
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


/** Words in messages about options and modules, as NixOS and similar module systems write them. */
const ABOUT_MODULES = /\b(?:options?|modules?|definitions?|defined|declared|declarations?)\b/i;
/** A quoted path; an inline module has the suffix `:anon-1`, a module of a flake `, via option …`. */
const NAMED = /[`'"‘“]((?:\/|«)[^`'"’”\n]*?)(?::(\d+)(?::(\d+))?)?(?::anon-\d+)*(?:, via option [^`'"’”\n]*)?['"’”`]/g;
const IN_MODULE = /^while evaluating (?:definitions from|the module argument)/;
const OPTION = /\boptions? (?:definition )?[`'"‘“]([^`'"’”\n]+)['"’”`]/i;
const ARGUMENT = /\b(?:argument|attribute) [`'"‘“]([^`'"’”\n]+)['"’”`]/i;
/**
 * The module that an error of the module system names, rather than the library file that reports it.
 * @returns the line that sets the option, if a lexical search finds it
 */
async function namedModule({ text }, { roots, repository }) {
    if (!ABOUT_MODULES.test(text))
        return undefined;
    const subject = OPTION.exec(text)?.[1] ?? ARGUMENT.exec(text)?.[1];
    for (const [, path = '', line, column] of text.matchAll(NAMED)) {
        const file = (0,diagnostics_paths/* inRepository */.yJ)(path, roots);
        if (file === undefined)
            continue;
        if (line)
            return (0,diagnostics_paths/* positionAt */.t$)(file, line, column);
        const place = await lineIn(file, subject, repository);
        if (place)
            return place;
    }
    return undefined;
}
/** The module in a trace of the module system: `while evaluating definitions from …`. */
async function moduleOfFrame(frames, at, { roots, repository }) {
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
/** Where the option is set, if exactly one file of the repository sets it. */
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
/** Whether a file is a vendored module system, whose own lines are never the cause. */
async function isModuleSystem(file, repository) {
    const text = (await repository.read(file)) ?? '';
    return /while evaluating definitions from|Definition values:/.test(text);
}
const libraries = new WeakMap();
/** Whether a file is in the same directory as a vendored module system. */
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
/** Whether the trace passes through a named module. */
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
/** The first line that contains the last part of a name as a whole word. */
function wordLine(text, subject) {
    const word = subject.split('.').at(-1) ?? subject;
    const lines = text.split('\n');
    const at = lines.findIndex(line => line.split(/[^\w'-]+/).includes(word));
    return at < 0 ? undefined : at + 1;
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/place.js








/** A position in the text of a message. */
const PLACE_IN_TEXT = /\b(?:at|in) ((?:\/|«)[^\n:'"]*?(?:»[^\n:'"]*?)?):(\d+)(?::(\d+))?/g;
const MAX_SEARCHED_LENGTH = 20_000;
/**
 * The line to edit for an error of Nix: an outdated hash; the definition of a failed derivation; the module that the
 * module system names; the innermost position in the repository; the text of a `throw`; the attribute in the entry
 * file.
 * @param definition of the derivation in question
 * @returns undefined if unknown: a wrong line is worse than none
 */
async function placeOfError(error, found, sources, definition) {
    if (found.isPlaceless)
        return undefined;
    const message = (0,parse_error/* parseError */.u)(error);
    return ((await hashPlace(found, sources)) ??
        (await sourcePlace(message, found, sources)) ??
        (await definitionPlace(found, sources, definition)) ??
        (await namedModule(message, sources)) ??
        (await unknownModule(message, sources)) ??
        (await place_missingFile(message, sources)) ??
        (await innermost(message, sources)) ??
        (await fallback(found, message, sources)));
}
async function definitionPlace({ derivation, attribute }, sources, definition) {
    if (!derivation || !definition)
        return undefined;
    return definedAt(definition, derivation, attribute, sources);
}
/** The attribute; else the line with the derivation's name; else the entry file, if the file as a whole is wrong. */
async function fallback(found, message, sources) {
    const { repository, entry } = sources;
    // The step selects it, so the file may be correct.
    if (/^attribute '[^'\n]*' in selection path/.test(message.text))
        return undefined;
    const text = await repository.read(entry);
    const find = found.kind === 'missing-attribute' ? setLine : attributeLine;
    const line = text && found.attribute && find(text, found.attribute);
    if (line)
        return { file: entry, line };
    const name = found.derivation && (0,nix_derivation/* derivationName */.Jt)(found.derivation);
    const named = name && (await namingLine(name, sources, it => line => line.includes(`"${it}"`)));
    if (named)
        return named;
    return text !== undefined && isOfFile(message) ? { file: entry, line: 1 } : undefined;
}
/** The file lacks something, or is wrong as a whole. */
function isOfFile({ text }) {
    return /^(?:flake '[^']*' (?:does not provide attribute|lacks attribute|has an unsupported)|file '[^']*' must be|syntax error)/.test(text);
}
async function hashPlace(found, { repository }) {
    if (found.kind !== 'hash-mismatch' || !found.specified)
        return undefined;
    return findHash(found.specified, (0,nix_derivation/* derivationName */.Jt)(found.derivation ?? ''), repository);
}
/**
 * The position of the error itself, then those of the trace, innermost first. An output that was only being checked
 * comes after the text of the message, because Nix started there.
 */
async function innermost(message, sources) {
    const { position, frames } = message;
    const isThrown = /^while calling the '(?:throw|abort)' builtin/.test(frames[0]?.text ?? '');
    const own = (await callerOf(message, sources)) ??
        (isThrown ? await placeInText(message, sources) : undefined) ??
        (position && (await usable(position, sources))) ??
        (await placeInText(message, sources)) ??
        (await failedAssertion(message, sources));
    if (own)
        return own;
    const isInModules = namesModules(frames);
    let checked;
    for (const [at, frame] of frames.entries()) {
        const named = await moduleOfFrame(frames, at, sources);
        if (named)
            return named;
        const place = frame.position && (await usable(frame.position, sources));
        if (!place)
            continue;
        if (/^while checking /.test(frame.text))
            checked ??= place;
        else if (!isInModules || !(await isOfLibrary(place.file, sources.repository)))
            return (await throwBelow(place, frame, message, sources)) ?? place;
    }
    return ((await throwWith(message, sources)) ??
        checked ??
        (await onlySetting(message, sources.repository)));
}
/** An unexpected argument is reported at the call site. */
async function callerOf({ text, frames }, sources) {
    if (!/ called with unexpected argument '/.test(text))
        return undefined;
    const site = frames.find(frame => frame.text.startsWith('from call site'));
    return site?.position && usable(site.position, sources);
}
/** Up to 2.12 a frame has the position of the function, and the `throw` is below it. */
async function throwBelow(place, { text }, message, sources) {
    if (!/^while evaluating '[^'\n]*'$/.test(text))
        return undefined;
    const lines = (await sources.repository.read(place.file))?.split('\n') ?? [];
    const inText = thrownLine(message);
    const found = lines.flatMap((line, at) => {
        const start = /\b(?:throw|abort)\s*\(?\s*"((?:[^"\\$]|\$(?!\{))+)/.exec(line)?.[1];
        return at >= place.line && start && inText.startsWith(start) ? [at + 1] : [];
    });
    return found[0] && found.length === 1 ? { file: place.file, line: found[0] } : undefined;
}
async function usable(position, sources) {
    const place = await (0,diagnostics_paths/* placeOf */.$t)(position, sources);
    return place && !(await isModuleSystem(place.file, sources.repository)) ? place : undefined;
}
/** A position in the message text: `'good' is not a valid system type, at …/flake.nix:6:13`. */
async function placeInText({ text }, sources) {
    for (const [, file = '', line, column] of text
        .slice(0, MAX_SEARCHED_LENGTH)
        .matchAll(PLACE_IN_TEXT)) {
        const position = (0,diagnostics_paths/* positionAt */.t$)(file, line, column);
        const place = position.line > 0 && (await usable(position, sources));
        if (place)
            return place;
    }
    return undefined;
}
/** A module without a file, inside another file. */
async function unknownModule(message, { repository }) {
    return message.text.includes('<unknown-file>') ? onlySetting(message, repository) : undefined;
}
/** The line that names a missing file. */
async function place_missingFile({ text, position }, sources) {
    const path = /^(?:path|getting status of|opening file) ['"]?([^'"\n]+?)['"]?(?: does not exist|: No such file)/i.exec(text)?.[1];
    const name = path?.split('/').at(-1);
    if (!name || (position && (await usable(position, sources))))
        return undefined;
    return onlyLine(sources, line => line.split(/[\s;"'()[\]{}/]+/).includes(name) && line.includes('/'));
}
/** NixOS collects failed assertions; each is a string in its module. */
async function failedAssertion({ text }, sources) {
    if (!/^Failed assertions:/.test(text))
        return undefined;
    for (const [, inText = ''] of text.matchAll(/^- (.+)$/gm)) {
        const place = await onlyLine(sources, line => inText.length > 7 && line.includes(inText));
        if (place)
            return place;
    }
    return undefined;
}
/** The only `throw`, `abort` or `assertMsg` line with the text of the message. */
async function throwWith({ text }, sources) {
    const inText = thrownLine({ text });
    if (inText === '')
        return undefined;
    return onlyLine(sources, line => /\b(?:throw|abort|assertMsg)\b/.test(line) && line.includes(inText));
}
/** The first line of the text of a `throw` or `abort`. */
function thrownLine({ text }) {
    const message = /^evaluation aborted with the following error message: '(.*)'$/s.exec(text)?.[1];
    return (message ?? text).split('\n')[0]?.trim() ?? '';
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/explain.js









/**
 * Explains why a call of Nix failed: one entry per failure, in Nix's order, without duplicates. A failed dependent is
 * an entry with `isConsequence`, which the entry of the dependency lists.
 */
async function explainNix(failures, sources) {
    const builds = new Map(failures.builds.map(build => [build.derivation, build]));
    const all = distinct(failures, builds);
    /** The failures that can cause others. */
    const causes = all.filter(({ found }) => found.derivation && found.kind !== 'dependency');
    const explained = [];
    for (const failure of all) {
        const { error, found, outputs } = failure;
        const attributes = [...failure.attributes];
        const { derivation = '' } = found;
        const attribute = (0,object/* defined */.s)({ attribute: attributes[0] });
        const consequences = all.filter(it => isConsequenceOf(it, failure, causes, failures.needs));
        const build = builds.get(derivation);
        const { place, ...cause } = (await checkoutCause(error, found, build, sources)) ?? {};
        explained.push((0,describe/* describeFailure */.Ic)({
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
                (await placeOfError(error, { ...found, ...attribute }, sources, failures.definitions?.get(derivation))),
            folders: sources.roots.map(({ path }) => path),
            isForeign: await isForeign(error, sources),
            reproduce: await failures.reproduce({ ...attribute, ...reproduceTarget(failure) }),
            reproduceAll: await failures.reproduce({}),
            consequences: consequences.map(nameOfFailure),
            isOnlyCause: causes.length === 1 ||
                consequences.every(it => failures.needs?.has(it.found.derivation ?? '')),
        }));
    }
    return explained;
}
async function isForeign(error, sources) {
    const { position } = (0,parse_error/* parseError */.u)(error);
    return position !== undefined && !(await (0,diagnostics_paths/* placeOf */.$t)(position, sources));
}
function reproduceTarget({ error, found: { derivation } }) {
    if (derivation)
        return { derivation };
    return { firstLine: (0,parse_error/* parseError */.u)(error).text.split('\n')[0] ?? '' };
}
function distinct(failures, builds) {
    const classified = nameVagueTimeouts(failures.errors.map(error => classifyWithBuild(error, builds)), failures.builds);
    const named = new Set(classified.map(({ found }) => found.derivation));
    const silent = failures.builds.filter(({ derivation }) => !named.has(derivation));
    const byKey = new Map();
    for (const { error, found } of [...classified, ...silent.map(unreported)]) {
        if (found.isSummary)
            continue;
        const key = found.derivation ?? `${found.attribute}\n${(0,parse_error/* parseError */.u)(error).text}`;
        const outputs = failures.attributes?.get(found.derivation ?? '') ?? [];
        const named = explain_namesOf({ error, found }, outputs, failures);
        const first = named.filter(name => outputs.includes(name));
        const attributes = new Set([...first, ...outputs]);
        const known = byKey.get(key) ?? { error, found, attributes, outputs };
        for (const name of named)
            known.attributes.add(name);
        byKey.set(key, known);
    }
    if (byKey.size > 0)
        return [...byKey.values()];
    const last = classified.at(-1) ?? fromExit(failures.end);
    const attribute = failures.attribute ?? failures.within;
    const attributes = new Set(attribute ? [attribute] : []);
    return last ? [{ ...last, attributes, outputs: [] }] : [];
}
/**
 * The attributes that an error names. An error loses characters that look like Nix's own colors and indentation, so if
 * the derivation identifies it, only known names are used.
 */
function explain_namesOf({ error, found }, outputs, { attribute, names = [] }) {
    if (attribute)
        return [attribute];
    const named = [found.attribute, ...(error.also ?? [])].filter(it => it !== undefined);
    if (outputs.length === 0)
        return named;
    return named.filter(name => outputs.includes(name) || names.includes(name));
}
function classifyWithBuild(error, builds) {
    const found = classify(error);
    return { error, found: classify(error, builds.get(found.derivation ?? '')) };
}
/** A failed build that no error names. */
function unreported(build) {
    const { derivation, wasInterrupted } = build;
    const error = { text: `error: the build of ${(0,nix_derivation/* derivationName */.Jt)(derivation)} failed`, derivation };
    if (wasInterrupted)
        return { error, found: { kind: 'timeout', derivation, wasInterrupted } };
    const outcome = 'failed';
    return { error, found: { ...classify(error, build), kind: 'build', outcome, derivation } };
}
/**
 * Nix 2.34 prints `timed out after 2 seconds` once, without a name. It applies to the builds that timed out and that no
 * error explains, or to the only derivation left of `build of 'a', 'b' failed`.
 */
function nameVagueTimeouts(classified, builds) {
    const isVague = ({ found }) => found.kind === 'timeout' && !found.derivation;
    const [first, ...others] = classified.filter(isVague);
    if (!first)
        return [...classified];
    const known = new Set(classified.map(({ found }) => found.derivation));
    const unexplained = builds.filter(({ derivation }) => !known.has(derivation));
    const timedOut = unexplained.filter(it => it.isTimedOut).map(it => it.derivation);
    const failed = [...listedInSummaries(classified), ...unexplained.map(it => it.derivation)];
    const only = [...new Set(failed)].filter(path => !known.has(path));
    const timedOutBuilds = timedOut.length > 0 ? timedOut : only.length === 1 ? only : [];
    const isNamedElsewhere = classified.some(it => it.found.kind === 'timeout' && it.found.derivation);
    if (timedOutBuilds.length === 0 && !isNamedElsewhere)
        return [...classified];
    // With two limits, it is unknown which one applied.
    const outcome = others.length > 0 ? 'timed out' : first.found.outcome;
    const found = { ...first.found, ...(0,object/* defined */.s)({ outcome }) };
    return classified.flatMap(it => {
        if (it === first)
            return timedOutBuilds.map(derivation => ({ ...it, found: { ...found, derivation } }));
        return isVague(it) ? [] : [it];
    });
}
/** The derivations of `build of 'a', 'b' failed`. */
function listedInSummaries(classified) {
    return classified
        .filter(({ found }) => found.isSummary)
        .flatMap(({ error }) => [...error.text.matchAll(/'(\/nix\/store\/[^'^!\n]+\.drv)/g)])
        .map(([, path = '']) => path);
}
/** For a process that exited without an error. */
function fromExit(end) {
    if (!end || end.code === 0)
        return undefined;
    const error = (text) => ({ text });
    // The caller that stopped it reports why.
    if (end.cancelled || end.timedOut)
        return undefined;
    const kind = 'out-of-memory';
    if (end.lacksMemory)
        return { error: error('Nix ran out of memory'), found: { kind, hint: rules/* MEMORY_HINT */.C$ } };
    if (end.signal !== 'SIGKILL' && end.code !== 137) {
        const how = end.signal ? `was terminated by ${end.signal}` : `exited with code ${end.code}`;
        return { error: error(`Nix ${how} without printing an error`), found: { kind: 'other' } };
    }
    const hint = 'Probably out of memory (killed by SIGKILL).';
    return { error: error('Nix was killed'), found: { kind, isGuess: true, hint } };
}
function isConsequenceOf(it, cause, causes, needs) {
    if (it.found.kind !== 'dependency' || !causes.includes(cause))
        return false;
    const known = needs?.get(it.found.derivation ?? '');
    return !known || known.includes(cause.found.derivation ?? '');
}
function nameOfFailure({ found, attributes }) {
    return [...attributes][0] ?? (0,nix_derivation/* derivationName */.Jt)(found.derivation ?? '');
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/levels.js


/** Nix's message for each part of a derivation that is in place of a set of derivations. */
const NO_DERIVATION = /^flake attribute '(.+)\.drvPath' is not a derivation/s;
/** Its message since 2.13 for a name in place of a system. */
const NO_SYSTEM = /^'([^'\n]+)' is not a valid system type/;
const SYSTEM = /^[\w.]+-(?:linux|darwin|windows|cygwin|none|[a-z]*bsd[\d.]*)$/;
/** Merges everything that Nix reports about a missing level of attributes into one failure. */
function mergeMissingLevels(explained) {
    const sets = new Set(explained.flatMap(one => setOf(one) ?? []));
    const isPart = ({ attributes, derivation }, set) => derivation === undefined && attributes.some(name => name.startsWith(`${set}.`));
    const others = explained.filter(one => ![...sets].some(set => isPart(one, set)));
    return [...[...sets].map(set => missingLevel(set, explained)), ...others.map(withoutSystem)];
}
/** The set that should be there instead of a derivation, from a part that every derivation has. */
function setOf({ nixMessage: message = '', attributes: [name] }) {
    const set = NO_DERIVATION.exec(message)?.[1];
    return name === `${set}.drvPath` ? set : undefined;
}
/** `checks.x86_64-linux = derivation …`, or `checks.lint = derivation …` before 2.13. */
function missingLevel(set, explained) {
    const first = explained.find(one => setOf(one) === set);
    const [, output = set, name = ''] = /^([^.]+)\.(.+)$/s.exec(set) ?? [];
    const isSystem = SYSTEM.test(name);
    const advice = isSystem
        ? `give it a name (${set}.NAME)`
        : `add its system (${output}.SYSTEM.${name})`;
    const reason = `${set} is a derivation, but must be a set of derivations; ${advice}\nNix says: ${first.nixMessage}`;
    const one = { ...first, ...withReproduceAll(first), attributes: [set], parts: [`${set}.`] };
    return (0,describe/* withReason */.ZI)(isSystem ? one : { ...one, level: output }, (0,lib_text/* escapeInvisibleText */.Us)(reason));
}
/** `checks.lint = derivation …` */
function withoutSystem(one) {
    const [message, system = ''] = NO_SYSTEM.exec(one.nixMessage ?? '') ?? [];
    const [name = ''] = one.attributes;
    if (one.level !== undefined ||
        message === undefined ||
        !name.endsWith(`.${system}`) ||
        SYSTEM.test(system))
        return one;
    const output = name.slice(0, -system.length - 1);
    const reason = `${name}: ${message}; add its system (${output}.SYSTEM.${system})`;
    return (0,describe/* withReason */.ZI)({ ...one, ...withReproduceAll(one), level: output }, (0,lib_text/* escapeInvisibleText */.Us)(reason));
}
/** No single attribute reproduces it. */
function withReproduceAll({ reproduce, reproduceAll = reproduce, }) {
    return { reproduce: reproduceAll };
}

;// CONCATENATED MODULE: ./build/nix/diagnostics/same-cause.js


/**
 * Merges failures with the same cause into one entry that lists everything affected: the same message at the same
 * place, or the same missing level of attributes. Builds already have one entry each. Pure and idempotent.
 */
function mergeSameCause(explained) {
    const groups = new Map();
    for (const one of mergeMissingLevels(explained)) {
        const key = keyOf(one);
        const group = groups.get(key);
        if (group)
            group.push(one);
        else
            groups.set(key, [one]);
    }
    return [...groups.values()].map(merged);
}
/** The entry itself if nothing else shares its cause. */
function keyOf(one) {
    const { kind, nixMessage, derivation, attributes, file, line, column, level } = one;
    if (level !== undefined)
        return `level ${level}`;
    if (nixMessage === undefined || derivation !== undefined)
        return one;
    // Messages may differ only in the name of the attribute.
    const [name = ''] = attributes;
    return JSON.stringify([
        kind,
        name === '' ? nixMessage : nixMessage.replaceAll(name, ''),
        file,
        line,
        column,
    ]);
}
function merged([first, ...others]) {
    const attributes = [...new Set([first, ...others].flatMap(one => one.attributes))];
    const affected = attributes.filter(name => !first.attributes.includes(name));
    if (affected.length === 0)
        return first;
    const parts = [first, ...others].flatMap(one => one.parts ?? []);
    return (0,describe/* withReason */.ZI)({ ...first, attributes, parts }, `${first.reason}\n${(0,describe/* alsoAffected */.Cl)(affected)}`);
}

// EXTERNAL MODULE: ./build/nix/log/retries.js
var retries = __webpack_require__(5851);
// EXTERNAL MODULE: ./build/steps/outcome.js
var steps_outcome = __webpack_require__(1716);
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







/** Exit code of bash and dash for a syntax error. (bash(1), EXIT STATUS) */
const SYNTAX_ERROR = 2;
/** Bytes of a script that the kernel reads for its first line. (BINPRM_BUF_SIZE) */
const MAX_SHEBANG_BYTES = 256;
/** Time for a shell to parse. */
const PARSE_TIMEOUT_MS = 5000;
/**
 * Why a failed command cannot have tested anything: a syntax error in it or in its script, as the shell itself reports, or
 * a missing interpreter of the script.
 * @param code its exit code
 * @returns a sentence; undefined if neither applies
 */
async function whyNotRunnable(step, code, place) {
    const { scriptOf } = await Promise.all(/* import() */[__webpack_require__.e(989), __webpack_require__.e(336)]).then(__webpack_require__.bind(__webpack_require__, 4336));
    const text = (0,program_words/* commandText */.jt)(step);
    const script = scriptOf(text);
    const file = script && (0,external_node_path_.resolve)(place.cwd, script.path);
    const first = file && (await firstLineOf(file));
    const interpreter = script?.by === 'itself' && first !== undefined ? shebangWords(first)[0] : undefined;
    if (interpreter?.startsWith('/') && !(0,external_node_fs_.existsSync)(interpreter)) {
        return `It did not run: ${interpreter.trim()}, the interpreter of ${script?.path}, does not exist.${lineEndingNote(first)}`;
    }
    if (code !== SYNTAX_ERROR)
        return undefined;
    const message = (await syntaxError(await shellOf('bash', step, place), ['-c', text], place)) ??
        (script && first !== undefined
            ? await syntaxError(await shellOf(shellFor(script, first), step, place), [script.path], place)
            : undefined);
    return message && `It stopped early with a syntax error: ${message}`;
}
function lineEndingNote(firstLine) {
    return firstLine?.endsWith('\r') ? ' It has Windows line endings (CRLF).' : '';
}
/** Errors of a shell or `env` about a carriage return. */
const CARRIAGE_RETURN = /\$'\\r'|\\r['’]?: (?:No such file|command not found)|\r: (?:command )?not found/;
/**
 * A hint if a script of the command has Windows line endings.
 * @param output the last lines that the command printed
 */
async function lineEndingHint(step, { cwd }, output) {
    const { scriptOf } = await Promise.all(/* import() */[__webpack_require__.e(989), __webpack_require__.e(336)]).then(__webpack_require__.bind(__webpack_require__, 4336));
    const path = scriptOf((0,program_words/* commandText */.jt)(step))?.path;
    const first = path && (await firstLineOf((0,external_node_path_.resolve)(cwd, path)));
    const which = first?.endsWith('\r') ? path : undefined;
    if (!which && !output.some(line => CARRIAGE_RETURN.test(line)))
        return undefined;
    return `${which ? (0,lib_text/* escapeInvisible */.ts)(which) : 'A script'} has Windows line endings (CRLF). Convert it, and add to .gitattributes: *.sh text eol=lf`;
}
/** The first line of a regular file; undefined if it cannot be read. */
async function firstLineOf(path) {
    const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK).catch(() => undefined);
    try {
        if (!file || !(await file.stat()).isFile())
            return undefined;
        const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_SHEBANG_BYTES));
        return buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '';
    }
    finally {
        await file?.close();
    }
}
/** The words after `#!`. A carriage return belongs to the name, as for the kernel. */
function shebangWords(firstLine) {
    return /^#![ \t]*(.*)$/s.exec(firstLine)?.[1]?.split(/[ \t]+/) ?? [];
}
/** The shell that the command or the first line of the script names; undefined if that is not a shell. */
function shellFor({ shell }, firstLine) {
    const [program, ...others] = shebangWords(firstLine);
    const named = (0,external_node_path_.basename)(program ?? '') === 'env' ? others.find(word => !/^-|=/.test(word)) : program;
    const word = shell ?? named ?? 'bash';
    return /^(?:ba|da)?sh$/.test((0,external_node_path_.basename)(word)) ? word : undefined;
}
/** The program of a shell: in an environment of Nix, sh and bash are a modern bash. */
async function shellOf(word, { kind }, { env }) {
    return word === undefined || word.startsWith('/') || kind === 'run' ? word : modernBash(env);
}
/** The syntax error that a shell reports; undefined if there is none, or the shell does not answer. */
async function syntaxError(shell, what, { cwd, env: { PATH = '' } }) {
    if (shell === undefined)
        return undefined;
    // The script may set extglob, which changes what bash can parse.
    const others = (0,external_node_path_.basename)(shell) === 'bash' ? [[], ['-O', 'extglob']] : [[]];
    let message = '';
    for (const flags of others) {
        const cancel = AbortSignal.timeout(PARSE_TIMEOUT_MS);
        const asked = (0,spawn/* capture */.Fg)([shell, ...flags, '-n', ...what], { env: { PATH }, cwd, cancel });
        const { code, stderr } = await asked.catch(() => ({ code: 0, stderr: '' }));
        if (code !== SYNTAX_ERROR)
            return undefined;
        message ||= stderr.split('\n')[0] ?? '';
    }
    return (0,lib_text/* toOneLine */.GX)(message);
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
        const name = file && source_roots_inside(workspace, file);
        return { repository, checkout, roots: [top], entry: name ?? '' };
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
        const answer = await (0,host_git/* askRepository */.g)(options.workspace, words, { ...options, ...rest });
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



















/** Why a Nix call failed: one entry per failure; empty after a success. */
async function explainCall(run, result, about) {
    if (result.code === 0)
        return [];
    const { errors, builds, lacksMemory } = result.log.run();
    const wasInterrupted = result.cancelled || result.timedOut;
    // Nix reports an interrupt when the action stops it.
    const all = errors.filter(({ kind, text }) => !(wasInterrupted && kind === 'interrupted') && !about.expected?.test(text));
    const shown = wasInterrupted || !isDueToCache(all, builds) ? all.filter(({ isCache }) => !isCache) : all;
    const failed = builds.filter(({ status }) => status === 'failed' || status === 'timeout');
    const definitions = failed.length > 0 && !wasInterrupted
        ? await about.definitions?.(failed.map(({ derivation }) => derivation))
        : undefined;
    const failures = {
        errors: shown.map(error => {
            const attribute = about.attribute ?? knownName(error.attribute, about) ?? about.within;
            const also = error.also?.map(name => knownName(name, about) ?? name) ?? [];
            const named = attribute && error.kind !== 'early' ? { attribute } : {};
            return { ...error, also, ...named };
        }),
        builds: await Promise.all(failed.map(failedBuild)),
        ...(0,object/* defined */.s)({ definitions, attributes: about.attributes, names: about.names }),
        ...(0,object/* defined */.s)({ attribute: about.attribute || undefined, within: about.within || undefined }),
        needs: await needsOf(run, builds),
        end: { ...result, lacksMemory },
        ...(shown.some(({ text }) => (0,rules/* lostDaemon */.H0)(text))
            ? { daemonLog: await run.context.daemon?.lastLines() }
            : {}),
        reproduce: ({ attribute, firstLine }) => (attribute && about.reproduceOne?.(attribute, firstLine)) || about.reproduce,
    };
    return explainNix(failures, await sourceRootsOf(run, about));
}
/** Whether the call failed only because of caches that Nix was told not to do without. Pure. */
function isDueToCache(errors, builds) {
    const follows = ({ kind }) => /^(aggregate|dependency)$/.test(kind);
    return (errors.every(error => error.isCache || follows(error)) &&
        !builds.some(({ status }) => status === 'failed' || status === 'timeout'));
}
async function failedBuild(build) {
    const { derivation, wasInterrupted, keptFolder } = build;
    const { isFixed } = await (0,nix_derivation/* readDerivation */.Gw)(derivation);
    const isTimedOut = build.status === 'timeout';
    return { derivation, log: build.tail(), wasInterrupted, isTimedOut, isFixed, keptFolder };
}
function knownName(printed, { names = [] }) {
    return names.find(name => (0,external_node_util_.stripVTControlCharacters)(name) === printed) ?? printed;
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
    const status = (0,steps_outcome/* statusOf */.c2)(result);
    if (status === 'success')
        return steps_outcome/* SUCCESS */.qO;
    const causes = mergeSameCause(explained).filter(({ isConsequence }) => !isConsequence);
    const primary = causes.filter(({ wasInterrupted }) => !wasInterrupted);
    const interrupted = causes.find(({ wasInterrupted }) => wasInterrupted);
    const own = primary.find(({ derivation }) => derivation === undefined);
    // What failed before the time was over is told by itself.
    const first = status === 'failure' ? (own ?? interrupted ?? causes[0]) : interrupted;
    const isForeign = result.log.errors.some(error => FOREIGN_OWNER.test(error));
    const messages = primary.map((one, at) => isForeign && at === 0
        ? (0,describe/* withReason */.ZI)(one, `${one.reason}\n${FOREIGN_OWNER_HINT}`).message
        : one.message);
    const others = primary.filter(({ derivation }) => derivation === undefined);
    if (isForeign && messages.length === 0)
        messages.push(FOREIGN_OWNER_HINT);
    if (messages.length === 0 && status === 'failure')
        messages.push('Nix printed no error.');
    const cut = status === 'failure' ? [] : [cutShort(result), ...stillRan(result, about)];
    const reproduce = primary.length > 0 ? [] : [`Reproduce: ${about.reproduce}`];
    const message = [...cut, ...messages, ...reproduce].join('\n\n');
    return {
        status,
        exitCode: (0,steps_outcome/* exitCodeOf */.FO)(result),
        error: (0,steps_outcome/* stepError */.hH)({ ...first, message }),
        causes: causes.length > 0
            ? causes.map(({ kind, reason }) => ({ kind, reason }))
            : [{ kind: 'other', reason: message }],
        failedDependencies: primary.flatMap(one => failedDependency(one, result)),
        otherErrors: others.map(steps_outcome/* stepError */.hH),
    };
}
/** Network requests that are shown. */
const MAX_WAITS = 3;
/** Builds that are named. */
const MAX_BUILDS_NAMED = 10;
/** Why a call was stopped, and what was running. */
function cutShort(result) {
    const { builds: all, evaluated, waiting, end } = result.log.run();
    const builds = all.filter(({ wasInterrupted }) => wasInterrupted);
    const names = builds.slice(0, MAX_BUILDS_NAMED).map(({ name }) => name);
    const built = names.length > 0 ? ` Nix was building ${names.join(', ')}.` : '';
    const begun = evaluated.filter(one => one.end === undefined).map(({ name }) => name);
    const evaluating = (0,format/* listed */.KE)(begun.map(lib_text/* escapeInvisible */.ts), MAX_BUILDS_NAMED);
    const evaluation = begun.length > 0 ? ` Nix was evaluating ${evaluating}.` : '';
    const waits = waiting.slice(0, MAX_WAITS).map(wait => (0,retries/* waitText */.L)(wait, end));
    const waited = waits.length > 0 ? ` Nix was ${(0,lib_text/* escapeInvisible */.ts)(waits.join('; '))}.` : '';
    return [
        `The step ${(0,spawn/* endOf */.pJ)(result)}.${evaluation}${built}${waited}`,
        ...runningProcesses(result),
    ].join('\n');
}
/** Interrupted builds whose log is shown, and the lines of each. */
const MAX_BUILDS_SHOWN = 5;
const TAIL_LINES = 20;
/** The builds that were interrupted, each with the last lines of its log. */
function stillRan({ log }, { attributes }) {
    const { builds } = log.run();
    const running = builds.filter(({ wasInterrupted }) => wasInterrupted);
    const shown = running.slice(0, MAX_BUILDS_SHOWN).map(build => {
        const seconds = ((build.end ?? build.start) - build.start) / 1000;
        const lines = build.tail().slice(-TAIL_LINES);
        const tail = lines.length > 0 ? `Last lines:\n${lines.join('\n')}` : 'It printed nothing.';
        const checks = attributes?.get(build.derivation)?.map(lib_text/* escapeInvisible */.ts).join(', ');
        const name = checks ? `${build.name} (${checks})` : build.name;
        return `${name} had been building for ${seconds.toFixed(1)} s. ${tail}`;
    });
    const rest = running.length - shown.length;
    return rest > 0 ? [...shown, `${(0,format/* plural */.LS)(rest, 'more build')} had not finished.`] : shown;
}
/** The report's record of a failed build. */
function failedDependency(one, { log }) {
    if (!one.derivation)
        return [];
    const build = log.run().builds.find(({ derivation }) => derivation === one.derivation);
    const seconds = build?.end === undefined ? 0 : (0,format/* round */.LI)((build.end - build.start) / 1000);
    const status = one.kind === 'timeout' ? 'timeout' : 'failed';
    const name = build?.name ?? (0,external_node_path_.basename)(one.derivation).replace(/^[^-]*-|\.drv$/g, '');
    return [{ name, drv: one.derivation, status, seconds, error: (0,steps_outcome/* stepError */.hH)(one) }];
}
/** The outcome of a command outside the sandbox, with the last lines of its output and the place that they name. */
async function outcomeOfCommand(run, exit, output, reproduce) {
    const status = (0,steps_outcome/* statusOf */.c2)(exit);
    if (status === 'success')
        return steps_outcome/* SUCCESS */.qO;
    const { step, context, cwd } = run;
    const place = { cwd, env: context.env };
    const isFailure = status === 'failure';
    const notRunnable = isFailure ? await whyNotRunnable(step, exit.code, place) : undefined;
    const returns = isFailure ? await lineEndingHint(step, place, output) : undefined;
    const { scriptOf } = await Promise.all(/* import() */[__webpack_require__.e(989), __webpack_require__.e(336)]).then(__webpack_require__.bind(__webpack_require__, 4336));
    // Then the syntax error is in the command itself, not in a script.
    const script = notRunnable?.includes(' -c: line ') ? undefined : scriptOf((0,program_words/* commandText */.jt)(step))?.path;
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
        exitCode: (0,steps_outcome/* exitCodeOf */.FO)(exit),
        error: (0,steps_outcome/* stepError */.hH)(explained),
        causes: [
            notRunnable
                ? { kind: 'no-command', reason: notRunnable }
                : causeOfCommand(explained, exit.code),
        ],
    };
}

;// CONCATENATED MODULE: ./build/steps/kinds/reproduce.js




/** Outputs whose attributes are derivations; other outputs have other commands. */
const DERIVATION_OUTPUTS = [
    ...['checks', 'packages', 'devShells', 'formatter', 'defaultPackage', 'devShell'],
];
/** Errors about the type of a value, which only `nix flake check` reports. */
const TYPE_ERROR = /\bis not an? /;
/** Whether `nix build` of an attribute reports this error too. @param message first line of the error */
function isReproducedByBuild(attribute, message) {
    const parts = (0,nix_attribute/* attributeParts */.V3)(attribute);
    const isDerivation = DERIVATION_OUTPUTS.includes(parts[0] ?? '') && parts.length > 1;
    return isDerivation && !TYPE_ERROR.test(message);
}
/**
 * The narrowest command that reproduces an evaluation error. Candidates are tried within {@link MAX_TRIAL_MS}.
 * @param message first line of the error
 * @param whole the command that reproduces the whole step
 */
async function reproduceOutput(run, attribute, message, whole) {
    const commands = TYPE_ERROR.test(message) ? [] : reproduce_candidates((0,model_step/* flakeOf */.Vh)(run.step), attribute);
    for (const words of commands) {
        const argv = [...words, ...run.step.args];
        if (await isReproducedBy(run, argv, message))
            return run.reproduce('nix', ...argv);
    }
    return whole;
}
/** Commands that may reproduce an error of an output, the likeliest first. Pure. */
function reproduce_candidates(reference, attribute) {
    const parts = (0,nix_attribute/* attributeParts */.V3)(attribute);
    const [output = '', ...rest] = parts;
    // A name may contain dots.
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
/** Time for all trials of one step. */
const MAX_TRIAL_MS = 20_000;
const spent = new WeakMap();
/** Whether a command of Nix reports the same error. */
async function isReproducedBy(run, [command = '', ...words], message) {
    const start = performance.now();
    const remainingMs = Math.ceil(MAX_TRIAL_MS - (spent.get(run) ?? 0));
    if (remainingMs <= 0)
        return false;
    // A trial builds nothing.
    const dry = command === 'build' ? ['--dry-run'] : [];
    const question = ['nix', command, ...words, ...dry, '--no-write-lock-file'];
    const timeout = AbortSignal.timeout(remainingMs);
    const cancel = AbortSignal.any([run.context.ctx.cancel, timeout]);
    try {
        const { code, stderr } = await captureNix(run, question, cancel);
        return code !== 0 && (0,external_node_util_.stripVTControlCharacters)(stderr).includes(message);
    }
    catch {
        return false;
    }
    finally {
        spent.set(run, (spent.get(run) ?? 0) + performance.now() - start);
    }
}

;// CONCATENATED MODULE: ./build/steps/flake/check-results.js






/** Reasons why a check was not run. */
const NOT_A_DERIVATION = 'not a derivation';
const NOT_BUILT = 'not built and not in any cache';
const NOT_EVALUATED = 'Nix stopped before evaluating it';
/** The kind of an attribute that Nix did not reach before it died. */
const UNREACHED = 'unreached';
/**
 * Joins evaluated attributes with their builds, fetches and errors.
 * @param evaluated attributes of the flake, not only checks
 * @param system whose checks Nix builds
 * @param look answers what the log does not say
 */
async function checksOf(evaluated, result, failures, system, look) {
    const explained = mergeSameCause(failures);
    const { builds, fetches } = result.log.run();
    const buildOf = new Map(builds.map(build => [build.derivation, build]));
    const parts = explained.flatMap(one => one.parts ?? []);
    const isPart = (name) => parts.some(part => name.startsWith(part));
    const rows = evaluated.filter(({ name }) => (isCheckName(name) && !isPart(name)) || explanationsOf(name, undefined, explained).length > 0);
    const answers = await check_results_askNix(rows, buildOf, explained, result, system, look);
    const checks = await Promise.all(rows.map(async (one) => {
        const build = buildOf.get(one.derivation ?? '');
        const explanations = explanationsOf(one.name, one.derivation, explained);
        const outputs = one.derivation && fetches.length > 0 ? (await (0,nix_derivation/* readDerivation */.Gw)(one.derivation)).outputs : [];
        const own = fetches.filter(({ path }) => outputs.includes(path));
        return check_results_checkOf(one, build, own, explanations, result, system, answers);
    }));
    // Checks that Nix names in its errors but does not list.
    const names = new Set(rows.map(({ name }) => name));
    const unlisted = [...new Set(explained.flatMap(({ attributes }) => attributes))]
        .filter(name => !names.has(name))
        .map(name => unlistedCheck(name, explained));
    const reported = new Set(rows.map(({ derivation }) => derivation));
    const others = explained.filter(one => !one.isConsequence && !one.wasInterrupted && one.attributes.length === 0);
    const failedDependencies = others.flatMap(one => reported.has(one.derivation) ? [] : failedDependency(one, result));
    const otherErrors = others.filter(({ derivation }) => derivation === undefined).map(steps_outcome/* stepError */.hH);
    return { checks: [...checks, ...unlisted], failedDependencies, otherErrors };
}
/** One call for all of them; none if the log shows everything, or the time is over. */
async function check_results_askNix(rows, buildOf, explained, { cancelled, timedOut, code, log }, system, look) {
    const none = new Set();
    if (cancelled || timedOut)
        return { found: none, bare: none };
    const silent = rows.filter(({ name, derivation, kind }) => isCheckName(name) &&
        kind !== UNREACHED &&
        !buildOf.has(derivation ?? '') &&
        explanationsOf(name, derivation, explained).length === 0);
    const unbuilt = silent.filter(it => it.derivation && !(0,report/* isOfOtherSystem */.Vh)(it.name, system));
    const underived = silent.filter(it => !it.derivation && it.end !== undefined);
    // A check that passes without a derivation is not a derivation.
    const bare = code === 0 ? new Set(underived.map(({ name }) => name)) : look.nonDerivations(underived);
    return {
        found: unbuilt.length > 0 ? await look.available(unbuilt, log.run().resolved) : none,
        bare: await bare,
    };
}
/** Whether `nix flake check` builds it. */
function isCheckName(name) {
    return name.startsWith('checks.');
}
function explanationsOf(name, derivation, explained) {
    return explained.filter(one => one.attributes.includes(name) || (derivation !== undefined && one.derivation === derivation));
}
function check_results_checkOf(evaluated, build, fetches, explanations, result, system, answers) {
    const { name, derivation, start, end } = evaluated;
    const [explanation] = explanations;
    const { status, reason } = judge(evaluated, build, explanation, result, system, answers);
    return {
        name,
        ...(derivation ? { drv: derivation } : {}),
        status,
        ...(reason ? { reason } : {}),
        evalSeconds: secondsOf(start, end),
        buildSeconds: build ? secondsOf(build.start, build.end ?? result.log.run().end) : 0,
        fetchSeconds: (0,format/* round */.LI)(fetches.reduce((sum, fetch) => sum + secondsOf(fetch.start, fetch.end), 0)),
        ...(BAD.includes(status) ? errorOf(name, explanations) : {}),
    };
}
const BAD = ['failed', 'timeout', 'eval-error', 'dependency-failed'];
/** A check that fails for the same reason as another refers to it. */
function errorOf(name, explanations) {
    const causes = explanations.filter(({ wasInterrupted }) => !wasInterrupted);
    const ours = causes.filter(({ attributes: [first = name] }) => first === name);
    const message = ours.map(one => one.message).join('\n\n');
    if (ours[0])
        return { error: (0,steps_outcome/* stepError */.hH)({ ...ours[0], message }) };
    const other = causes[0]?.attributes[0];
    return other === undefined ? {} : { sameAs: other };
}
function judge({ name, derivation, end, kind }, build, explanation, { cancelled, timedOut, code }, system, answers) {
    const cut = cancelled || timedOut;
    if (kind === UNREACHED)
        return { status: 'not-run', reason: NOT_EVALUATED };
    if (derivation === undefined) {
        if (timedOut && end === undefined)
            return { status: 'timeout' };
        if (answers.bare.has(name))
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
    // Nix evaluates checks of other systems; whether they are built is not checked.
    if ((0,report/* isOfOtherSystem */.Vh)(name, system))
        return { status: 'not-run' };
    if (answers.found.has(derivation))
        return { status: 'cached' };
    // Nix was not asked if the call was cut short.
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

// EXTERNAL MODULE: ./build/steps/build-stats.js
var build_stats = __webpack_require__(2334);
;// CONCATENATED MODULE: ./build/steps/flake/plan-items.js







const NEEDS_BUILD = /'allow-import-from-derivation' is disabled|unable to start any build|local builds are disabled/i;
/** Whether an evaluation ended because it needs a build, which nobody may make. */
function needsBuild({ kind, message }) {
    return kind === 'wrong-system' || NEEDS_BUILD.test(message);
}
/** The systems for which a plan looks at a step. */
function plannedSystems(step, context) {
    const { nix, matrix } = context;
    const { isDistributed } = model_step/* KIND_TRAITS */.Hx[step.kind];
    const systems = (isDistributed && matrix?.systems.map(({ system }) => system)) || [nix.system];
    return systems.filter(system => (0,model_step/* isFor */.Gi)(step.only, system));
}
/**
 * Notes what of a step has to be built: on its own system if that is planned, else on that of the run. What another
 * system named too is noted once.
 */
function addItems({ step, context }, items) {
    const { nix, matrix } = context;
    for (const { system: own, ...item } of items) {
        const planned = matrix?.systems.find(({ system }) => system === own);
        const added = { step: step.name, ...item, system: planned?.system ?? nix.system };
        if (!matrix?.items.some(known => (0,external_node_util_.isDeepStrictEqual)(known, added)))
            matrix?.items.push(added);
    }
}
const NEEDS_BUILD_REASON = 'its evaluation needs a build';
/** In a plan, a step that gets no job of the matrix does not fail because its evaluation needs a build. */
function unlessNeedsBuild({ step, context }, outcome) {
    const errors = (0,errors_in/* errorsOfStep */.J)(outcome);
    const isExcused = context.plan &&
        model_step/* KIND_TRAITS */.Hx[step.kind].isDistributed !== true &&
        outcome.status === 'failure' &&
        errors.length > 0 &&
        errors.every(needsBuild);
    if (!isExcused)
        return outcome;
    context.buildStats.needsMore = true;
    return { ...steps_outcome/* SUCCESS */.qO, reason: NEEDS_BUILD_REASON };
}
/**
 * Notes which checks have to be built.
 * @param needing those of this system whose evaluation needs a build
 * @returns the records, with those of `needing`
 */
function recordItems(run, checks, needing) {
    const isOwn = (name) => name.startsWith(ownPrefix(run));
    const known = checks.filter(({ name }) => !needing.has(name));
    const lacking = known.filter(({ name, reason }) => isOwn(name) && reason === NOT_BUILT);
    const seconds = { evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 };
    const skipped = [...needing].map((name) => ({ name, status: 'not-run', reason: NEEDS_BUILD_REASON, ...seconds }));
    addItems(run, [
        ...lacking.flatMap(({ name, drv }) => (drv ? [{ attribute: name, derivation: drv }] : [])),
        ...skipped.map(({ name }) => ({ attribute: name, derivation: null })),
    ]);
    return [...known, ...skipped];
}
/** The same step as a job on another system would run it. */
function onSystem(run, system) {
    const { step, context } = run;
    if (system === context.nix.system)
        return run;
    const args = step.system ? step.args : ['--option', 'system', system, ...step.args];
    return run.withStep({ ...step, args }, { ...context, nix: { ...context.nix, system } });
}
/** Plans a step for each system, one after the other. */
async function planEach(run, plan) {
    let all;
    const systems = plannedSystems(run.step, run.context);
    for (const system of systems) {
        if (systems.length > 1)
            run.line(`planning for ${system}`);
        const there = onSystem(run, system);
        const outcome = await plan(there);
        if (there !== run) {
            for (const derivation of there.toBuild)
                run.toBuild.add(derivation);
            for (const output of there.outputs)
                run.outputs.add(output);
            run.counts = (0,build_stats/* addCounts */.c)(run.counts, there.counts);
        }
        all = all ? joined(all, outcome, system) : outcome;
        if (outcome.status === 'cancelled' || outcome.status === 'timeout')
            break;
    }
    return all ?? steps_outcome/* SUCCESS */.qO;
}
/** What both say of the same output counts once, as its own system says it. */
function joined(one, other, system) {
    const isOwn = (name) => name.startsWith(`checks.${system}.`);
    const known = new Set(one.checks?.map(({ name }) => name));
    const told = new Set(other.checks?.map(({ name }) => name));
    const kept = one.checks?.filter(({ name }) => !(isOwn(name) && told.has(name))) ?? [];
    const fresh = other.checks?.filter(({ name }) => isOwn(name) || !known.has(name)) ?? [];
    const messages = new Set(one.otherErrors?.map(({ message }) => message));
    const first = one.status === 'success' ? other : one;
    return {
        ...first,
        checks: [...kept, ...fresh],
        failedDependencies: [...(one.failedDependencies ?? []), ...(other.failedDependencies ?? [])],
        otherErrors: [
            ...(one.otherErrors ?? []),
            ...(other.otherErrors ?? []).filter(({ message }) => !messages.has(message)),
        ],
    };
}

;// CONCATENATED MODULE: ./build/steps/flake/flake-checks.js













/** The source that a `flake-check` reads. */
function checkSource(run) {
    return { entry: 'flake.nix', flake: (0,model_step/* flakeOf */.Vh)(run.step) };
}
/** Matches attribute names, which are not paths: a star matches a slash and a leading dot too. */
function matchesAny(globs) {
    return picomatch([...globs], { bash: true, dot: true, flags: 's' });
}
/** The names of checks that `select` matches. */
function selectedNames(names, { step, context }) {
    const fits = matchesAny(step.select);
    return names.filter(name => fits(name) || fits(`checks.${context.nix.system}.${name}`));
}
/** Builds the selected checks in one call; if one fails to evaluate, the others are built all the same. */
async function checkSelected(run) {
    const { select } = run.step;
    const { names, failure } = await checkNames(run);
    if (failure)
        return failure;
    const { system } = run.context.nix;
    const chosen = selectedNames(names, run);
    if (chosen.length === 0) {
        const available = names.length > 0 ? names.map(lib_text/* escapeInvisible */.ts).join(', ') : 'none';
        return (0,steps_outcome/* refused */.J5)(`select: no check for ${system} matches ${select.join(', ')}. Available checks: ${available}.`);
    }
    const unmatched = select.filter(glob => {
        const fits = matchesAny([glob]);
        return !names.some(name => fits(name) || fits(`checks.${system}.${name}`));
    });
    if (unmatched.length > 0) {
        run.context.ctx.logger.warning(`${run.step.name}: select: no check matches ${unmatched.join(', ')}. Available checks: ${names.map(lib_text/* escapeInvisible */.ts).join(', ')}.`, 'Unknown checks');
    }
    run.line(`${chosen.length} of ${names.length} checks: ${chosen.map(lib_text/* escapeInvisible */.ts).join(', ')}`);
    return buildChecks(run, chosen);
}
/** The words of a `nix eval` that applies a function to the checks of all systems, and prints JSON. */
function evalOfChecks(run, apply) {
    const installable = `${(0,model_step/* flakeOf */.Vh)(run.step)}#${(0,nix_attribute/* pathPrefix */.YA)(run.context.nix)}checks`;
    return ['eval', '--json', installable, '--apply', apply, ...readingArguments(run.step.args)];
}
/** The names of the checks for this system, without evaluating them. */
async function checkNames(run, call) {
    const { system } = run.context.nix;
    const apply = `checks: builtins.attrNames (checks.${JSON.stringify(system)} or { })`;
    const words = evalOfChecks(run, apply);
    const result = await run.quietNix(['nix', ...words], call);
    if (result.code === 0)
        return { names: JSON.parse(result.stdout) };
    const about = { ...checkSource(run), reproduce: run.reproduce('nix', ...words) };
    return { names: [], failure: await outcomeOfNix(run, result, about) };
}
/**
 * Evaluates each check alone, then builds all together: `nix build a b` builds nothing if one of them does not evaluate.
 * @param known derivations of whole attributes that need no evaluation
 */
async function buildChecks(run, names, known = new Map()) {
    const { system } = run.context.nix;
    const attributes = names.map(name => ownPrefix(run) + name);
    const reproduce = reproduceChecks(run, attributes);
    const alone = await evaluateAlone(run, names, known);
    const { evaluated, explained, result: last, needing } = await withoutNonDerivations(run, alone);
    const derivations = evaluated.flatMap(({ derivation }) => derivation ?? []);
    const build = derivations.length > 0 && !(last && wasCut(last));
    const root = ['--add-root', await run.context.roots.link('check'), '--indirect'];
    const { args } = run.step;
    const isDry = run.context.plan || preventsBuilds(args);
    const flags = [...(isDry ? ['--dry-run'] : root), ...buildArguments(args)];
    const result = build
        ? await run.nix(['nix-store', '--realise', '--keep-going', ...flags, ...new Set(derivations)])
        : last;
    if (!result)
        return steps_outcome/* SUCCESS */.qO;
    const about = checkSubject(run, evaluated, reproduce);
    const all = [...explained, ...(build ? await explainCall(run, result, about) : [])];
    const results = await checksOf(evaluated, result, all, system, checkLookup(run));
    const checks = run.context.plan ? recordItems(run, results.checks, needing) : results.checks;
    // A check that does not evaluate fails the step, even if the others build.
    const final = explained.length > 0 && result.code === 0 ? { ...result, code: 1 } : result;
    return { ...outcomeOfCall(final, all, about), ...results, checks };
}
/** `nix flake check` skips a check without a drvPath, so a missing one is not an error. */
async function withoutNonDerivations(run, { evaluated: all, failures, result, needing }) {
    const evaluated = all.filter(({ name }) => !needing.has(name));
    const bad = evaluated.filter(({ name }) => failures.has(name));
    const bare = bad.length > 0 ? await checkLookup(run).nonDerivations(bad) : new Set();
    const explained = [...failures].flatMap(([name, all]) => (bare.has(name) ? [] : all));
    const isGood = explained.length === 0 && result !== undefined && !wasCut(result);
    return { evaluated, explained, needing, result: isGood ? { ...result, code: 0 } : result };
}
function wasCut({ cancelled, timedOut }) {
    return cancelled || timedOut;
}
async function evaluateAlone(run, names, known) {
    const needing = new Set();
    const { plan } = run.context;
    const evaluated = [];
    const failures = new Map();
    let result;
    for (const short of names) {
        const name = ownPrefix(run) + short;
        const start = performance.now();
        const given = known.get(name);
        if (given !== undefined) {
            evaluated.push({ kind: 'derivation', name, derivation: given, start, end: start });
            continue;
        }
        result = await run.nix(['nix', ...evalWords(run, name)]);
        const derivation = result.code === 0 ? result.stdout.trim() : undefined;
        const isCut = wasCut(result);
        const end = isCut ? undefined : performance.now();
        evaluated.push({ kind: 'derivation', name, derivation, start, end });
        // A call that was cut short does not fail because of the flake.
        if (isCut) {
            const left = names.slice(names.indexOf(short) + 1);
            const row = { kind: UNREACHED, derivation: undefined, start, end: start };
            evaluated.push(...left.map(it => ({ ...row, name: ownPrefix(run) + it })));
            break;
        }
        if (result.code === 0)
            continue;
        const explained = await explainCall(run, result, evalSubject(run, name));
        if (plan && explained.some(needsBuild))
            needing.add(name);
        else
            failures.set(name, explained);
    }
    return { evaluated, failures, result, needing };
}
/** Describes the call that evaluates one attribute. */
function evalSubject(run, attribute) {
    const reproduce = run.reproduce('nix', ...evalWords(run, attribute));
    return { ...checkSource(run), reproduce, attribute };
}
/** Describes a call that builds checks. */
function checkSubject(run, evaluated, reproduce) {
    const attributes = byDerivation(evaluated);
    return {
        ...checkSource(run),
        reproduce,
        reproduceOne: (attribute, message) => {
            // A whole output is not an installable.
            if (!attribute.includes('.'))
                return '';
            return message === undefined || isReproducedByBuild(attribute, message)
                ? reproduceChecks(run, [attribute])
                : reproduceOutput(run, attribute, message, reproduce);
        },
        attributes,
        definitions: checkDefinitions(run, attributes),
        names: evaluated.map(({ name }) => name),
    };
}
/** The names of checks by their derivation: only checks are built. */
function byDerivation(evaluated) {
    const map = new Map();
    for (const { name, derivation } of evaluated) {
        if (derivation && isCheckName(name))
            map.set(derivation, [...(map.get(derivation) ?? []), name]);
    }
    return map;
}
/** The flake of the step. */
function flakeOfStep(run) {
    return { url: (0,model_step/* flakeOf */.Vh)(run.step), args: run.step.args };
}
/** The arguments of `nix` that print the derivation path of an attribute. */
function evalWords(run, attribute, flake = flakeOfStep(run)) {
    const args = readingArguments(flake.args);
    return [
        'eval',
        '--raw',
        ...(0,nix_attribute/* derivationArgs */.H7)(flake.url, (0,nix_attribute/* attributeParts */.V3)(attribute), (0,nix_attribute/* pathPrefix */.YA)(run.context.nix)),
        ...args,
    ];
}
/** One command that builds attributes; those that no installable can name are built by their derivation. */
function reproduceChecks(run, attributes) {
    const all = attributes.map(name => [name, (0,nix_attribute/* installableOf */.Lz)((0,model_step/* flakeOf */.Vh)(run.step), (0,nix_attribute/* attributeParts */.V3)(name))]);
    const installables = all.flatMap(([, installable]) => installable ?? []);
    const others = all.filter(([, installable]) => installable === undefined);
    const keepGoing = attributes.length > 1 ? ['--keep-going'] : [];
    const args = readingArguments(run.step.args);
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
        const { names, failure } = await checkNames(run);
        if (failure)
            return undefined;
        const chosen = run.step.select.length > 0 ? selectedNames(names, run) : names;
        // Only derivations are built; a check that is not selected need not evaluate.
        const body = `map (name: checks.\${name}.drvPath or "") ${nixList(chosen)}`;
        const paths = await evalOwnChecks(run, body);
        if (!paths)
            return undefined;
        const all = chosen.map((name, at) => [name, paths[at] ?? '']);
        return { byKey: new Map(all.filter(([, path]) => path !== '')), name: key => key };
    },
};
const BUILD_ONLY = (0,flags/* flagTable */.tS)({
    0: '--no-out-link --no-link --dry-run --check --repair',
    1: '-o --out-link --drv-link --add-drv-link',
});
/** Removes the options of nix-build that nix-instantiate does not know. */
function withoutLinks(words) {
    return (0,flags/* withoutFlags */.Kx)(words, BUILD_ONLY);
}
function byPosition(result, read) {
    if (result.code !== 0)
        return undefined;
    const byKey = new Map(read(result).map((derivation, at) => [String(at), derivation]));
    return { byKey, name: key => (0,nix_derivation/* derivationName */.Jt)(byKey.get(key) ?? key) };
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
    const wanted = runsCommand(step) ? 'test' : 'build';
    if (status === 'success')
        return passed(outcome, step);
    const isWanted = causes.length > 0 &&
        causes.every(({ kind }) => (kind === 'changed-files' ? 'test' : kind) === wanted);
    return status === 'failure' && isWanted && isOfChecks(outcome)
        ? met(outcome)
        : missed(outcome, wanted);
}
/** Whether the step runs a command, which only fails after its environment is built. */
function runsCommand(step) {
    const entersOnly = model_step/* KIND_TRAITS */.Hx[step.kind].entersShell && step.argument.trim() === '';
    return (0,model_step/* runsProjectCode */.R6)(step) && !entersOnly;
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
    const required = wanted === 'test' ? 'the command itself' : 'a build, or one of the checks itself,';
    // The error, which is what was printed, mentions these causes late or not at all.
    const causes = (outcome.causes ?? []).filter(({ kind }) => kind === 'no-command' || kind === 'dependency');
    const notRunnable = causes.filter(({ kind }) => kind === 'no-command');
    const error = notRunnable.reduce((text, { reason }) => text.replace(`\n${reason}\n`, () => '\n'), outcome.error?.message ?? outcome.status);
    const why = causes.map(({ reason }) => reason).filter(reason => !error.includes(reason));
    const message = [
        `The step failed, but not in the expected way. With expect: failure, ${required} has to fail.`,
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
    const names = wanted.map(([key]) => asked.name(key));
    const causes = failed.map(({ name }) => name);
    const [were, their] = wanted.length === 1 ? ['was', 'its'] : ['were', 'their'];
    const dependency = failed.length === 1 ? 'dependency' : 'dependencies';
    const reason = `${(0,format/* listed */.KE)(names, MAX_NAMES)} ${were} not built because ${their} ${dependency} ${(0,format/* listed */.KE)(causes, MAX_NAMES)} failed.`;
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
const command_MAX_FILE_BYTES = 256 * 1024;
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
    // It may collect garbage.
    await context.roots.settled();
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
        inspect: pid => run.showProcesses([pid], tag),
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
function commandEnvironment({ step, context }, { env: more, fixed, only }, files) {
    const { SSH_AUTH_SOCK, ...env } = context.env;
    const agent = step.credentials && SSH_AUTH_SOCK ? { SSH_AUTH_SOCK } : {};
    const all = { ...env, ...context.tmpdirEnv, ...agent, ...files, ...more, ...step.env, ...fixed };
    return Object.fromEntries(Object.entries(all).filter(([name]) => !step.unset.includes(name) && (!only || only.includes(name))));
}
/** The flags of `nix develop`, `nix run` and `nix shell` for the environment of a step's command. */
function environmentFlags({ pure, keep, unset }) {
    return pure
        ? ['--ignore-environment', ...keep.flatMap(name => ['--keep', name])]
        : unset.flatMap(name => ['--unset', name]);
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
        if (bytes <= command_MAX_FILE_BYTES)
            return text;
        ctx.logger.warning(`${step.name} wrote ${bytes} bytes to ${name}, which was ignored: the limit is ${command_MAX_FILE_BYTES} bytes.`);
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
        ctx.logger.warning(`${step.name} wrote an invalid GITHUB_OUTPUT, so none of its outputs is set: ${error.message}.`, 'Outputs');
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
        const text = stat.size > command_MAX_FILE_BYTES ? '' : await file.readFile('utf8');
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
    const [first = ''] = model_step/* KIND_TRAITS */.Hx[kind].argument === 'program'
        ? (0,program_words/* installablesOf */.yg)({ kind, argument })
        : [argument.trim()];
    const reference = kind === 'develop' ? (shell ?? '') : first;
    return /^(?:\.?(?:#\S*)?)$/.test(reference) ? 'flake.nix' : undefined;
}
/** The first word, if it is a plain relative path of a Nix file. */
function fileIn(text) {
    return /^\s*(?!\/)([\w./-]+\.nix)(?=\s|$)/.exec(text)?.[1];
}
/** Where the first file of a step defines an attribute, as far as its text shows it. */
async function attributePlace({ step, context, cwd }, attribute) {
    const entry = entryFile(step, cwd);
    const file = entry && (0,external_node_path_.relative)(context.workspace, (0,external_node_path_.join)(cwd, entry));
    const line = file && attributeLine((await context.repository.read(file)) ?? '', attribute);
    return file && line ? { file, line } : {};
}
/** Checks what a step needs before any of its processes run. @throws ActionError */
async function checkPreconditions({ step, cwd, context }) {
    await context.disk.check();
    await context.daemon?.check();
    await (0,access/* refuseClosed */.Tl)(cwd, external_node_fs_.constants.X_OK, step.name);
    if (!(await (0,access/* isAccessible */.dp)(cwd, external_node_fs_.constants.X_OK))) {
        throw new errors/* ActionError */.lZ(`${step.name}: directory ${cwd} does not exist.`, "Check the step's working-directory.");
    }
    if (step.requires.includes('kvm') &&
        !(await (0,access/* isAccessible */.dp)('/dev/kvm', external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK))) {
        throw new errors/* ActionError */.lZ(`${step.name} requires kvm, but /dev/kvm cannot be opened on this machine.`, "GitHub's x86_64 Linux runners have it; skip the step on others with only or if.");
    }
    const entry = entryFile(step, cwd);
    if (entry)
        await (0,access/* refuseClosed */.Tl)((0,external_node_path_.join)(cwd, entry), external_node_fs_.constants.R_OK, step.name);
    const { workspace, env } = context;
    const script = await (0,check_script/* checkScript */.wN)(step, { cwd, workspace, env });
    if (script)
        throw new errors/* ActionError */.lZ(`${step.name}: ${script.what}`, script.hint);
}

// EXTERNAL MODULE: ./build/nix/version.js
var nix_version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/steps/program/candidates.js


/** Older versions know no attribute paths that start with a dot. */
const DOTTED_PATHS_SINCE = '2.19';
/** Where `nix run` looks for an installable of a flake, in order. (run.cc, installable-flake.cc) Pure. */
function appCandidates(installable, nix) {
    const at = installable.indexOf('#');
    const flake = (at < 0 ? installable : installable.slice(0, at)) || '.';
    const fragment = at < 0 ? '' : installable.slice(at + 1).replace(/\^[^^]*$/, '');
    if (fragment.startsWith('.') && (0,nix_version/* isAtLeast */.du)(nix.version, DOTTED_PATHS_SINCE))
        return [candidate(flake, fragment.slice(1), nix)];
    const paths = attributePaths(fragment, nix.system, 'apps', 'defaultApp');
    return paths.map(attribute => candidate(flake, attribute, nix));
}
/**
 * The attribute paths where Nix looks for an installable, in order. (installables.cc, develop.cc) Pure.
 * @param output where it looks first, before packages
 * @param old the name of the default of that output before Nix 2.7
 */
function attributePaths(fragment, system, output, old) {
    return fragment === ''
        ? [
            `${output}.${system}.default`,
            `${old}.${system}`,
            `packages.${system}.default`,
            `defaultPackage.${system}`,
        ]
        : [
            `${output}.${system}.${fragment}`,
            `packages.${system}.${fragment}`,
            `legacyPackages.${system}.${fragment}`,
            fragment,
        ];
}
/** Where `nix fmt` looks for the formatter. Pure. */
function formatterCandidate(nix) {
    return candidate('.', `formatter.${nix.system}`, nix);
}
function candidate(flake, attribute, nix) {
    return { installable: `${flake}#${(0,nix_attribute/* pathPrefix */.YA)(nix)}${attribute}`, attribute };
}
/** Older versions expect a derivation at `defaultApp`. */
const DEFAULT_APP_SINCE = '2.12';
/** The type that Nix requires of an attribute. (app.cc) Pure. */
function requiredType(attribute, { version }) {
    const [output = ''] = attribute.split('.');
    const isApp = output === 'apps' || (output === 'defaultApp' && (0,nix_version/* isAtLeast */.du)(version, DEFAULT_APP_SINCE));
    return isApp ? 'app' : 'derivation';
}
/** Nix function from an attribute to {@link FoundProgram}. */
const FIND_PROGRAM = `it:
  let
    type = if builtins.isAttrs it then it.type or null else null;
    app =
      let program = it.program or null; in
      if builtins.isString program then { inherit type program; context = builtins.getContext program; }
      else { inherit type; program = if builtins.typeOf program == "path" then toString program else null; };
    package =
      let
        from = if it ? meta.mainProgram then "meta.mainProgram" else if it ? pname then "pname" else "name";
        main = it.meta.mainProgram or it.pname or (builtins.parseDrvName it.name).name;
        program = "\${it.outPath}/bin/\${main}";
      in
      { inherit type from program; context = builtins.seq it.drvPath (builtins.getContext program); };
  in
  if type == "app" then app
  else if type == "derivation" then package
  else { type = if builtins.isString type then type else null; }`;
/** The paths that `nix-store --realise` has to build for a program. Pure. */
function realisedPaths({ context = {} }) {
    return Object.entries(context).map(([path, { outputs }]) => outputs ? `${path}!${outputs.join(',')}` : path);
}

;// CONCATENATED MODULE: ./build/steps/program/build-program.js













/** What Nix says of an attribute that does not exist. */
const build_program_MISSING = 'does not provide attribute';
/** How to write the program of an app. */
const EXAMPLE = `"\${package}/bin/NAME"`;
/** Programs of a package that a message lists. */
const MAX_PROGRAMS = 10;
/** Finds the program of the first candidate that exists, by Nix's own rule, and builds it; in a plan a dry run. */
async function buildProgram(run, request) {
    const { candidates, missing, reproduce } = request;
    for (const [at, candidate] of candidates.entries()) {
        const named = candidate.installable === '' ? [] : [candidate.installable];
        const about = { ...sourceOf([...named, ...run.step.args]), reproduce };
        const words = ['eval', '--json', ...named, '--apply', FIND_PROGRAM, ...run.step.args];
        const result = await run.nix(['nix', ...words], {}, line => {
            if (!line.includes(build_program_MISSING))
                run.line(line);
        });
        if (result.code === 0)
            return realise(run, candidate, JSON.parse(result.stdout), about);
        const isMissing = result.log.errors.some(error => error.includes(build_program_MISSING));
        if (isMissing && at < candidates.length - 1)
            continue;
        const outcome = await outcomeOfNix(run, result, about);
        if (!isMissing || outcome.status !== 'failure')
            return { outcome };
        const message = `${await missing()}\nReproduce: ${reproduce}`;
        return { outcome: { ...outcome, error: { ...outcome.error, message } } };
    }
    throw new Error('no attribute of a program to look for');
}
async function realise(run, candidate, found, about) {
    const { step, context } = run;
    const fail = async (why) => {
        const message = `${step.name}: ${why}\nReproduce: ${about.reproduce}`;
        const place = await attributePlace(run, candidate.attribute);
        return { outcome: { ...(0,steps_outcome/* refused */.J5)(message), error: { message, ...place } } };
    };
    const problem = whyNoProgram(candidate, found, context.nix.version);
    if (problem !== undefined)
        return fail(problem);
    const paths = realisedPaths(found);
    if (paths.length > 0) {
        const root = ['--add-root', await context.roots.link(step.kind), '--indirect'];
        const how = context.plan ? ['--dry-run'] : root;
        const flags = [...how, ...buildArguments(step.args)];
        const result = await run.nix(['nix-store', '--realise', ...flags, ...paths]);
        const definitions = found.type === 'derivation'
            ? { definitions: installableDefinitions(run, [candidate.installable, ...step.args], []) }
            : {};
        const outcome = await outcomeOfNix(run, result, { ...about, ...definitions });
        if (outcome.status !== 'success')
            return { outcome };
    }
    if (context.plan)
        return { outcome: steps_outcome/* SUCCESS */.qO };
    const path = found.program ?? '';
    const [, , , output = ''] = path.split('/');
    await context.roots.keep([`/nix/store/${output}`]);
    run.offerEarlier([`/nix/store/${output}`]);
    const unusable = await whyUnusable(path, candidate, found);
    return unusable === undefined ? { path } : fail(unusable);
}
/** Why an attribute names no program of the store; undefined if it does. Pure. */
function whyNoProgram({ attribute }, { type, program }, version) {
    const name = attribute === '' ? 'the value' : (0,lib_text/* escapeInvisible */.ts)(attribute);
    const required = requiredType(attribute, { version });
    if (type !== required) {
        const actual = type === null ? 'has no type' : `has the type ${(0,lib_text/* escapeInvisible */.ts)(type)}`;
        const example = required === 'app' ? `{ type = "app"; program = ${EXAMPLE}; }` : 'a package';
        return `${name} ${actual}, so Nix does not run it. Make it ${example}.`;
    }
    if (program === null || program === undefined)
        return `${name} has no program. Set it to a string with a path: program = ${EXAMPLE}.`;
    if (!/^\/nix\/store\/[0-9a-z]{32}-[^/]/.test(program))
        return `the program of ${name}, ${(0,lib_text/* escapeInvisible */.ts)(program)}, is not in the Nix store. Set it to a path of a package: program = ${EXAMPLE}.`;
    return undefined;
}
/** Why a program that was built cannot be run; undefined if it can. */
async function whyUnusable(path, { attribute }, { from }) {
    const info = await (0,promises_.stat)(path).catch(() => undefined);
    if (info?.isFile() && (await (0,access/* isAccessible */.dp)(path, external_node_fs_.constants.X_OK)))
        return undefined;
    const state = !info
        ? 'does not exist'
        : info.isFile()
            ? 'is not executable'
            : 'is not a regular file';
    const names = (await (0,promises_.readdir)((0,external_node_path_.dirname)(path)).catch(() => [])).map(lib_text/* escapeInvisible */.ts).sort();
    const available = names.length > 0 ? ` Available: ${(0,format/* listed */.KE)(names, MAX_PROGRAMS)}.` : '';
    const name = attribute === '' ? 'the value' : (0,lib_text/* escapeInvisible */.ts)(attribute);
    const advice = from === undefined
        ? 'Set its program to an executable.'
        : `Its name is the package's ${from}: set meta.mainProgram to a program that the package has.`;
    return `${(0,lib_text/* escapeInvisible */.ts)(path)}, the program of ${name}, ${state}. ${advice}${available}`;
}

;// CONCATENATED MODULE: ./build/steps/kinds/app.js








/** With these flags an installable is an attribute of a file, not of a flake. */
const app_FILE_FLAGS = ['-f', '--file', '-E', '--expr'];
/** Names of apps that a message lists. */
const app_MAX_NAMES = 15;
/** As `nix run`: a program that Nix finds and builds, which is run directly, without a shell. */
async function app(run) {
    const { step, context } = run;
    const { installables, words } = (0,program_words/* programWords */.Os)(step);
    const [installable = ''] = installables;
    const isFile = step.args.some(arg => app_FILE_FLAGS.includes(arg));
    const target = isFile ? installables : [installable || '.'];
    const flags = [...step.args, ...environmentFlags(step)];
    const after = words.length > 0 ? ['--', ...words] : [];
    const reproduce = run.reproduce('nix', 'run', ...target, ...flags, ...after);
    const file = { installable, attribute: installable };
    const [first = file, ...others] = isFile ? [] : appCandidates(installable || '.', context.nix);
    const made = await buildProgram(run, {
        candidates: [first, ...others],
        reproduce,
        missing: () => missingApp(run, installable || '.', [first, ...others]),
    });
    if ('outcome' in made)
        return made.outcome;
    return runProjectCommand(run, {
        argv: [made.path, ...words],
        ...(step.pure ? { only: keptVariables(run) } : {}),
        reproduce,
    });
}
/** Tells where Nix looked for an app, and which there are. */
async function missingApp(run, installable, candidates) {
    const { nix } = run.context;
    const flake = installable.replace(/#.*$/s, '') || '.';
    const namesIn = async (output) => {
        const set = `${flake}#${(0,nix_attribute/* pathPrefix */.YA)(nix)}${output}.${nix.system}`;
        const words = ['nix', 'eval', '--json', set, '--apply', 'builtins.attrNames'];
        return (await run.json([...words, ...readingArguments(run.step.args)])) ?? [];
    };
    const names = [...new Set([...(await namesIn('apps')), ...(await namesIn('packages'))])];
    const looked = candidates.map(({ attribute }) => (0,lib_text/* escapeInvisible */.ts)(attribute)).join(', ');
    const available = (0,format/* listed */.KE)(names.map(lib_text/* escapeInvisible */.ts), app_MAX_NAMES);
    const advice = names.length > 0
        ? `Available: ${available}.`
        : `Define apps.${nix.system}.NAME or packages.${nix.system}.NAME in flake.nix.`;
    return `${run.step.name}: ${(0,lib_text/* escapeInvisible */.ts)(installable)} is not an app or a package: there is no ${looked}. ${advice}`;
}

// EXTERNAL MODULE: ./build/steps/step-run.js
var step_run = __webpack_require__(5336);
;// CONCATENATED MODULE: ./build/steps/untested.js

/** Characters of a value that a warning shows. */
const MAX_VALUE_LENGTH = 300;
/**
 * Marks a success that built nothing, with a warning.
 * @param words of the call
 * @param paths what it built
 * @param whatInstead the warning about a value without any derivation
 */
async function unlessUntested({ step, context }, outcome, words, paths, whatInstead) {
    const isDry = words.includes('--dry-run') && !context.plan;
    if (outcome.status !== 'success' || (paths.length > 0 && !isDry))
        return outcome;
    const why = isDry ? noBuildMessage('--dry-run') : await whatInstead();
    context.ctx.logger.warning(`${step.name}: ${why}`, 'Nothing was built');
    return { ...outcome, untested: isDry ? '--dry-run' : 'nothing to build' };
}
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

;// CONCATENATED MODULE: ./build/steps/kinds/build-items.js







/**
 * Notes what of a `build` step has to be built.
 * @param asked the installables
 * @returns whether they cannot be evaluated without building, which is not a failure of the plan
 */
async function recordBuilds(run, asked, result, about) {
    const whole = { attribute: run.step.argument, derivation: null };
    if (result.code !== 0) {
        const explained = await explainCall(run, result, about);
        if (explained.length === 0 || !explained.every(needsBuild))
            return false;
        addItems(run, [whole]);
        return true;
    }
    const toBuild = new Set(result.log.run().toBuild);
    if (toBuild.size === 0)
        return false;
    const derivations = derivationsIn(result.stdout);
    const items = await Promise.all(asked.flatMap((word, at) => {
        const derivation = derivations[at] ?? '';
        return toBuild.has(derivation) ? [itemOf((0,step_run/* quote */.h)(word), derivation)] : [];
    }));
    const isKnown = derivations.length === asked.length && items.length > 0;
    addItems(run, isKnown ? items : [whole]);
    return false;
}
async function itemOf(attribute, derivation) {
    return { attribute, derivation, ...(0,object/* defined */.s)({ system: await (0,nix_derivation/* builderSystem */.hA)(derivation) }) };
}
function derivationsIn(stdout) {
    const all = JSON.parse(stdout);
    return all.map(one => (typeof one === 'string' ? '' : (one.drvPath ?? '')));
}
/** The derivations of a step's items if the plan handed all of them over and they need no evaluation. */
function handedOverOf({ step, context }) {
    if (!step.items || step.outLink !== undefined)
        return undefined;
    const derivations = step.items.flatMap(({ derivation }) => derivation !== null && context.shard?.handedOver.has(derivation) ? [derivation] : []);
    return derivations.length === step.items.length ? derivations : undefined;
}
/** Builds derivations that are in the store. */
async function build_items_realise(run, derivations) {
    const { step, context } = run;
    const root = ['--add-root', await context.roots.link('build'), '--indirect'];
    const how = ['--keep-going', ...root, ...buildArguments(step.args)];
    const result = await run.nix(['nix-store', '--realise', ...how, ...derivations]);
    run.offerEarlier(result.stdout.split('\n').filter(line => line !== ''));
    const reproduce = run.reproduce('nix', 'build', '--keep-going', step.argument, ...step.args);
    return outcomeOfNix(run, result, { ...sourceOf([step.argument, ...step.args]), reproduce });
}

;// CONCATENATED MODULE: ./build/steps/kinds/build.js












/** The first version with --print-out-paths. */
const PRINT_OUT_PATHS_SINCE = '2.9';
const HINT = 'Name the attributes to build, or set recurseForDerivations = true in the sets that hold them.';
/** `nix build`: installables, split and brace-expanded as a shell does. */
async function build(run) {
    if (run.context.plan)
        return planEach(run, buildOrPlan);
    const handedOver = handedOverOf(run);
    return handedOver ? build_items_realise(run, handedOver) : buildOrPlan(run);
}
async function buildOrPlan(run) {
    const { step, context } = run;
    const system = step.system ? ['--system', step.system] : [];
    const installables = (0,shell_words/* expandWords */.AK)(step.argument);
    const words = [...installables, ...system, ...step.args];
    const isDry = context.plan || words.includes('--dry-run');
    const link = step.outLink ?? (await context.roots.link('build'));
    const asJson = isDry || !(0,nix_version/* isAtLeast */.du)(context.nix.version, PRINT_OUT_PATHS_SINCE) || words.includes('--json');
    const print = asJson ? '--json' : '--print-out-paths';
    const how = context.plan ? ['--dry-run'] : ['--out-link', link];
    // The step's own arguments come last, so they win.
    const result = await run.nix(['nix', 'build', '--keep-going', print, ...how, ...words]);
    const built = printedPaths(result.stdout, asJson);
    if (!isDry)
        run.offerEarlier(built);
    const about = {
        ...sourceOf([...installables, ...step.args]),
        definitions: installableDefinitions(run, installables, system),
        reproduce: run.reproduce('nix', 'build', ...words),
    };
    if (context.plan && (await recordBuilds(run, installables, result, about)))
        return steps_outcome/* SUCCESS */.qO;
    const outcome = await failedItself(run, await outcomeOfNix(run, result, about));
    return unlessUntested(run, outcome, words, built, () => whatInstead(run));
}
/** The output paths that `nix build` printed. */
function printedPaths(stdout, isJson) {
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
/** Options that `nix eval --raw` rejects. */
const BUILD_OPTIONS = ['--json', '--print-out-paths', '--rebuild'];
/** Describes a set by its names and a list by its length, without evaluating the values. */
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
    const words = all.filter(word => !BUILD_OPTIONS.includes(word));
    const ask = ['eval', '--raw', ...words, '--apply', DESCRIBE];
    const { code, stdout } = await run.quietNix(['nix', ...ask]);
    const what = words.map(step_run/* quote */.h).join(' ');
    return noDerivationMessage(what, code === 0 ? stdout : '', HINT);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/inputs/steps/shell-args.js
var shell_args = __webpack_require__(2646);
;// CONCATENATED MODULE: ./build/steps/shell/build-inputs.js




/**
 * Builds what the shell of a derivation needs; in a plan a dry run. Uses nix-shell itself to build exactly that, with a
 * no-op shell in place of bash so the shellHook does not run yet. What is all there already need not be built.
 */
async function buildShellInputs(run, derivation, about) {
    const { inputs } = await (0,nix_derivation/* readDerivation */.Gw)(derivation);
    const paths = inputs.filter(path => !path.endsWith('.drv'));
    const isBuilt = !run.context.plan && (await areThere(inputs));
    const failed = isBuilt ? undefined : await build_inputs_build(run, derivation, about);
    if (failed)
        return { failed };
    // A GC root of the derivation keeps its .drv files, but not their outputs.
    run.context.roots.keepSoon(Promise.resolve(paths));
    return { shell: { path: derivation } };
}
/** Whether the paths that a derivation names exist, and something of each derivation that it needs. */
async function areThere(inputs) {
    if (!inputs.every(access/* isPresent */.Wo))
        return false;
    const needed = inputs.filter(path => path.endsWith('.drv')).map(path => (0,nix_derivation/* outputsOf */.Yz)([path]));
    return (await Promise.all(needed)).every(outputs => outputs.some(access/* isPresent */.Wo));
}
async function build_inputs_build(run, derivation, about) {
    const dry = run.context.plan ? ['--dry-run'] : [];
    await (0,promises_.mkdir)(run.privatePath('roots'), { recursive: true });
    const built = await run.nix(['nix-shell', derivation, '--run', ':', ...dry], {
        NIX_BUILD_SHELL: await noopShell(run),
        // nix-shell leaves removing its directory to the shell, and the no-op shell does not.
        TMPDIR: run.privatePath('roots'),
    });
    return built.code === 0 ? undefined : outcomeOfNix(run, built, about);
}
/** Writes a shell that exits at once. */
async function noopShell(run) {
    const path = run.privatePath('noop-shell');
    await (0,promises_.writeFile)(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    return path;
}

;// CONCATENATED MODULE: ./build/steps/scripts/undeclared-tools.js






/** Larger scripts are generated. */
const undeclared_tools_MAX_FILE_BYTES = 2 ** 18;
const undeclared_tools_MAX_PROGRAMS = 15;
/** Programs of the machine, or of every stdenv. */
const EXPECTED = new Set(`nix sudo su docker podman systemctl cachix bash sh cat cp mv rm ls mkdir rmdir ln chmod chown touch sleep date head
tail sort uniq wc cut tr tee seq basename dirname realpath readlink mktemp env id whoami uname stat du df dd expr install
base64 od paste split timeout nproc yes md5sum sha1sum sha256sum comm join nl tac shuf truncate find xargs diff cmp sed
grep egrep fgrep awk gawk tar gzip gunzip zcat bzip2 xz make patch file nohup tty hostname`.split(/\s+/));
/**
 * The programs that the command of a step, or its script, takes from the machine because the shell does not provide them.
 * @param path PATH of the command
 */
async function undeclaredTools(run, path) {
    const folders = path.split(external_node_path_.delimiter);
    // Without a store path in PATH it is not a Nix shell.
    if (run.step.pure || !folders.some(it => it.startsWith('/nix/store/')))
        return [];
    const texts = [run.step.argument, await scriptText(run)];
    if (texts.some(changesPath))
        return [];
    const { programsOf } = await Promise.all(/* import() */[__webpack_require__.e(989), __webpack_require__.e(926)]).then(__webpack_require__.bind(__webpack_require__, 9926));
    const hosts = new Set((run.context.env.PATH ?? '').split(external_node_path_.delimiter));
    const named = new Set(texts.flatMap(programsOf));
    const found = [];
    for (const program of named) {
        if (EXPECTED.has(program) || program.startsWith('nix-'))
            continue;
        const folder = await directoryOf(program, folders);
        if (folder && hosts.has(folder) && !folder.startsWith('/nix/store/'))
            found.push(program);
    }
    return found.sort();
}
/** Whether a script changes where programs come from. */
function changesPath(text) {
    return /\bPATH=|\bnix-shell\b|\bnix (?:develop|shell|run)\b|\bdirenv\b/.test(text);
}
async function directoryOf(program, folders) {
    for (const folder of folders) {
        if (folder !== '' && (await (0,access/* isAccessible */.dp)((0,external_node_path_.join)(folder, program), external_node_fs_.constants.X_OK)))
            return folder;
    }
    return undefined;
}
/** The text of the shell script that the command runs; empty if there is none. */
async function scriptText({ step, cwd }) {
    const { scriptOf } = await Promise.all(/* import() */[__webpack_require__.e(989), __webpack_require__.e(336)]).then(__webpack_require__.bind(__webpack_require__, 4336));
    const script = scriptOf(step.argument);
    if (!script)
        return '';
    const file = (0,external_node_path_.resolve)(cwd, script.path);
    const info = await (0,promises_.stat)(file).catch(() => undefined);
    if (!info?.isFile() || info.size > undeclared_tools_MAX_FILE_BYTES)
        return '';
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
    const isShell = script.by === 'shell' || /^#!.*\b(?:ba)?sh\b/.test(text);
    return isShell ? text : '';
}
/** Reports programs of the machine for all steps at once: they may be missing on another machine. */
function reportHostTools(missing, logger) {
    const programs = [...new Set(missing.flatMap(it => it.programs))].sort();
    if (programs.length === 0)
        return;
    const names = (0,format/* listed */.KE)(programs, undeclared_tools_MAX_PROGRAMS);
    const steps = (0,lib_text/* toOneLine */.GX)(missing.map(({ step }) => step).join('; '), 300);
    logger.notice(`The shell does not provide ${names}; the runner's ${programs.length === 1 ? 'copy is' : 'copies are'} used (${steps}). Add ${programs.length === 1 ? 'it' : 'them'} to the shell; with pure: true a step sees only its shell's programs.`, 'Tools of the runner');
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
    return `builtin printf %s "$PATH" >${(0,step_run/* quote */.h)(markerOf(run))}\n${command}`;
}
/**
 * Fails a step whose command never started, whatever the exit code.
 * @param path the derivation of the shell or the script of `nix print-dev-env`, which has the shellHook
 */
async function checkReached(run, outcome, path) {
    const commandPath = await readMarker(markerOf(run));
    if (commandPath !== undefined)
        return { ...outcome, hostTools: await undeclaredTools(run, commandPath) };
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
    const place = hasHook ? await attributePlace(run, 'shellHook') : {};
    return {
        ...outcome,
        error: { message: [reason, ...advice, ...rest].join('\n'), kind: 'other', ...place },
        causes: [{ kind: 'other', reason }],
    };
}
/** A shellHook that is not empty: in a derivation, in structured attributes, in a script. */
const HOOK = /"shellHook","[^"]|\\"shellHook\\":\\"[^\\]|^(?:export |declare -x )?shellHook=(?!''$|"")./m;
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












/** Variables that nix-shell keeps in a pure environment; `nix develop --ignore-environment` would drop even HOME. */
const KEPT_VARIABLES = ['HOME', 'USER', 'LOGNAME', 'TERM', 'TZ', 'XDG_RUNTIME_DIR'];
/** A command in a flake's dev shell; without one the environment is built and entered. */
async function develop(run, shells) {
    const made = await shells.of(run, makeEnvironment);
    if ('failed' in made)
        return made.failed;
    const { step, context } = run;
    if (context.plan)
        return steps_outcome/* SUCCESS */.qO;
    const command = step.argument.trim() === '' ? ':' : step.argument;
    const { path, bash } = made.shell;
    if (!bash)
        return (0,steps_outcome/* refused */.J5)('develop: the dev shell does not provide bash, and there is no bash 5 or newer on PATH.');
    const script = run.privatePath(`develop-${crypto.randomUUID()}.sh`);
    // As `nix develop -c` does: one bash reads the environment, its shellHook and then the command.
    await (0,promises_.writeFile)(script, `source ${path}\n${withReachedMarker(run, asScript(command))}\n`);
    // Entering the environment creates a directory there, which nothing removes.
    const { TMPDIR = (0,external_node_os_.tmpdir)() } = run.context.tmpdirEnv;
    const temporary = await (0,promises_.mkdtemp)((0,external_node_path_.join)(TMPDIR, 'nix-ci-'));
    const outcome = await runProjectCommand(run, {
        argv: [bash, '--noprofile', '--norc', script],
        env: { SHELL: bash, TMPDIR: temporary },
        ...(step.pure ? { only: [...KEPT_VARIABLES, 'SHELL', 'TMPDIR', ...keptVariables(run)] } : {}),
        reproduce: reproduce(run, command),
    });
    // Files that cannot be removed stay; that does not fail the step.
    await (0,promises_.rm)(temporary, { recursive: true, force: true }).catch(() => { });
    return checkReached(run, outcome, path);
}
function reproduce(run, command) {
    const { shell, args } = run.step;
    const words = ['develop', ...(shell ? [shell] : []), ...args, ...environmentFlags(run.step)];
    return run.reproduce('nix', ...words, '--command', 'bash', '-c', asScript(command));
}
function shellSource({ step }) {
    return sourceOf([...(step.shell ? [step.shell] : []), ...step.args]);
}
/** The error for a missing dev shell: Nix looks for that first, and then for packages. */
const develop_MISSING = /does not provide attribute '(devShells\.[^']+)'/;
/** Reports a missing dev shell, with the available ones. */
async function missingShell(run, failed, attribute) {
    const [flake] = (run.step.shell ?? '.').split('#');
    const { system } = run.context.nix;
    const words = ['nix', 'eval', '--json', `${flake || '.'}#devShells.${system}`];
    const apply = ['--apply', 'builtins.attrNames', ...(0,shell_args/* withoutShellFlags */.ce)(run.step.args)];
    const names = (await run.json([...words, ...apply])) ?? [];
    const message = [
        `The flake ${flake || '.'} has no dev shell ${attribute}.`,
        names.length > 0
            ? `Available dev shells: ${names.join(', ')}. Select one with the option shell, such as shell: ${flake || '.'}#${names[0]}.`
            : `Define it in flake.nix, or use a nix-shell step if the environment is in a shell.nix.`,
        `Reproduce: ${reproduce(run, ':')}`,
    ].join('\n');
    return { ...failed, error: { ...failed.error, message } };
}
/** Evaluates and builds the environment; `nix develop` starts with the script of `nix print-dev-env` too. */
async function makeEnvironment(run, number) {
    const { step, context } = run;
    if (context.plan)
        return planShell(run);
    await (0,promises_.mkdir)(run.privatePath('roots'), { recursive: true });
    const profile = ['--profile', run.privatePath('roots', `develop-${number}`)];
    // The step's own arguments come last, so they win.
    const words = ['print-dev-env', ...(step.shell ? [step.shell] : []), ...profile];
    const result = await run.nix(['nix', ...words, ...step.args]);
    if (result.code !== 0) {
        const about = { ...shellSource(run), reproduce: reproduce(run, ':') };
        const failed = await outcomeOfNix(run, result, about);
        const missing = result.log.errors.map(text => develop_MISSING.exec(text)?.[1]).find(it => it);
        return { failed: missing ? await missingShell(run, failed, missing) : failed };
    }
    const path = run.privatePath('roots', `develop-${number}.sh`);
    await (0,promises_.writeFile)(path, result.stdout);
    // The derivation's own builder, always a bash, creates the environment (develop.cc).
    const builder = /^(?:export |declare -x )?builder='?([^'\n]+\/bash)'?$/m.exec(result.stdout)?.[1];
    return { shell: { path, bash: builder ?? (await modernBash(context.env)) } };
}
/** Plans a dev shell by its derivation: `nix develop` has no dry run. The small build that reads the variables is not counted. */
async function planShell(run) {
    const { step, context } = run;
    const args = (0,shell_args/* withoutShellFlags */.ce)(step.args);
    const isFile = args.some(arg => /^(-f|--file|-E|--expr)$/.test(arg));
    const [flake = '', fragment = ''] = (step.shell ?? '').split('#');
    const installables = isFile
        ? [step.shell ? `${step.shell}.drvPath` : 'drvPath']
        : attributePaths(fragment, context.nix.system, 'devShells', 'devShell').map(it => `${flake || '.'}#${it}.drvPath`);
    const about = { ...shellSource(run), reproduce: reproduce(run, ':') };
    for (const [index, installable] of installables.entries()) {
        const result = await run.quietNix(['nix', 'eval', '--raw', installable, ...args]);
        if (result.code === 0)
            return buildShellInputs(run, result.stdout.trim(), about);
        const isMissing = result.log.errors.some(error => error.includes('does not provide attribute'));
        if (!isMissing || index === installables.length - 1)
            return { failed: await outcomeOfNix(run, result, about) };
    }
    throw new Error('no attribute of a dev shell to look for');
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
            const end = endOf(printed, at);
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
function endOf(text, start) {
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
/** The string that a literal of Nix stands for. */
function unescaped(literal) {
    return literal.slice(1, -1).replace(/\\([\s\S])/g, (_, char) => ESCAPES[char] ?? char);
}

;// CONCATENATED MODULE: ./build/steps/printed-value.js

/** A string, an integer, a name or a punctuation mark, after blanks. */
const printed_value_TOKEN = /\s*("(?:[^"\\]|\\[\s\S])*"|-?\d+(?![\w.])|[A-Za-z_][\w'-]*|[{}[\]=;])/gy;
/** Attributes that make a set a string in JSON. */
const STRING_SETS = ['outPath', '__toString'];
/**
 * The JSON form of a value as `nix eval` prints it (print.cc), if that is certain: strings, integers, booleans, null, and
 * lists and sets of these. Others (paths, floats, derivations) have to be asked for.
 * @returns undefined if it is not certain
 */
function jsonOfPrinted(printed) {
    const found = [...printed.matchAll(printed_value_TOKEN)];
    if (found.map(([text]) => text).join('') !== printed.trimEnd())
        return undefined;
    const tokens = found.map(([, token = '']) => token).values();
    try {
        const json = readValue(tokens, next(tokens));
        return tokens.next().done ? json : undefined;
    }
    catch {
        return undefined;
    }
}
/** Whether a printed value is a function, which has no JSON form. */
function isPrintedFunction(printed) {
    return /^(?:«(?:lambda|primop|partially applied)|<(?:LAMBDA|PRIMOP))/.test(printed);
}
/** @throws Error if there is none, or not the one that is expected */
function next(tokens, expected) {
    const { value, done } = tokens.next();
    const isOther = expected !== undefined && value !== expected;
    if (done || isOther)
        throw new Error('not a plain value');
    return value;
}
function readValue(tokens, first) {
    if (first === '[')
        return readList(tokens);
    if (first === '{')
        return readSet(tokens);
    if (first.startsWith('"'))
        return JSON.stringify(unescaped(first));
    if (/^(?:true|false|null)$/.test(first) || Number.isSafeInteger(Number(first)))
        return first;
    throw new Error('not a plain value');
}
function readList(tokens) {
    const items = [];
    for (let token = next(tokens); token !== ']'; token = next(tokens))
        items.push(readValue(tokens, token));
    return `[${items.join(',')}]`;
}
function readSet(tokens) {
    const items = [];
    for (let token = next(tokens); token !== '}'; token = next(tokens)) {
        const name = token.startsWith('"') ? unescaped(token) : token;
        if (!/^["A-Za-z_]/.test(token) || STRING_SETS.includes(name))
            throw new Error('not a plain value');
        next(tokens, '=');
        items.push(`${JSON.stringify(name)}:${readValue(tokens, next(tokens))}`);
        next(tokens, ';');
    }
    return `{${items.join(',')}}`;
}

;// CONCATENATED MODULE: ./build/steps/kinds/eval.js










/** Output formats in which Nix fails if an error is inside of the value. */
const STRICT_FORMATS = ['--json', '--raw'];
/** Limit of a value in the output `step-outputs`. */
const MAX_JSON_BYTES = 64 * 1024;
/** Places of further errors that are listed. */
const MAX_PLACES = 5;
/** `nix eval`: evaluates without building, even for a system that this runner cannot build for. */
async function evalStep(run) {
    const { step } = run;
    const system = step.system ? ['--system', step.system] : [];
    const installables = (0,shell_words/* expandWords */.AK)(step.argument);
    const words = [...installables, ...system, ...step.args];
    const source = sourceOf([...installables, ...step.args]);
    const result = await run.nix(['nix', 'eval', ...words]);
    const value = result.stdout.trimEnd();
    for (const line of value === '' ? [] : value.split('\n').slice(0, 200))
        run.line(line);
    const isPrinted = result.code === 0 && !words.some(word => STRICT_FORMATS.includes(word));
    const errors = isPrinted && !step.allowEvalErrors ? printedErrors(value) : [];
    const [first, ...others] = errors;
    if (first)
        return failInside(run, words, source, first, others);
    const outcome = await outcomeOfNix(run, result, {
        ...source,
        reproduce: run.reproduce('nix', 'eval', ...words),
    });
    return outcome.status === 'success'
        ? { ...outcome, ...(0,object/* defined */.s)({ value: await jsonValue(run, words, value) }) }
        : outcome;
}
/**
 * The printed value for the output `step-outputs`; undefined if it has no JSON form (a function, an error inside) or is
 * too large. Nix is asked once more only if what it printed leaves that open.
 */
async function jsonValue(run, words, printed) {
    if (words.includes('--raw'))
        return ifSmall(run, JSON.stringify(printed));
    if (words.includes('--json'))
        return ifSmall(run, printed);
    // The two forms of a value have about the same length.
    if (printed.length > 4 * MAX_JSON_BYTES)
        return ifSmall(run, printed);
    if (isPrintedFunction(printed))
        return undefined;
    const known = jsonOfPrinted(printed);
    if (known !== undefined)
        return ifSmall(run, known);
    const result = await run.quietNix(['nix', 'eval', '--json', ...words]);
    return result.code === 0 ? ifSmall(run, result.stdout.trim()) : undefined;
}
function ifSmall(run, json) {
    const bytes = Buffer.byteLength(json);
    if (bytes > MAX_JSON_BYTES) {
        run.line(`The value has ${bytes} bytes, so it is not in step-outputs: the limit is ${MAX_JSON_BYTES} bytes.`);
        return undefined;
    }
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}
/** Evaluates the failing part of the value alone, so that Nix reports its error with a position. */
async function failInside(run, words, source, { path, text }, others) {
    const name = eval_nameOf(run.step.argument, path);
    // Nix prints the path of a derivation, and continues if that does not evaluate.
    for (const suffix of ['', '.drvPath']) {
        const narrowed = ['eval', ...applied(words, path, suffix)];
        const result = await run.nix(['nix', ...narrowed]);
        if (result.code === 0)
            continue;
        const reproduce = run.reproduce('nix', ...narrowed);
        const outcome = await outcomeOfNix(run, result, { ...source, reproduce, within: name });
        return outcome.status === 'failure' ? withOthers(run, outcome, others) : outcome;
    }
    const reproduce = run.reproduce('nix', 'eval', ...words);
    const message = `${name} does not evaluate: ${(0,lib_text/* escapeInvisibleText */.Us)(text)}\nReproduce: ${reproduce}`;
    return withOthers(run, (0,steps_outcome/* refused */.J5)(message), others);
}
function withOthers({ step }, outcome, errors) {
    const places = errors.slice(0, MAX_PLACES).map(({ path }) => eval_nameOf(step.argument, path));
    const others = errors.length > places.length ? [...places, '…'] : places;
    const also = others.length > 0 ? [`These do not evaluate either: ${others.join(', ')}.`] : [];
    const hint = 'To allow errors inside the value, set eval-errors: allow.';
    const message = (0,format/* withLines */.Gy)(outcome.error?.message ?? '', [...also, hint]);
    return { ...outcome, error: { ...outcome.error, message } };
}
/** The arguments of `nix eval` for a part of the value. */
function applied(words, path, suffix) {
    const at = words.lastIndexOf('--apply');
    const [own, others] = at < 0 ? [undefined, words] : [words[at + 1], [...words.slice(0, at), ...words.slice(at + 2)]];
    const select = path.reduce((of, part) => typeof part === 'number' ? `(builtins.elemAt ${of} ${part})` : `${of}.${attribute(part)}`, own === undefined ? 'it' : `((${own}) it)`);
    return [...others, '--apply', `it: ${select}${suffix}`];
}
function attribute(name) {
    return /^[A-Za-z_][\w'-]*$/.test(name) ? name : (0,nix_attribute/* nixString */.z7)(name);
}
/** The requested attribute and the path from there: `lib.tests.bad`, `list[1]`. */
function eval_nameOf(argument, path) {
    const [, fragment = ''] = argument.trim().split('#');
    const way = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${attribute(part)}`));
    return (0,lib_text/* escapeInvisible */.ts)(`${fragment}${way.join('')}`.replace(/^\./, ''));
}

;// CONCATENATED MODULE: ./build/steps/kinds/ask-checks.js








/** Older versions log attributes without the derivations that they evaluate to. */
const LOGS_DERIVATIONS_SINCE = '2.20';
/**
 * Whether the log of a `nix flake check` shows the derivation of each attribute. The log of Determinate Nix does not.
 */
function logsDerivations({ context }, { log, code }) {
    const { evaluated } = log.run();
    if (!(0,nix_version/* isAtLeast */.du)(context.nix.version, LOGS_DERIVATIONS_SINCE))
        return false;
    if (evaluated.some(isBareAttribute))
        return false;
    // If Nix failed before it evaluated anything, there is nothing to ask for.
    return evaluated.length > 0 || code !== 0;
}
function isBareAttribute({ kind }) {
    return kind === 'attribute';
}
/** The attributes that the log names. */
function loggedAttributes({ log }) {
    return log.run().evaluated.filter(one => {
        if (one.kind === 'flake output')
            return false;
        // The set of an output for a system is not an attribute.
        return !isBareAttribute(one) || (0,nix_attribute/* attributeParts */.V3)(one.name).length > 2;
    });
}
/** The attributes that `nix flake check` evaluated; Nix is asked for the checks if its log does not show them. */
async function attributesOf(run, result) {
    const logged = loggedAttributes(result);
    if (logsDerivations(run, result) || wasCut(result))
        return { evaluated: logged, explained: [] };
    const { errors } = result.log.run();
    const bad = errors.flatMap(({ attribute, derivation }) => (derivation ? [] : (attribute ?? [])));
    return askUnlogged(run, result, bad);
}
/**
 * Asks Nix for the checks for this system after a `nix flake check`; their derivations are in the store then. How long
 * each took to evaluate is known of Determinate Nix only.
 * @param bad attributes that are known to fail
 */
async function askUnlogged(run, result, bad) {
    const spans = new Map(loggedAttributes(result)
        .filter(isBareAttribute)
        .map(({ name, start, end }) => [name, { start, end }]));
    const at = result.log.run().start;
    const prefix = ownPrefix(run);
    const { names } = await checkNames(run);
    const known = new Set(bad);
    const isBad = (name) => known.has(prefix + name) || known.has((0,external_node_util_.stripVTControlCharacters)(prefix + name));
    const remaining = names.filter(name => !isBad(name));
    const set = `builtins.removeAttrs checks ${nixList(names.filter(isBad))}`;
    const { evaluated, explained } = await askChecks(run, remaining, set, at);
    const found = new Map(evaluated.map(({ name, derivation }) => [name, derivation]));
    const rows = names.map(short => {
        const name = prefix + short;
        return { ...row(name, found.get(name), at), ...spans.get(name) };
    });
    return { evaluated: rows, explained };
}
/** The checks for this system that Nix did not reach before it died, if their names can be listed. */
async function unreachedChecks(run, logged) {
    const { names } = await checkNames(run);
    const known = new Set(logged.map(({ name }) => name));
    const all = names.map(name => ownPrefix(run) + name);
    const remaining = all.filter(name => !known.has(name) && !known.has((0,external_node_util_.stripVTControlCharacters)(name)));
    return remaining.map(name => ({ ...row(name, undefined, performance.now()), kind: UNREACHED }));
}
/** Some of the checks with their derivations. @param names whole attributes of this system */
async function askSomeChecks(run, names, at) {
    const short = names.map(name => name.slice(ownPrefix(run).length));
    return askChecks(run, short, nixSubset(short, 'checks'), at);
}
/**
 * Evaluates all in one call, and those that fail there, or all if the call fails, each alone.
 * @param set Nix expression that selects them from `checks`
 * @param at time of the rows, in milliseconds of the clock of the logs
 */
async function askChecks(run, names, set, at) {
    if (names.length === 0)
        return { evaluated: [], explained: [] };
    const paths = await pathsOf(run, set);
    const evaluated = [];
    const explained = [];
    for (const short of names) {
        const name = ownPrefix(run) + short;
        const path = paths[short];
        const asked = typeof path === 'string' ? { path, explained: [] } : await askAlone(run, name);
        evaluated.push(row(name, asked.path || undefined, at));
        explained.push(...asked.explained);
    }
    return { evaluated, explained };
}
/** The derivations of checks, or null for those that do not evaluate, in one call; empty if that fails. */
async function pathsOf(run, set, call) {
    const one = 'let it = builtins.tryEval (check.drvPath or ""); in if it.success then it.value else null';
    const body = `builtins.mapAttrs (_: check: ${one}) (${set})`;
    return (await evalOwnChecks(run, body, call)) ?? {};
}
/**
 * The derivations of some of the checks, as far as they evaluate, in one call; empty if that fails.
 * @param names whole attributes of this system
 * @param group shows what is built for their evaluation
 */
async function askDerivations(run, names, group) {
    const prefix = ownPrefix(run);
    const short = names.map(name => name.slice(prefix.length));
    const paths = await pathsOf(run, nixSubset(short, 'checks'), { group });
    return new Map(Object.entries(paths).flatMap(([name, path]) => (path ? [[prefix + name, path]] : [])));
}
function row(name, derivation, at) {
    return { kind: 'derivation', name, derivation, start: at, end: at };
}
/** Replaces errors that old versions of Nix report without an attribute by the same ones with it. */
function withAttributes(explained, asked) {
    const known = new Set(explained.flatMap(({ attributes }) => attributes));
    const unnamed = asked.filter(({ attributes }) => !attributes.some(it => known.has(it)));
    const hasName = ({ kind, attributes, derivation, nixMessage }) => attributes.length === 0 &&
        derivation === undefined &&
        unnamed.some(it => it.kind === kind && it.nixMessage === nixMessage);
    return [...explained.filter(one => !hasName(one)), ...unnamed];
}
async function askAlone(run, name) {
    const result = await run.quietNix(['nix', ...evalWords(run, name)]);
    return result.code === 0
        ? { path: result.stdout.trim(), explained: [] }
        : { path: undefined, explained: await explainCall(run, result, evalSubject(run, name)) };
}

;// CONCATENATED MODULE: ./build/steps/kinds/skipped.js





/** Outputs in which Nix evaluates each derivation. (flake.cc, CmdFlakeCheck) */
const EVALUATED_OUTPUTS = [
    'packages',
    'devShells',
    'formatter',
    'defaultPackage',
    'devShell',
    'hydraJobs',
];
const REASON = "Determinate Nix's flake check does not evaluate it, but Nix's does, so the step fails.";
/**
 * Evaluates the derivations that Determinate Nix skips: outside of checks it checks names only, so broken ones pass. The
 * verdict is then the same as that of Nix.
 * @param about describes the check
 * @param flake the checked flake; default: the step's
 */
async function withSkipped(run, result, about, flake = flakeOfStep(run)) {
    if (wasCut(result))
        return { result, passedOver: [] };
    const names = new Set(result.log.run().passedOver);
    const wanted = [...names].filter(name => EVALUATED_OUTPUTS.includes((0,nix_attribute/* attributeParts */.V3)(name)[0] ?? ''));
    const { explained, cut } = await evaluate(run, wanted, about, flake);
    const passedOver = explained.map(one => (0,describe/* withReason */.ZI)(one, `${one.reason}\n${REASON}`));
    if (cut)
        return { result: { ...cut, log: result.log }, passedOver };
    const code = passedOver.length > 0 ? result.code || 1 : result.code;
    return { result: { ...result, code }, passedOver };
}
/** Evaluates all in one process; if that fails, the two halves separately. */
async function evaluate(run, names, about, flake) {
    const [attribute] = names;
    if (attribute === undefined)
        return { explained: [] };
    const isAlone = names.length === 1;
    const words = isAlone ? evalWords(run, attribute, flake) : wordsForAll(names, flake);
    const result = words && (await run.quietNix(['nix', ...words]));
    if (result && wasCut(result))
        return { explained: [], cut: result };
    if (result?.code === 0)
        return { explained: [] };
    if (isAlone)
        return { explained: result ? await explainCall(run, result, { ...about, attribute }) : [] };
    const middle = Math.ceil(names.length / 2);
    const firstHalf = await evaluate(run, names.slice(0, middle), about, flake);
    if (firstHalf.cut)
        return firstHalf;
    const { explained, cut } = await evaluate(run, names.slice(middle), about, flake);
    return { explained: [...firstHalf.explained, ...explained], cut };
}
/** @returns undefined if no installable can name one of them */
function wordsForAll(names, { url, args }) {
    const installables = names.flatMap(name => (0,nix_attribute/* installableOf */.Lz)(url, (0,nix_attribute/* attributeParts */.V3)(name)) ?? []);
    if (installables.length < names.length)
        return undefined;
    return ['path-info', '--derivation', ...installables, ...readingArguments(args)];
}

;// CONCATENATED MODULE: ./build/steps/flake/plan-checks.js











const WITHOUT_IMPORTS = ['--option', 'allow-import-from-derivation', 'false'];
/** The error of Nix when it starts to build the checks without a store to build in. */
const plan_checks_NOT_BUILT = /^error: (?:cannot build missing derivation '|build of '[^\n]* failed\s*$)|primary store that isn't a local store/;
/**
 * Evaluates all outputs without building, then makes a dry run of the checks. Checks that import from builds are
 * evaluated again with what caches have; the rest of them is left to the job that builds them.
 * @param words arguments of `nix`, for `nix flake check`
 */
async function planChecks(run, words) {
    const checked = await evaluateOutputs(run, words);
    const logged = loggedAttributes(checked);
    const reproduce = run.reproduce('nix', ...words);
    const first = { ...checkSubject(run, logged, reproduce), expected: plan_checks_NOT_BUILT };
    const { url, args } = flakeOfStep(run);
    const flake = { url, args: [...args, ...WITHOUT_IMPORTS] };
    const { result: whole, passedOver } = await withSkipped(run, checked, first, flake);
    const errors = [...(await explainCall(run, checked, first)), ...passedOver];
    const asked = await askAgain(run, whole, errors);
    const isOurs = isCheckOfSystem(run);
    const needing = new Set(asked.explained.filter(needsBuild).flatMap(({ attributes }) => attributes.filter(isOurs)));
    const evaluated = withDerivations(logsDerivations(run, whole), logged, asked.evaluated).filter(({ name }) => !needing.has(name));
    const derivations = evaluated.flatMap(it => (isOurs(it.name) ? (it.derivation ?? []) : []));
    const about = checkSubject(run, evaluated, reproduce);
    const dry = derivations.length > 0
        ? await run.nix(['nix-store', '--realise', '--dry-run', ...new Set(derivations)])
        : undefined;
    reportUnevaluated(run, errors.filter(needsBuild));
    const explained = [
        ...withAttributes(errors.filter(one => !needsBuild(one)), asked.explained.filter(one => !needsBuild(one))),
        ...(dry ? await explainCall(run, dry, about) : []),
    ];
    const isExcused = errors.length > 0 && explained.length === 0;
    const last = dry && (whole.code === 0 || isExcused) ? dry : whole;
    const code = explained.length > 0 ? last.code || 1 : isExcused && last === whole ? 0 : last.code;
    const result = { ...last, code };
    const { system } = run.context.nix;
    const results = await checksOf(evaluated, result, explained, system, checkLookup(run));
    const checks = recordItems(run, results.checks, needing);
    return { ...outcomeOfCall(result, explained, about), ...results, checks };
}
/**
 * Has Nix check all outputs and build nothing: evaluated paths go into the store as usual, but Nix gets an empty dummy
 * store to build in. `--no-build` would keep evaluated paths out of the store too, and whatever imports or copies a path
 * would fail.
 */
async function evaluateOutputs(run, words) {
    const { context, step } = run;
    const store = { ...context.env, ...step.env }.NIX_REMOTE || 'auto';
    const flags = [
        ...['--store', nix_call/* DUMMY_STORE */.L7, '--eval-store', store, '--builders', ''],
        ...['--option', 'substitute', 'false', ...WITHOUT_IMPORTS],
    ];
    const result = await run.nix(['nix', ...words, ...flags], {}, text => {
        if (!plan_checks_NOT_BUILT.test((0,external_node_util_.stripVTControlCharacters)(text)))
            run.line(text);
    });
    const { errors } = result.log;
    const isExpected = errors.length > 0 && errors.every(text => plan_checks_NOT_BUILT.test(text));
    return result.code !== null && isExpected ? { ...result, code: 0 } : result;
}
/** Evaluates the checks that import from builds; with old versions of Nix all checks that are not known to fail. */
async function askAgain(planning, whole, errors) {
    if (wasCut(whole))
        return { evaluated: [], explained: [] };
    const { step, context } = planning;
    const run = planning.withoutOutput(step, context);
    const names = (some) => some.flatMap(({ attributes }) => attributes);
    if (logsDerivations(run, whole))
        return askSomeChecks(run, names(errors.filter(needsBuild)).filter(isCheckOfSystem(run)), whole.log.run().start);
    return askUnlogged(run, whole, names(errors.filter(one => !needsBuild(one))));
}
/** The attributes that Nix reported, with the derivations that it was asked for afterwards. */
function withDerivations(isLogged, logged, asked) {
    if (!isLogged)
        return asked;
    const derivations = new Map(asked.map(({ name, derivation }) => [name, derivation]));
    return logged.map(one => ({ ...one, derivation: one.derivation ?? derivations.get(one.name) }));
}
function isCheckOfSystem(run) {
    return name => name.startsWith(ownPrefix(run));
}
function reportUnevaluated(run, needing) {
    const { step, context } = run;
    const isOurs = isCheckOfSystem(run);
    const names = [...new Set(needing.flatMap(({ attributes }) => attributes))];
    const others = names.filter(name => !isOurs(name));
    if (needing.length === 0 || (names.length > 0 && others.length === 0))
        return;
    const which = others.length > 0 ? others.map(lib_text/* escapeInvisible */.ts).join(', ') : 'some outputs';
    context.ctx.logger.notice(`${step.name}: not evaluated: ${which}. Evaluation needs a build (import from derivation), which plan does not do.`, 'Plan');
}

// EXTERNAL MODULE: ./build/model/evaluation-id.js
var evaluation_id = __webpack_require__(4286);
;// CONCATENATED MODULE: ./build/steps/flake/each/parts.js
/** Splits the outputs of a flake into parts that cover all of it and do not overlap. */
function splitOutputs(outputs) {
    return Object.entries(outputs).flatMap(([output, names]) => splitOutput(output, names));
}
function splitOutput(output, names) {
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
function partName({ path }) {
    return path.join('.');
}

;// CONCATENATED MODULE: ./build/steps/flake/each/locks.js

/** Longer chains of inputs that follow one another are taken for a cycle. */
const MAX_FOLLOWS = 100;
/**
 * Whether a flake has the same transitive inputs by itself as when it is an input of another flake.
 * @param name of that input
 */
function hasSameInputs(locks, outer, name) {
    const node = nodeOf(outer, [name]);
    const seen = new Set();
    const isSame = (one, other) => {
        const [a, b] = [locks.nodes[one ?? ''], outer.nodes[other ?? '']];
        if (!a || !b || (one === locks.root) !== (other === node))
            return false;
        const pair = JSON.stringify([one, other]);
        if (seen.has(pair))
            return true;
        seen.add(pair);
        const isEqual = (0,external_node_util_.isDeepStrictEqual)(a.locked, b.locked) && a.flake === b.flake;
        if (one !== locks.root && !isEqual)
            return false;
        const [inputs, others] = [a.inputs ?? {}, b.inputs ?? {}];
        return (isSameParent(a, b) &&
            (0,external_node_util_.isDeepStrictEqual)(Object.keys(inputs).sort(), Object.keys(others).sort()) &&
            Object.keys(inputs).every(key => isSame(nodeOf(locks, inputs[key]), nodeOf(outer, others[key]))));
    };
    const isSameParent = ({ parent: one }, { parent: other }) => one && other ? isSame(nodeOf(locks, one), nodeOf(outer, other)) : one === other;
    return isSame(locks.root, node);
}
function nodeOf(locks, input, depth = 0) {
    if (input === undefined || typeof input === 'string' || depth > MAX_FOLLOWS) {
        return typeof input === 'string' ? input : undefined;
    }
    return input.reduce((node, key) => nodeOf(locks, locks.nodes[node ?? '']?.inputs?.[key], depth + 1), locks.root);
}

;// CONCATENATED MODULE: ./build/steps/flake/each/original.js

/** References that Nix reads in place, so that its errors name the original files. */
const LOCAL = /^(?:git\+file|path|file):/;
/** The metadata of the flake of a step; undefined if Nix cannot read it. */
function metadataOf(run, reference, args) {
    const words = ['nix', 'flake', 'metadata', '--json', reference];
    return run.json([...words, ...readingArguments(args)]);
}
/**
 * Reads from the tree that Nix fetches, as for an input: since 2.35 the source of a flake need not be in the store, and
 * Determinate Nix may not report its path.
 */
const READ = `{ url, dir }: (import ((builtins.fetchTree url).outPath + "/" + dir + "/flake.nix")).nixConfig or { }`;
/** The flake as an input of another; undefined if its `nixConfig` cannot be read. */
async function originalOf(run, metadata) {
    const url = original_urlOf(metadata);
    const { dir = '' } = metadata.resolved;
    const words = ['--argstr', 'url', treeOf(url), '--argstr', 'dir', dir, '--expr', READ];
    const argv = ['nix-instantiate', '--eval', '--strict', '--json', ...words];
    const nixConfig = await run.json(argv);
    return nixConfig && { url, nixConfig };
}
/** The reference of a flake as an input of another. */
function original_urlOf({ resolvedUrl, url }) {
    return LOCAL.test(resolvedUrl) ? resolvedUrl : (url ?? resolvedUrl);
}
/** The URL of the tree that holds a flake, without `dir`, which few kinds of tree accept. Pure. */
function treeOf(url) {
    const [tree = '', query = ''] = url.split(/\?(.*)/s);
    const others = query.split('&').filter(it => it !== '' && !it.startsWith('dir='));
    return [tree, ...(others.length > 0 ? [others.join('&')] : [])].join('?');
}

;// CONCATENATED MODULE: ./build/steps/flake/each/wrap.js









/**
 * Prepares wrapper flakes, which have the flake of a step as their input.
 * @param systems whose attributes are wanted; undefined: all
 * @returns why not, if Nix cannot read the flake, or reads it differently as an input
 */
async function wrap(run, systems) {
    const metadata = await metadataOf(run, (0,model_step/* flakeOf */.Vh)(run.step), run.step.args);
    if (!metadata)
        return { why: 'Nix cannot read it' };
    const folder = run.privatePath(`each-${(0,external_node_crypto_.randomUUID)()}`);
    const args = wrappedArguments(run.step.args, ORIGINAL);
    const lister = (original) => namesFlake(original, systems);
    const bare = { url: original_urlOf(metadata), nixConfig: {} };
    const [original, outer] = await Promise.all([
        originalOf(run, metadata),
        writeFlake((0,external_node_path_.join)(folder, 'bare'), lister(bare)).then(url => metadataOf(run, url, args)),
    ]);
    if (!original)
        return { why: 'Nix cannot read its nixConfig' };
    const names = await writeFlake((0,external_node_path_.join)(folder, 'names'), lister(original));
    return outer && isSameFlake(metadata, outer)
        ? { original, folder, args, names }
        : { why: DIFFERS_AS_INPUT };
}
const DIFFERS_AS_INPUT = 'with these args Nix reads it differently as an input of another flake';
function isSameFlake({ locks, locked }, outer) {
    const node = outer.locks.nodes[outer.locks.root]?.inputs?.[ORIGINAL];
    const other = outer.locks.nodes[String(node)]?.locked;
    // Determinate Nix reports no hash of the flake itself.
    const isSame = [other?.narHash, undefined].includes(locked.narHash) && locked.rev === other?.rev;
    return isSame && hasSameInputs(locks, outer.locks, ORIGINAL);
}
/**
 * The outputs of the flake with their attribute names, or null for those that do not evaluate.
 * @returns undefined if the outputs cannot be listed
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
function wrap_ask(run, { names, args }, attribute) {
    return run.json(['nix', 'eval', '--json', `${names}#${attribute}`, ...readingArguments(args)]);
}
/**
 * Writes a flake into a directory of its own: old versions of Nix do not know `path:…?dir=`.
 * @returns its reference
 */
async function writeFlake(folder, text) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'flake.nix'), text);
    return `path:${(0,external_node_url_.pathToFileURL)(folder).pathname}`;
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/head-start.js


/** Milliseconds in which one process evaluates a small flake; taking it apart would take longer. */
const HEAD_START_MS = 400;
/** What Nix says when everything is evaluated and builds begin; old versions do not count them. */
const EVALUATED = /^running (?:\d+ )?flake checks/;
/** Lines that are withheld; a process that prints more goes on. */
const MAX_WITHHELD = 10_000;
/** Milliseconds in which the checks of a flake are counted. */
const COUNT_MS = 300;
/** Whether there is nothing to share out: at most one check for this system, as far as that is soon known. */
async function hasOneCheck(run) {
    const { names, failure } = await checkNames(run, { stop: AbortSignal.timeout(COUNT_MS) });
    return !failure && names.length <= 1;
}
/**
 * Starts to check the flake in one process, and waits as long as that may be the faster way.
 * @param words the call of Nix
 */
async function startWhole(run, words) {
    const stop = new AbortController();
    const withheld = [];
    let show = (text) => withheld.push(text);
    let isThrough = false;
    const release = () => {
        show = run.line;
        for (const text of withheld.splice(0))
            run.line(text);
    };
    const hear = (text) => {
        show(text);
        isThrough ||= EVALUATED.test(text) || withheld.length >= MAX_WITHHELD;
        if (withheld.length >= MAX_WITHHELD)
            release();
    };
    const result = run.nix(words, {}, hear, { stop: stop.signal }).finally(() => {
        isThrough = true;
    });
    // It is reported by whoever waits for it.
    result.catch(() => { });
    await Promise.race([result, (0,external_node_timers_promises_.setTimeout)(HEAD_START_MS, undefined, { ref: false })]);
    return {
        isThrough: () => isThrough,
        finish() {
            release();
            return result;
        },
        async stop() {
            stop.abort();
            await result;
        },
    };
}

// EXTERNAL MODULE: ./build/nix/log/live.js
var live = __webpack_require__(8991);
// EXTERNAL MODULE: ./build/nix/log/log.js + 15 modules
var log_log = __webpack_require__(9796);
// EXTERNAL MODULE: ./build/nix/log/messages.js
var messages = __webpack_require__(3113);
;// CONCATENATED MODULE: ./build/steps/flake/workers/merged-result.js



/** The result that one call for all of it would have had. */
function mergeResults(parts) {
    const log = mergeLogs(parts);
    const results = parts.filter(({ isRepeated }) => !isRepeated).map(({ result }) => result);
    const base = results.find(wasCut) ??
        results.find(({ signal }) => signal !== null) ??
        results.find(({ code }) => code !== 0) ??
        results[0];
    if (!base)
        throw new Error('There is no call to take a result from.');
    return { ...base, stdout: '', log: { run: () => log, errors: log.errors.map(it => it.text) } };
}
function mergeLogs(parts) {
    const logs = parts.map(part => ({ ...part, log: part.result.log.run() }));
    const all = logs.map(({ log }) => log);
    const isEvaluation = ({ kind }) => kind !== 'builds';
    const evaluating = logs.filter(isEvaluation);
    const builds = mergeBuilds(all.flatMap(log => log.builds));
    const span = (spans) => ({
        start: Math.min(...spans.map(({ start }) => start)),
        end: Math.max(...spans.map(({ start, end }) => end ?? start)),
    });
    const sum = (count) => all.reduce((total, log) => total + count(log), 0);
    return {
        ...span(all),
        evaluation: span(evaluating.map(({ log }) => log.evaluation)),
        evaluated: inOrder(evaluating.flatMap(({ log, kind, isRepeated }) => log.evaluated
            .filter(one => !isRepeated || one.derivation !== undefined)
            .map(one => (kind === 'share' ? { ...one, name: asCheck(one.name) } : one))), ({ name }) => name),
        passedOver: logs.flatMap(({ log, kind }) => (kind === 'rest' ? log.passedOver : [])),
        sources: all.flatMap(log => log.sources),
        builds,
        fetches: all.flatMap(log => log.fetches),
        waits: all.flatMap(log => log.waits),
        errors: [
            ...inOrder(errorsOf(evaluating), ({ attribute }) => attribute ?? ''),
            ...errorsOf(logs.filter(part => !isEvaluation(part))),
        ],
        resolved: new Map(all.flatMap(log => [...log.resolved])),
        builders: all.flatMap(log => log.builders),
        toBuild: all.flatMap(log => log.toBuild),
        cacheTroubles: all.reduce((known, log) => (0,messages/* mergeTroubles */.R1)(known, log.cacheTroubles), []),
        asked: new Map(all.flatMap(log => [...log.asked])),
        waiting: all.flatMap(log => log.waiting),
        lacksMemory: logs.some(({ log, isRepeated }) => log.lacksMemory && !isRepeated),
        totals: {
            built: sum(log => log.totals.built),
            failed: builds.filter(({ status }) => status === 'failed' || status === 'timeout').length,
            fetched: sum(log => log.totals.fetched),
            fetchedBytes: sum(log => log.totals.fetchedBytes),
        },
    };
}
const HELPER = /^checks\.[\w-]+\.[0-9a-z]{32}-[^/]*\.drv$/;
/** An error without the attribute of a dependency that is built as if it were a check. */
function withoutHelper(error) {
    const { attribute, ...others } = error;
    return attribute !== undefined && HELPER.test(attribute)
        ? renamed(others, withoutHelperName)
        : error;
}
/** A message of Nix without the attribute of a dependency that is built as if it were a check. */
function withoutHelperName(text) {
    return text.replace(/failed to build attribute '(?:\x1b\[[\d;]*m)*checks\.[\w-]+\."?[0-9a-z]{32}-[^'\n]*\.drv[^'\n]*', build of '[^'\n]*' failed: /, '');
}
/** The error of a process that ran out of memory without a word about it. */
function silentDeath({ result, attribute }) {
    const { errors, end } = result.log.run();
    if (attribute === undefined || errors.some(isOfMemory))
        return [];
    return [{ kind: 'other', text: 'error: out of memory', at: end, isIgnored: false, attribute }];
}
/** In the order of names, as one call evaluates them. */
function inOrder(items, name) {
    return items.toSorted((a, b) => (name(a) < name(b) ? -1 : Number(name(a) > name(b))));
}
function errorsOf(parts) {
    const hasRestFailed = parts.some(({ kind, result }) => kind === 'rest' && result.code !== 0);
    // The output itself is judged with the rest.
    const isOfRest = ({ kind }, { attribute }) => hasRestFailed && kind === 'share' && /^packages(?:\.[^.]*)?$/.test(attribute ?? '');
    return parts.flatMap(part => [...part.result.log.run().errors, ...silentDeath(part)]
        .filter(one => !(part.isRepeated && isOfMemory(one)) && !isOfRest(part, one))
        .map(one => (part.kind === 'share' ? renamed(one, asCheck) : withoutHelper(one))));
}
function renamed(error, rename) {
    return {
        ...error,
        text: rename(error.text),
        ...(error.raw === undefined ? {} : { raw: rename(error.raw) }),
        ...(error.trace && {
            trace: error.trace.map(it => ({ ...it, raw_msg: rename(it.raw_msg) })),
        }),
        ...(error.attribute === undefined ? {} : { attribute: rename(error.attribute) }),
        ...(error.also && { also: error.also.map(rename) }),
    };
}
const RANKS = ['built', 'failed', 'timeout', 'cancelled', 'running'];
/** One entry a derivation: the one that says the most, if several calls wanted to build it. */
function mergeBuilds(builds) {
    const merged = new Map();
    const rank = ({ status }) => RANKS.includes(status) ? RANKS.indexOf(status) : RANKS.length;
    for (const build of builds) {
        const known = merged.get(build.derivation);
        if (!known || rank(build) < rank(known))
            merged.set(build.derivation, build);
    }
    return [...merged.values()];
}
const MEMORY = /^(?:out of memory|std::bad_alloc|[^\n]*cannot allocate memory)/i;
/** Whether an error of Nix says that the evaluator ran out of memory. */
function isOfMemory({ derivation, raw, text }) {
    return derivation === undefined && MEMORY.test(raw ?? text.replace(/^error:\s+/, ''));
}
/** Names the packages of a share as the checks that they are, in a name or a message of Nix. */
function asCheck(text) {
    return text.replace(/(^|(?:attribute|derivation) '?(?:\x1b\[[\d;]*m)*)packages(?=\.[\w-]+\.|\.")/g, '$1checks');
}
/** The log of a call that would not build these derivations, because so many of their dependencies failed. */
function blockedLog(derivations) {
    const log = new log_log/* NixLog */.y(() => { });
    for (const [path, count] of derivations) {
        const msg = `error: ${count} dependencies of derivation '${path}' failed to build`;
        log.accept(`@nix ${JSON.stringify({ action: 'msg', level: 0, msg })}`);
    }
    log.finish();
    return log;
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/ask-share.js



/**
 * The checks of a share with their derivations, which are in the store then, for a Nix that does not log them.
 * @param names whole attributes of this system
 */
async function askShare(run, result, names) {
    const { errors, start, end } = result.log.run();
    const unlogged = { start, end: names.length === 1 ? end : start };
    const logged = new Map(loggedAttributes(result).map(it => [asCheck(it.name), it]));
    const row = (name, derivation) => {
        const span = logged.get(name) ?? unlogged;
        return { kind: 'derivation', name, derivation, start: span.start, end: span.end };
    };
    if (wasCut(result)) {
        const begun = names.filter(name => logged.has(name));
        return { evaluated: begun.map(name => row(name)), explained: [] };
    }
    const bad = new Set(errors.flatMap(({ attribute = '', derivation }) => (derivation ? [] : asCheck(attribute))));
    const good = names.filter(name => !bad.has(name));
    const { evaluated, explained } = await askSomeChecks(run, good, start);
    const found = new Map(evaluated.map(({ name, derivation }) => [name, derivation]));
    return { evaluated: names.map(name => row(name, found.get(name))), explained };
}
/**
 * The checks of a share whose derivations its log lacks.
 * @param names whole attributes of this system
 */
function unloggedChecks(run, result, names) {
    if (!logsDerivations(run, result))
        return names;
    if (result.code !== 0)
        return [];
    const bare = loggedAttributes(result).filter(it => it.derivation === undefined);
    const wanted = new Set(bare.map(({ name }) => asCheck(name)));
    return names.filter(name => wanted.has(name));
}
/** What the log of all shares has, with what was asked of some. */
function withAsked(run, result, shares) {
    const rows = shares.flatMap(it => it.evaluated);
    const known = new Set(rows.map(({ name }) => name));
    const logged = logsDerivations(run, result) ? loggedAttributes(result) : [];
    const all = [...logged.filter(({ name }) => !known.has(name)), ...rows];
    const evaluated = inOrder(all, ({ name }) => name);
    return { evaluated, explained: shares.flatMap(it => it.explained) };
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/derivation-graph.js



/** Derivations of a closure that are read; beyond that nothing is known about it. */
const MAX_DERIVATIONS = 20_000;
/** What derivations need, and which of their outputs are on disk. */
class DerivationGraph {
    #nodes = new Map();
    #onDisk = new Set();
    /** Outputs that the last look did not find. */
    #absent = new Set();
    /** Looks at the disk again for what was not there. */
    refresh() {
        this.#absent.clear();
    }
    /**
     * The derivations of a closure whose outputs are not all on disk.
     * @returns undefined if the derivation is not in the store yet, or needs too many others
     */
    async unbuilt(derivation) {
        const found = new Set();
        const seen = new Set([derivation]);
        const queue = [derivation];
        for (const path of queue) {
            if (queue.length > MAX_DERIVATIONS)
                return undefined;
            const node = await this.#node(path);
            if (!node)
                return undefined;
            if (this.#isBuilt(node))
                continue;
            found.add(path);
            for (const need of node.needs) {
                if (seen.has(need))
                    continue;
                seen.add(need);
                queue.push(need);
            }
        }
        return found;
    }
    /** Those of these derivations whose outputs are not all on disk. */
    async stillUnbuilt(derivations) {
        const left = new Set();
        for (const path of derivations) {
            const node = await this.#node(path);
            if (!node || !this.#isBuilt(node))
                left.add(path);
        }
        return left;
    }
    /** The derivations that a derivation needs directly. */
    async directNeeds(derivation) {
        return (await this.#node(derivation))?.needs ?? [];
    }
    /** What the unbuilt derivations of a closure need of each other. */
    async needs(derivation) {
        const unbuilt = (await this.unbuilt(derivation)) ?? new Set();
        const needs = new Map();
        for (const path of unbuilt) {
            const own = await this.directNeeds(path);
            const missing = own.filter(it => unbuilt.has(it));
            needs.set(path, missing);
        }
        return needs;
    }
    #node(path) {
        const known = this.#nodes.get(path);
        if (known)
            return known;
        const node = readNode(path);
        this.#nodes.set(path, node);
        // It may come later.
        void node.then(it => it === undefined && this.#nodes.delete(path));
        return node;
    }
    /** Content-addressed outputs are not known beforehand. */
    #isBuilt({ outputs }) {
        return outputs.length > 0 && outputs.every(path => this.#isOnDisk(path));
    }
    #isOnDisk(path) {
        if (this.#onDisk.has(path))
            return true;
        if (this.#absent.has(path))
            return false;
        // Nix holds the lock while it builds.
        const isThere = (0,access/* isPresent */.Wo)(path) && !(0,external_node_fs_.existsSync)(`${path}.lock`);
        const known = isThere ? this.#onDisk : this.#absent;
        known.add(path);
        return isThere;
    }
}
async function readNode(path) {
    if (!(0,external_node_fs_.existsSync)(path))
        return undefined;
    const { outputs, inputs } = await (0,nix_derivation/* readDerivation */.Gw)(path);
    return { outputs, needs: inputs.filter(it => it.endsWith('.drv')) };
}
/** Splits derivations of which some failed. Pure. @param needs what each derivation needs of the others */
function aroundFailed(needs, failed) {
    const dependents = new Map();
    for (const [path, own] of needs) {
        for (const need of own) {
            const known = dependents.get(need);
            if (known)
                known.push(path);
            else
                dependents.set(need, [path]);
        }
    }
    const blocked = new Set();
    const queue = [...needs.keys()].filter(path => failed.has(path));
    for (const path of queue) {
        for (const dependent of dependents.get(path) ?? []) {
            if (blocked.has(dependent) || failed.has(dependent))
                continue;
            blocked.add(dependent);
            queue.push(dependent);
        }
    }
    const isBuildable = (path) => !blocked.has(path) && !failed.has(path);
    const buildable = [...blocked].flatMap(path => (needs.get(path) ?? []).filter(isBuildable));
    return { blocked: [...blocked], buildable: [...new Set(buildable)] };
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/left-out-caches.js
/** Milliseconds for which Nix does without a cache that failed. (http-binary-cache-store.cc) */
const LEFT_OUT_MS = 60_000;
/** Whether Nix waited for a cache. */
function isSlow({ fault }) {
    return fault === 'down' || fault === 'slow';
}
/** The caches that calls of Nix leave out because an earlier one waited for them, as one call for all would. */
class LeftOutCaches {
    #caches;
    /** Until when, in milliseconds of the process's clock. */
    #until = new Map();
    /** @param caches all that Nix reads; empty: not known */
    constructor(caches) {
        this.#caches = caches;
    }
    /** @param now milliseconds of the process's clock */
    note(troubles, now) {
        for (const { url } of troubles.filter(isSlow))
            this.#until.set(bare(url), now + LEFT_OUT_MS);
    }
    /** Arguments for a call of Nix that starts now. */
    arguments(now) {
        const isRead = (cache) => (this.#until.get(bare(cache)) ?? 0) <= now;
        const read = this.#caches.filter(isRead);
        if (read.length === this.#caches.length)
            return [];
        return ['--option', 'substituters', read.join(' ')];
    }
}
/** The URL without its settings. */
function bare(url) {
    return url.replace(/\?.*$/s, '').replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/next-batch.js
/**
 * Decides what is built next. While others are built or evaluated, a batch starts if slots are free, has only what shares
 * nothing with a running one, so that shared dependencies are built, or fail, once, and is small enough to end soon. What
 * seems to be built already, or is not known, waits until everything is evaluated. Pure.
 */
function nextBatch(state) {
    const { waiting, running, maxJobs, reserved, isHeld, hasEnded, perJob } = state;
    if (waiting.length === 0)
        return undefined;
    if (hasEnded && running.length === 0)
        return { items: waiting, jobs: maxJobs };
    if (isHeld)
        return undefined;
    const used = running.reduce((sum, it) => sum + Math.min(it.jobs || 1, it.unbuilt.size), 0);
    const free = maxJobs === 0 ? Number.POSITIVE_INFINITY : maxJobs - reserved - used;
    if (free <= 0)
        return undefined;
    const isDisjoint = (set) => running.every(({ unbuilt }) => ![...set].some(path => unbuilt.has(path)));
    const ready = waiting.filter(({ unbuilt }) => unbuilt && (unbuilt.size > 0 || hasEnded) && isDisjoint(unbuilt));
    const items = [];
    const all = new Set();
    for (const one of ready) {
        if (items.length > 0 && all.size >= free * perJob)
            break;
        items.push(one);
        for (const path of one.unbuilt ?? [])
            all.add(path);
    }
    if (items.length === 0 || (all.size === 0 && !hasEnded))
        return undefined;
    return { items, jobs: maxJobs === 0 ? 0 : Math.max(1, Math.min(free, all.size)) };
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/build-queue.js





/** Milliseconds from the first evaluated check to the first batch: a flake that evaluates faster is built in one. */
const GATHER_MS = 150;
/** Milliseconds in which more may be evaluated before what has been evaluated is looked at. */
const SOON_MS = 50;
/** Milliseconds between looks at the disk. */
const LOOK_MS = 150;
/** Seconds that a batch should take while more is evaluated. */
const BATCH_S = 5;
/** Seconds that a derivation is taken to need before any was built. */
const ASSUMED_S = 1;
/** So many calls may wait for caches that do not answer; then the rest waits for one last call. */
const MAX_SLOW_CALLS = 2;
/** Above this number, what a batch has left is not looked up. */
const build_queue_MAX_LOOKUPS = 500;
/** Builds checks while others are evaluated, never more at once than one call of Nix would. */
class BuildQueue {
    #options;
    #graph = new DerivationGraph();
    #waiting = new Map();
    #running = new Set();
    #results = [];
    /** Derivations that failed, and those that were not built because of them, which no call names. */
    #failed = new Set();
    #blocked = new Set();
    #caches;
    /** Calls that waited for a cache. */
    #slowCalls = 0;
    #calls = new Set();
    #firstAt;
    #seconds = 0;
    #built = 0;
    #error;
    #hasEnded = false;
    #isStopped = false;
    #isStale = false;
    #looking = Promise.resolve();
    #timer;
    #soon;
    constructor(options) {
        this.#options = options;
        this.#caches = new LeftOutCaches(options.settings.caches);
        this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    }
    /** A check has been evaluated. */
    add(check) {
        this.#firstAt ??= performance.now();
        this.#waiting.set(check, undefined);
        clearTimeout(this.#soon);
        const gathering = this.#firstAt + GATHER_MS - performance.now();
        this.#soon = setTimeout(() => void this.#look(), Math.max(SOON_MS, gathering));
    }
    /** A call of Nix that still runs reports a cache. */
    cacheFailed = (trouble) => {
        this.#caches.note([trouble], performance.now());
    };
    /** Starts no more builds: the step was cut short. */
    stop() {
        this.#isStopped = true;
        clearInterval(this.#timer);
        clearTimeout(this.#soon);
    }
    /** Everything is evaluated: builds what is left. @returns the results of all calls */
    async end() {
        this.#hasEnded = true;
        try {
            for (;;) {
                await this.#look();
                if (this.#calls.size === 0)
                    break;
                await Promise.race(this.#calls);
            }
        }
        finally {
            clearInterval(this.#timer);
        }
        if (this.#error)
            throw this.#error;
        const [last] = this.#results;
        if (this.#blocked.size === 0 || !last)
            return this.#results;
        const log = blockedLog(await this.#countFailedNeeds());
        await this.#options.stats.add(log.run());
        return [...this.#results, { ...last, code: 1, log }];
    }
    /** How many failures each derivation that they block needs directly. */
    async #countFailedNeeds() {
        const counts = new Map();
        for (const derivation of this.#blocked) {
            const needs = await this.#graph.directNeeds(derivation);
            const isMissing = (path) => this.#failed.has(path) || this.#blocked.has(path);
            counts.set(derivation, needs.filter(isMissing).length);
        }
        return counts;
    }
    /** One look after the other. Never throws. */
    #look() {
        this.#looking = this.#looking.then(() => this.#startBatches()).catch(this.#fail);
        return this.#looking;
    }
    #fail = (error) => {
        this.#error ??= error;
        this.stop();
    };
    async #startBatches() {
        const isEarly = performance.now() - (this.#firstAt ?? Number.POSITIVE_INFINITY) < GATHER_MS;
        if (this.#isStopped || (!this.#hasEnded && (this.#firstAt === undefined || isEarly)))
            return;
        this.#graph.refresh();
        for (const running of this.#running)
            if (running.unbuilt.size <= build_queue_MAX_LOOKUPS)
                running.unbuilt = await this.#graph.stillUnbuilt(running.unbuilt);
        for (const [check, known] of this.#waiting) {
            // What is unbuilt changes only when a batch ends.
            if (known && !this.#isStale)
                continue;
            this.#waiting.set(check, await this.#graph.unbuilt(check.derivation));
        }
        this.#isStale = false;
        await this.#setAsideBlocked();
        for (let batch = this.#next(); batch; batch = this.#next())
            this.#start(batch);
    }
    #next() {
        if (this.#isStopped)
            return undefined;
        return nextBatch({
            waiting: [...this.#waiting].map(([item, unbuilt]) => ({ item, unbuilt })),
            running: [...this.#running],
            maxJobs: this.#options.settings.maxJobs,
            reserved: this.#options.slots.reserved,
            isHeld: this.#slowCalls >= MAX_SLOW_CALLS,
            hasEnded: this.#hasEnded,
            perJob: Math.max(1, BATCH_S / (this.#built > 0 ? this.#seconds / this.#built : ASSUMED_S)),
        });
    }
    #start({ items, jobs }) {
        for (const { item } of items)
            this.#waiting.delete(item);
        const running = { jobs, unbuilt: unionOf(items) };
        this.#running.add(running);
        const call = this.#build(items.map(({ item }) => item), running);
        this.#calls.add(call);
        void call.then(() => this.#calls.delete(call));
    }
    async #build(checks, running) {
        const start = performance.now();
        const limit = running.jobs > 0 ? ['--max-jobs', String(running.jobs)] : [];
        try {
            const args = [...limit, ...this.#caches.arguments(start)];
            const result = await this.#options.build(checks, args);
            this.#results.push(result);
            if (wasCut(result))
                this.stop();
            const { builds, cacheTroubles } = result.log.run();
            if (cacheTroubles.some(isSlow))
                this.#slowCalls++;
            this.#caches.note(cacheTroubles, performance.now());
            for (const { status, derivation } of builds) {
                if (status === 'built')
                    this.#built++;
                else
                    this.#failed.add(derivation);
            }
            this.#seconds += ((performance.now() - start) / 1000) * (running.jobs || 1);
        }
        catch (error) {
            this.#fail(error);
        }
        this.#running.delete(running);
        this.#isStale = true;
        void this.#look();
    }
    /** Builds, of checks that need what failed, only what does not need it. */
    async #setAsideBlocked() {
        if (this.#failed.size === 0)
            return;
        for (const [check, unbuilt] of this.#waiting) {
            if (!unbuilt || ![...unbuilt].some(it => this.#failed.has(it)))
                continue;
            this.#waiting.delete(check);
            if (this.#failed.has(check.derivation))
                continue;
            const needs = await this.#graph.needs(check.derivation);
            const { blocked, buildable } = aroundFailed(needs, this.#failed);
            for (const derivation of blocked)
                this.#blocked.add(derivation);
            const known = new Set([...this.#waiting.keys()].map(({ derivation }) => derivation));
            for (const derivation of buildable) {
                if (known.has(derivation))
                    continue;
                const name = derivation.slice('/nix/store/'.length);
                this.#waiting.set({ system: check.system, name, derivation }, await this.#graph.unbuilt(derivation));
            }
        }
    }
}
function unionOf(items) {
    return new Set(items.flatMap(({ unbuilt }) => [...(unbuilt ?? [])]));
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/eval-slots.js
/** Seconds between looks at what another process builds, which are 5 by default. */
const POLL = ['--option', 'build-poll-interval', '1'];
/** The builds that processes run while they evaluate: imports from derivations. */
class EvalSlots {
    #poll;
    #maxJobs;
    #perProcess;
    #processes = 0;
    #hasImports = false;
    /**
     * @param maxJobs how many builds may run at once; 0: only on remote builders
     * @param processes how many evaluate at once
     * @param mayPoll whether Nix takes its less common settings from this user
     */
    constructor(maxJobs, processes, mayPoll) {
        this.#poll = mayPoll ? POLL : [];
        this.#maxJobs = maxJobs;
        this.#perProcess = Math.max(1, Math.floor(maxJobs / processes));
    }
    /** A process starts to evaluate. @returns its arguments, with which all of them build no more than one would */
    start() {
        this.#processes++;
        const limit = this.#maxJobs === 0 ? [] : ['--max-jobs', String(this.#perProcess)];
        return [...limit, ...this.#poll];
    }
    end() {
        this.#processes--;
    }
    /** One of them builds something. */
    imported = () => {
        this.#hasImports = true;
    };
    /** How many builds these may run, once one of them has imported from a derivation. */
    get reserved() {
        return this.#hasImports ? this.#processes * this.#perProcess : 0;
    }
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/messages.js

/** Messages about wrapper flakes. */
const ROUTINE = /^(?:evaluating flake|checking flake output 'packages'|derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/;
/** Those of a call that evaluates one attribute, or builds what has been evaluated. */
const ROUTINE_OF_PART = new RegExp(`${ROUTINE.source}|^(?:checking |running (?:\\d+ )?flake checks)`);
/**
 * Filters the messages of many calls of Nix: drops routine ones, and shows each warning and each error once.
 * @param show receives the messages that remain
 */
function withoutRepeats(show) {
    const said = new Set();
    return (text, routine) => {
        const plain = (0,external_node_util_.stripVTControlCharacters)(text);
        if (routine.test(plain) || said.has(plain))
            return;
        if (/^(?:warning|error):/.test(plain))
            said.add(plain);
        show(text);
    };
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/out-of-memory.js


/**
 * Whether Nix ran out of memory during evaluation: it reports so, it crashes with the warning of its garbage collector
 * (since 2.34), or the kernel kills it while nothing is being built.
 */
function ranOutOfMemory(result) {
    const { code, signal, log } = result;
    if (code === 0 || wasCut(result))
        return false;
    const { builds, errors, lacksMemory } = log.run();
    const isBuilding = builds.some(({ status }) => status === 'cancelled');
    const isKilled = (signal === 'SIGKILL' || code === 137) && !isBuilding;
    return isKilled || errors.some(isOfMemory) || lacksMemory;
}
/** Says that what ran out of memory is evaluated again. */
function tellOfMemory({ step, context }) {
    context.ctx.logger.notice(`${step.name}: Nix ran out of memory while evaluating the flake. Evaluating the rest in smaller parts now; set eval-workers to a lower number to evaluate fewer at once.`, 'Out of memory');
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/told.js

/** The packages of a share. */
function packagesOf(told) {
    return told.flatMap(({ system, names }) => names.map(name => `packages.${system}.${name}`));
}
/** The checks of a share that ran out of memory which have neither a result nor an error of their own. */
function leftOf({ system, names }, { log }) {
    const { evaluated, errors } = log.run();
    const done = new Set([
        ...evaluated.flatMap(({ name, derivation }) => (derivation ? name : [])),
        ...errors.flatMap(error => (isOfMemory(error) ? [] : (error.attribute ?? []))),
    ]);
    const left = names.filter(name => !done.has(`packages.${system}.${name}`));
    // It died after the last one.
    return left.length > 0 ? left : names;
}
/** Two shares of the same checks, or one of a single check. */
function halvesOf({ system, names }) {
    const middle = Math.ceil(names.length / 2);
    const halves = [names.slice(0, middle), names.slice(middle)].filter(half => half.length > 0);
    return halves.map(half => ({ system, names: half }));
}
/** The result of a process that evaluates one attribute, whose errors are of that one if they name none. */
function scoped(result, attribute) {
    const log = result.log.run();
    const errors = log.errors.map(error => error.kind === 'early' ? error : { ...error, attribute: error.attribute ?? attribute });
    return { ...result, log: { run: () => ({ ...log, errors }), errors: result.log.errors } };
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/unreached.js


/**
 * Adds the checks that were not reached before the step was stopped.
 * @param names of all checks that are known, as whole attributes
 */
function withUnreached({ result, asked }, names) {
    if (!wasCut(result))
        return { result, ...(asked && { asked }) };
    const log = result.log.run();
    const known = new Set((asked ?? log).evaluated.map(({ name }) => name));
    const row = { kind: UNREACHED, start: log.end, end: log.end, derivation: undefined };
    const left = [...names].filter(name => !known.has(name)).map(name => ({ ...row, name }));
    const run = () => ({ ...log, evaluated: [...log.evaluated, ...left] });
    return {
        result: { ...result, log: { run, errors: result.log.errors } },
        ...(asked && { asked: { ...asked, evaluated: [...asked.evaluated, ...left] } }),
    };
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/side-by-side.js




















/**
 * `nix flake check` by several processes: each evaluates a share of the checks through a wrapper flake that has them as
 * packages, which Nix checks in the same way but does not build; one, or one for each part, evaluates the other outputs.
 * What has been evaluated is built while the others still evaluate.
 * @returns undefined if the flake has no outputs that can be shared out
 */
async function checkSideBySide(run, options) {
    const workers = new Workers(run, options);
    try {
        return await workers.check();
    }
    finally {
        workers.stop();
    }
}
class Workers {
    #run;
    #options;
    #group;
    #queue;
    #slots;
    #parts = [];
    #marker = `nix-ci-${(0,external_node_crypto_.randomUUID)()}`;
    #say;
    #asked = [];
    /** The numbers of checks by system. */
    #counts = new Map();
    #onCount = () => { };
    #isCounted = new Promise(resolve => {
        this.#onCount = resolve;
    });
    /** Checks whose evaluation ran out of memory together. */
    #tooLarge = [];
    /** Of all checks, as far as they are known. */
    #names = new Set();
    #hasLostTrack = false;
    #calls = 0;
    #isCut = false;
    constructor(run, options) {
        this.#run = run;
        this.#options = options;
        const now = performance.now();
        this.#group = { live: new live/* LiveLog */.J(run.line, now), leaders: new Set(), lastOutputAt: now };
        const { settings, workers } = options;
        const { mode, install } = run.context.nix;
        const mayPoll = mode === 'single-user' || install === 'installed';
        this.#slots = new EvalSlots(settings.maxJobs, workers, mayPoll);
        const shared = { settings, slots: this.#slots, stats: run.context.buildStats };
        this.#queue = new BuildQueue({ ...shared, build: (...batch) => this.#build(...batch) });
        const say = withoutRepeats(text => this.#group.live.show(text));
        this.#say = (text, routine) => {
            if (!text.includes(this.#marker))
                say(text, routine);
        };
    }
    stop() {
        this.#queue.stop();
    }
    async check() {
        const { parts } = this.#options;
        if (parts)
            await this.#checkParts(parts);
        else if (!(await this.#checkAll()))
            return undefined;
        const builds = await this.#queue.end();
        const built = builds.map(result => ({ result, kind: 'builds' }));
        const result = mergeResults([...this.#parts, ...built]);
        const asked = this.#asked.length > 0 && withAsked(this.#run, result, this.#asked);
        return withUnreached({ result, ...(asked && { asked }) }, this.#names);
    }
    /** Evaluates the parts, as many at once as there are workers. */
    async #checkParts(parts) {
        for (const part of parts)
            if (isSingleCheck(part.path))
                this.#names.add(partName(part));
        const left = parts.values();
        const work = async () => {
            for (const part of left) {
                if (this.#isCut)
                    return;
                this.#group.live.show(`evaluating ${(0,lib_text/* escapeInvisible */.ts)(partName(part))}`);
                await this.#checkPart(part);
            }
        };
        await Promise.all(Array.from({ length: this.#options.workers }, work));
    }
    async #checkPart(part) {
        const [, system = '', name = ''] = part.path;
        if (isSingleCheck(part.path))
            return this.#checkShare({ system, names: [name] });
        const result = await this.#evaluate(partFlake(this.#options.wrapped.original, part), false);
        const own = partName(part);
        const attribute = ranOutOfMemory(result) ? own : undefined;
        this.#parts.push({ result: scoped(result, own), kind: 'rest', ...(0,object/* defined */.s)({ attribute }) });
    }
    async #checkAll() {
        const others = this.#checkRest();
        const [rest] = await Promise.all([others, this.#checkShares(others)]);
        const isShared = rest.code === 0 || rest.log.run().evaluated.length > 0 || this.#counts.size > 0;
        if (this.#hasLostTrack || !(isShared || this.#isCut || ranOutOfMemory(rest)))
            return false;
        if (ranOutOfMemory(rest))
            await this.#checkRestAgain();
        // What ran out of memory, in halves, one after the other; a half that is still too large is appended.
        for (const told of this.#tooLarge)
            for (const half of halvesOf(told))
                await this.#checkShare(half);
        return true;
    }
    async #checkRest() {
        const { wrapped, systems } = this.#options;
        const result = await this.#evaluate(restFlake(wrapped.original, systems), false);
        this.#parts.push({ result, kind: 'rest' });
        return result;
    }
    /** Shares out the checks: the first process says how many there are, then the others follow. */
    async #checkShares(rest) {
        const { workers, systems } = this.#options;
        const { step, context } = this.#run;
        const recorded = { seconds: context.evaluationSeconds, before: (0,evaluation_id/* beforeCheck */.e)(step.name) };
        const shares = { count: workers, recorded };
        const [own, ...others] = Array.from({ length: workers }, (_, index) => ({ index, ...shares }));
        const first = own && this.#checkShare(own);
        await Promise.race([this.#isCounted, first]);
        // Of several systems, the first one is not known to have the most.
        const most = systems ? Math.max(0, ...this.#counts.values()) : workers;
        const wanted = others.filter(({ index }) => index < most);
        const last = wanted.length === workers - 1 ? wanted.pop() : undefined;
        await Promise.all([
            first,
            ...wanted.map(share => this.#checkShare(share)),
            // One process evaluates what is no check, so that the last one waits for any of them.
            last && Promise.race([rest, first]).then(() => this.#checkShare(last)),
        ]);
    }
    async #checkShare(share) {
        if (this.#isCut)
            return;
        const { wrapped } = this.#options;
        const systems = 'system' in share ? [share.system] : this.#options.systems;
        const told = 'names' in share ? [{ ...share, all: share.names.length }] : [];
        const flake = shareFlake(wrapped.original, systems, share, this.#marker);
        const hear = 'names' in share ? () => { } : (one) => told.push(one);
        const result = await this.#evaluate(flake, true, hear);
        const names = packagesOf(told);
        for (const name of names)
            this.#names.add(asCheck(name));
        const isTooLarge = ranOutOfMemory(result);
        if (isTooLarge && names.length > 1) {
            this.#tellOfMemory();
            this.#hasLostTrack ||= systems?.length !== 1;
            this.#tooLarge.push(...told.map(one => ({ ...one, names: leftOf(one, result) })));
            this.#parts.push({ result, kind: 'share', isRepeated: true });
            return;
        }
        const [only] = names.length === 1 ? names : [];
        const attribute = isTooLarge ? only : undefined;
        const own = only === undefined ? result : scoped(result, only);
        this.#parts.push({ result: own, kind: 'share', ...(0,object/* defined */.s)({ attribute }) });
        await this.#ask(own, names.map(asCheck));
    }
    /** Asks for the derivations of a share, if Nix does not log them. */
    async #ask(result, names) {
        const prefix = ownPrefix(this.#run);
        const own = names.filter(name => name.startsWith(prefix));
        const unlogged = unloggedChecks(this.#run, result, own);
        if (unlogged.length === 0)
            return;
        const asked = await askShare(this.#run, result, unlogged);
        this.#asked.push(asked);
        for (const { name, derivation } of asked.evaluated)
            if (derivation)
                this.#add(name.slice(prefix.length), derivation);
    }
    /** Evaluates the outputs that are no checks, which together ran out of memory, one after the other. */
    async #checkRestAgain() {
        const { wrapped } = this.#options;
        const names = await wrap_namesOf(this.#run, wrapped);
        if (!names)
            return;
        this.#tellOfMemory();
        const at = this.#parts.findIndex(({ kind }) => kind === 'rest');
        this.#parts.push(...this.#parts.splice(at, 1).map(part => ({ ...part, isRepeated: true })));
        for (const part of splitOutputs(names))
            if (!this.#isCut && !isSingleCheck(part.path))
                await this.#checkPart(part);
    }
    #tellOfMemory() {
        if (!this.#parts.some(({ isRepeated }) => isRepeated))
            tellOfMemory(this.#run);
    }
    async #evaluate(flake, isShare, onTold = () => { }) {
        const { wrapped, flags, parts } = this.#options;
        const routine = parts ? ROUTINE_OF_PART : ROUTINE;
        const url = await this.#write(flake);
        const args = [...flags, ...wrapped.args, ...this.#slots.start()];
        const words = ['nix', 'flake', 'check', url, '--keep-going', ...args];
        const result = await this.#run.nix(words, {}, text => this.#say(isShare ? asCheck(text) : text, routine), {
            group: this.#group,
            isWrapped: isShare,
            built: this.#slots.imported,
            cacheFailed: this.#queue.cacheFailed,
            ...(isShare
                ? {
                    evaluated: (name, derivation) => this.#evaluated(name, derivation),
                    traced: text => this.#traced(text, onTold),
                }
                : {}),
        });
        this.#slots.end();
        this.#noteCut(result);
        return result;
    }
    async #build(checks, more) {
        const { wrapped, flags } = this.#options;
        const url = await this.#write(buildFlake(wrapped.original.nixConfig, checks));
        const args = [...flags, ...inputlessArguments(this.#run.step.args), ...more];
        const words = ['nix', 'flake', 'check', url, '--keep-going', ...args];
        const { cacheFailed } = this.#queue;
        const show = (text) => this.#say(withoutHelperName(text), ROUTINE_OF_PART);
        const result = await this.#run.nix(words, {}, show, { group: this.#group, cacheFailed });
        this.#noteCut(result);
        return result;
    }
    #write(flake) {
        return writeFlake((0,external_node_path_.join)(this.#options.wrapped.folder, `part-${this.#calls++}`), flake);
    }
    #noteCut(result) {
        if (!wasCut(result))
            return;
        this.#isCut = true;
        this.#queue.stop();
    }
    /** @param name of a package of a share */
    #evaluated(name, derivation) {
        const prefix = `packages.${this.#run.context.nix.system}.`;
        if (name.startsWith(prefix))
            this.#add(name.slice(prefix.length), derivation);
    }
    /** @param name of a check of this system */
    #add(name, derivation) {
        const { context, step } = this.#run;
        const check = { system: context.nix.system, name, derivation };
        if (!preventsBuilds(step.args))
            this.#queue.add(check);
    }
    #traced(text, onTold) {
        if (!text.startsWith(`${this.#marker} `))
            return;
        const told = JSON.parse(text.slice(this.#marker.length + 1));
        this.#counts.set(told.system, told.all);
        onTold(told);
        this.#onCount();
    }
}

// EXTERNAL MODULE: ./build/nix/isolation.js
var isolation = __webpack_require__(9132);
;// CONCATENATED MODULE: ./build/steps/flake/workers/taken-apart.js



/** Flags that mean the same for a part of a flake as for all of it. */
const UNDERSTOOD = (0,flags/* flagTable */.tS)({
    0: `--all-systems --show-trace -L --print-build-logs -v --verbose --keep-going -k --keep-failed -K --fallback
--no-fallback --impure --offline --no-registries --accept-flake-config --no-update-lock-file --no-write-lock-file
--refresh`,
    1: `--max-jobs -j --cores --timeout --max-silent-time --builders --substituters --inputs-from --update-input
--extra-experimental-features --experimental-features`,
    2: '--option --override-input',
});
/** Settings that change what is checked or where it is built. */
const UNUSUAL_SETTINGS = ['system', 'eval-system', 'extra-platforms', 'store', 'keep-going'];
/** Why a step's flake is evaluated by one process; undefined if several can do it. */
function whyOneProcess({ step, context: { nix } }) {
    if (nix.flavor === 'determinate')
        return 'Determinate Nix evaluates on several cores by itself';
    if (nix.flavor === 'lix')
        return 'evaluation by several processes is not tested with Lix';
    if (preventsBuilds(step.args))
        return 'it builds nothing';
    const odd = unusualArgument(step.args);
    return odd === undefined ? undefined : `its args have ${odd}`;
}
/** The first argument that may mean something else for a part of a flake than for all of it. Pure. */
function unusualArgument(args) {
    for (const [flag = '', value = ''] of (0,flags/* flagGroups */.bM)(args, UNDERSTOOD)) {
        if (!UNDERSTOOD.has(flag))
            return flag;
        if (flag === '--option' && UNUSUAL_SETTINGS.includes(value))
            return `${flag} ${value}`;
    }
    return undefined;
}
/** The settings of a step. */
async function buildSettingsOf({ step, context: { nix, env }, }) {
    const settings = await (0,isolation/* readSettings */.sb)(nix, { ...env, ...step.env });
    const jobs = givenJobs(step.args) ?? Number(settings['max-jobs']?.value);
    const caches = settings.substituters?.value;
    const isKnown = Array.isArray(caches) && !step.args.some(it => it.includes('substituters'));
    return {
        maxJobs: Number.isInteger(jobs) && jobs >= 0 ? jobs : 1,
        caches: isKnown ? caches.map(String) : [],
    };
}
/** The limit in the arguments of a step, which the last one sets; undefined if none of them is a number. Pure. */
function givenJobs(args) {
    const values = args.flatMap((flag, at) => {
        if (flag === '--max-jobs' || flag === '-j')
            return args[at + 1] ?? [];
        return flag === '--option' && args[at + 1] === 'max-jobs' ? (args[at + 2] ?? []) : [];
    });
    const last = values.at(-1) ?? '';
    return /^\d{1,6}$/.test(last) ? Number(last) : undefined;
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/worker-count.js



/** Bytes of memory that a process which evaluates may need. */
const BYTES_PER_WORKER = 2 * 2 ** 30;
/** How many processes evaluate side by side, at least 1. Pure. */
function countWorkers(asked, { cores, memory }) {
    const fitting = memory === undefined ? Number.POSITIVE_INFINITY : memory / BYTES_PER_WORKER;
    return Math.max(1, Math.floor(Math.min(asked === 'auto' ? cores : asked, fitting)));
}
/** How many processes evaluate in a step; a notice says if memory allows fewer than wanted. */
async function workersOf({ step, context }) {
    const { evalWorkers } = context;
    const cores = (0,external_node_os_.availableParallelism)();
    const memory = await availableMemory();
    const wanted = countWorkers(evalWorkers, { cores, memory: undefined });
    const workers = countWorkers(evalWorkers, { cores, memory });
    if (workers < wanted && memory !== undefined) {
        context.ctx.logger.notice(`${step.name}: evaluating with ${(0,format/* plural */.LS)(workers, 'process').replace(/processs$/, 'processes')} instead of ${wanted}, because ${(0,format/* bytesText */.pV)(memory)} of memory is available and each may need 2 GiB. Set eval-workers to a lower number to hide this notice.`, 'Evaluation');
    }
    return workers;
}
/** Bytes that processes can use without swapping; undefined where the kernel does not say. */
async function availableMemory() {
    const text = await (0,promises_.readFile)('/proc/meminfo', 'utf8').catch(() => '');
    const kilobytes = /^MemAvailable:\s*(\d+) kB$/m.exec(text)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

;// CONCATENATED MODULE: ./build/steps/flake/workers/in-shares.js







/**
 * Checks the flake of a step with several processes, if the input `eval-workers` and the machine allow more than one and
 * the flake can be taken apart.
 * @param systems whose checks are wanted; undefined: all
 * @param flags of `nix flake check` that select the systems
 * @param whole the call of one process for all
 * @returns what one process would have returned, or did return; undefined if one process has to do it
 */
async function checkInShares(run, systems, flags, whole) {
    const { evalWorkers, evaluationSeconds } = run.context;
    const seconds = evaluationSeconds.get((0,evaluation_id/* evaluationId */.g)(run.step.name));
    const isShort = seconds !== undefined && seconds < WORTHWHILE_S;
    if (evalWorkers === 1 || isShort)
        return undefined;
    const why = whyOneProcess(run);
    const workers = why === undefined ? await workersOf(run) : 1;
    if (workers === 1)
        return tellOneProcess(run, why);
    const mayBeShort = seconds === undefined && evalWorkers === 'auto';
    const first = mayBeShort ? await startWhole(run, whole) : undefined;
    if (first?.isThrough())
        return { whole: await first.finish() };
    const mayBeOne = first !== undefined && systems !== undefined;
    const preparing = Promise.all([
        wrap(run, systems),
        buildSettingsOf(run),
        mayBeOne && hasOneCheck(run),
    ]);
    await preparing.catch(() => first?.stop());
    const [wrapped, settings, isOne] = await preparing;
    if ('why' in wrapped) {
        tellOneProcess(run, wrapped.why);
        return first && { whole: await first.finish() };
    }
    if (first && (isOne || first.isThrough()))
        return { whole: await first.finish() };
    const [result] = await Promise.all([
        checkSideBySide(run, { wrapped, systems, flags, workers, settings }),
        first?.stop(),
    ]);
    return result ?? tellOneProcess(run, 'its outputs do not evaluate');
}
/** Seconds that the evaluation of all checks took in earlier runs, below which several processes would take longer. */
const WORTHWHILE_S = 1.5;
/** Says why one process does it, if the user asked for a number of them. */
function tellOneProcess({ step, context }, why) {
    const text = `${step.name}: one process evaluates the flake: ${why}.`;
    if (why === undefined)
        return undefined;
    if (context.evalWorkers === 'auto')
        context.ctx.logger.debug(text);
    else
        context.ctx.logger.notice(text, 'eval-workers');
    return undefined;
}
/**
 * Prepares to check each attribute alone.
 * @param systems whose attributes are checked alone; undefined: all
 * @returns why not, if the flake cannot be split
 */
async function splitFlake(run, systems) {
    const wrapped = await wrap(run, systems);
    if ('why' in wrapped)
        return wrapped;
    const names = await wrap_namesOf(run, wrapped);
    if (!names)
        return { why: 'Nix cannot list its outputs' };
    // Only checks of this system are built, so that these come first.
    const isOurs = ({ path }) => Number(path[1] === run.context.nix.system);
    const parts = splitOutputs(names).toSorted((a, b) => isOurs(b) - isOurs(a));
    return { wrapped, systems, parts };
}
/**
 * Checks each attribute in a process of its own, which takes less memory.
 * @param flags of `nix flake check` that select the systems
 * @param workers how many at once
 * @returns what one process would have returned; undefined if the flake has no outputs
 */
async function checkEach(run, { wrapped, systems, parts }, flags, workers) {
    if (parts.length === 0)
        return undefined;
    const settings = await buildSettingsOf(run);
    const options = { wrapped, systems, flags, workers, settings, parts };
    return checkSideBySide(run, options);
}

;// CONCATENATED MODULE: ./build/steps/kinds/row-checks.js







/** Builds what a row of a matrix has of the step; what the plan handed over is not evaluated again. */
async function buildItems(run, items) {
    const prefix = ownPrefix(run);
    const handedOver = run.context.shard?.handedOver;
    const known = new Map();
    for (const { attribute, derivation } of items)
        if (derivation !== null && handedOver?.has(derivation))
            known.set(attribute, derivation);
    const names = items.map(({ attribute }) => attribute);
    const foreign = names.find(name => !name.startsWith(prefix));
    if (foreign !== undefined)
        return (0,steps_outcome/* refused */.J5)(`shard: ${(0,lib_text/* escapeInvisible */.ts)(foreign)} is not a check for ${run.context.nix.system}. Use a row of the matrix as the plan wrote it.`);
    run.line(`${names.length} of the matrix: ${names.map(lib_text/* escapeInvisible */.ts).join(', ')}`);
    const unknown = names.filter(name => !known.has(name));
    return buildChecks(run, names.map(name => name.slice(prefix.length)), new Map([...known, ...(await askSideBySide(run, unknown))]));
}
/** The derivations of several checks, as far as they evaluate, by processes that each have a share of them. */
async function askSideBySide(run, names) {
    if (names.length < 2)
        return new Map();
    const workers = await workersOf(run);
    const now = performance.now();
    const group = { live: new live/* LiveLog */.J(run.line, now), leaders: new Set(), lastOutputAt: now };
    const shares = Array.from({ length: Math.min(workers, names.length) }, (_, share) => names.filter((_, at) => at % workers === share));
    const asked = await Promise.all(shares.map(share => askDerivations(run, share, group)));
    return new Map(asked.flatMap(it => [...it]));
}

;// CONCATENATED MODULE: ./build/steps/kinds/flake-check.js





















/** Since this version `nix flake check` does not fetch a check that a cache has. */
const SKIPS_CACHED_SINCE = '2.32';
/** Older versions always check all systems and reject --all-systems. */
const ALL_SYSTEMS_SINCE = '2.16';
/** `nix flake check` with a result for each check, or only the checks that `select` matches. */
async function flakeCheck(run) {
    const outcome = await checked(run);
    warnOfUntested(run, outcome);
    return outcome;
}
async function checked(run) {
    const { step, context } = run;
    if (context.plan)
        return planEach(run, it => step.select.length > 0 ? checkSelected(it) : planChecks(it, wordsOf(it)));
    if (step.items)
        return buildItems(run, step.items);
    if (step.select.length > 0) {
        if (context.evalWorkers !== 1)
            tellOneProcess(run, 'select is set');
        return checkSelected(run);
    }
    const outcome = step.evalEach ? await checkAlone(run) : await checkShares(run);
    const derivations = outcome.checks?.flatMap(({ drv }) => drv ?? []) ?? [];
    context.roots.keepSoon((0,nix_derivation/* outputsOf */.Yz)(derivations));
    if (outcome.status === 'success' && (outcome.checks ?? []).length === 0)
        await warnOfNoChecks(run);
    const realise = step.realise && (0,nix_version/* hasFeature */.jI)(context.nix, SKIPS_CACHED_SINCE);
    return outcome.status === 'success' && realise ? realiseChecks(run, outcome) : outcome;
}
/** Checks shares of the flake side by side if that is possible, else all in one process. */
async function checkShares(run) {
    const whole = ['nix', ...wordsOf(run)];
    const checked = await checkInShares(run, systemsOf(run), flagsOf(run), whole);
    if (!checked)
        return checkWhole(run);
    return 'whole' in checked ? concludeWhole(run, checked.whole) : conclude(run, checked);
}
async function checkWhole(run) {
    return concludeWhole(run, await run.nix(['nix', ...wordsOf(run)]));
}
/** The outcome of one process for all; if that ran out of memory, each attribute is checked in one of its own. */
async function concludeWhole(run, checked) {
    if (!run.step.evalEach && ranOutOfMemory(checked)) {
        const split = await splitFlake(run, systemsOf(run));
        const isSplit = !('why' in split);
        const advice = isSplit
            ? 'Evaluating each attribute alone now; set eval: each to do so from the start'
            : `eval: each is not possible for this flake: ${split.why}`;
        run.context.ctx.logger.notice(`${run.step.name}: Nix ran out of memory while evaluating the flake. ${advice}.`, 'Out of memory');
        // Side by side they might run out of it again.
        if (isSplit)
            return checkParts(run, split, 1);
    }
    return conclude(run, { result: checked });
}
/** The outcome of a `nix flake check`, with a result for each check. */
async function conclude(run, { result: checked, asked }) {
    const first = checkSubject(run, [], reproduceOf(run));
    const { result, passedOver } = await withSkipped(run, checked, first);
    const { evaluated: logged, explained: unnamed } = asked ?? (await attributesOf(run, result));
    const evaluated = [...logged, ...(hasDied(checked) ? await unreachedChecks(run, logged) : [])];
    const about = checkSubject(run, evaluated, reproduceOf(run));
    run.offerEarlier(await (0,nix_derivation/* outputsOf */.Yz)(evaluated.flatMap(({ derivation }) => derivation ?? [])));
    // It may have succeeded.
    const errors = await explainCall(run, checked, about);
    const explained = withoutEchoes(run, withAttributes([...errors, ...passedOver], unnamed));
    const { system } = run.context.nix;
    const checks = await checksOf(evaluated, result, explained, system, checkLookup(run));
    // Determinate Nix does not evaluate the packages that checks are passed as.
    const hasPassed = result.code === 0 && (asked?.explained ?? []).length > 0;
    const final = hasPassed ? { ...result, code: 1 } : result;
    return { ...outcomeOfCall(final, explained, about), ...checks };
}
/** Whether Nix crashed or was killed, other than by a cancel or timeout. */
function hasDied(result) {
    return !wasCut(result) && (result.signal !== null || ranOutOfMemory(result));
}
/** Checks each attribute in a process of its own; all in one if the flake cannot be split. */
async function checkAlone(run) {
    const split = await splitFlake(run, systemsOf(run));
    if (!('why' in split))
        return checkParts(run, split, await workersOf(run));
    run.context.ctx.logger.notice(`${run.step.name}: eval: each is not possible for this flake: ${split.why}. Evaluating it as a whole.`, 'eval: each');
    return checkWhole(run);
}
async function checkParts(run, split, workers) {
    const checked = await checkEach(run, split, flagsOf(run), workers);
    return checked ? conclude(run, checked) : steps_outcome/* SUCCESS */.qO;
}
function wordsOf(run) {
    // The step's own arguments come last, so they win.
    return ['flake', 'check', (0,model_step/* flakeOf */.Vh)(run.step), '--keep-going', ...flagsOf(run), ...run.step.args];
}
function reproduceOf(run) {
    return run.reproduce('nix', ...wordsOf(run));
}
function flagsOf({ step, context: { nix } }) {
    return step.allSystems && (0,nix_version/* isAtLeast */.du)(nix.version, ALL_SYSTEMS_SINCE) ? ['--all-systems'] : [];
}
/** The systems that Nix checks; undefined: all. */
function systemsOf({ step, context: { nix } }) {
    const isAll = step.allSystems || step.args.includes('--all-systems');
    return isAll || !(0,nix_version/* isAtLeast */.du)(nix.version, ALL_SYSTEMS_SINCE) ? undefined : [nix.system];
}
/** Drops errors of other systems that repeat one of this system: old versions of Nix always check all systems. */
function withoutEchoes({ step, context }, explained) {
    if (step.allSystems)
        return [...explained];
    const names = explained.flatMap(({ attributes }) => attributes);
    // Names in errors have lost what looks like Nix's own colors.
    const known = new Set([...names, ...names.map(external_node_util_.stripVTControlCharacters)]);
    const ofThisSystem = (name) => name.replace(/^([\w-]+)\.[^.]+\./, `$1.${context.nix.system}.`);
    const isEcho = (name) => ofThisSystem(name) !== name && known.has(ofThisSystem(name));
    return explained.filter(({ attributes }) => !attributes.length || !attributes.every(isEcho));
}
async function realiseChecks(run, outcome) {
    const { names, failure } = await checkNames(run);
    if (failure)
        return failure;
    const built = names.length > 0 ? await buildChecks(run, names) : steps_outcome/* SUCCESS */.qO;
    return built.status === 'success' ? outcome : built;
}
/** Outputs that other flakes use and that are not built. */
const LIBRARY_OUTPUTS = /^(?:lib|overlays?|templates?|defaultTemplate|schemas|\w*modules?)$/i;
/**
 * Warns of a flake without checks, which passes without testing anything. It is a notice if the flake has only outputs
 * that cannot be built, or defines `checks` as empty.
 */
async function warnOfNoChecks(run) {
    const { step, context } = run;
    const { system } = context.nix;
    const apply = 'builtins.mapAttrs (_: builtins.attrNames)';
    const { code, stdout, log } = await run.quietNix(['nix', ...evalOfChecks(run, apply)]);
    const isAbsent = log.errors.some(error => error.includes('does not provide attribute'));
    if (code !== 0 && !isAbsent)
        return;
    const names = code === 0 ? JSON.parse(stdout) : {};
    if (names[system]?.length)
        return;
    const others = Object.keys(names).filter(other => names[other]?.length);
    const where = others.length > 0 ? ` (only for ${(0,format/* listed */.KE)(others, flake_check_MAX_NAMES)})` : '';
    const isMeant = code === 0 || [...run.outputs].every(output => LIBRARY_OUTPUTS.test(output));
    context.ctx.logger[isMeant && others.length === 0 ? 'notice' : 'warning'](`${step.name}: the flake has no checks for ${(0,lib_text/* toOneLine */.GX)(`${system}${where}`)}, so nothing was built or tested. Add checks.${system}.NAME to its outputs, or limit the step to other systems with only.`, 'No checks');
}
/** Names that a warning lists. */
const flake_check_MAX_NAMES = 8;
/** Warns of checks that pass untested: those that are not derivations, and all if the arguments prevent builds. */
function warnOfUntested({ step, context }, { status, checks = [] }) {
    const { logger } = context.ctx;
    const bare = checks.filter(({ reason }) => reason === NOT_A_DERIVATION).map(({ name }) => name);
    if (bare.length > 0) {
        const names = (0,lib_text/* toOneLine */.GX)((0,format/* listed */.KE)(bare.map(lib_text/* escapeInvisible */.ts), flake_check_MAX_NAMES), 620);
        const are = bare.length === 1 ? 'is not a derivation (it has' : 'are not derivations (they have';
        logger.warning(`${step.name}: ${names} ${are} no drvPath), so Nix did not build or test anything.`, 'Not a derivation');
    }
    if (status === 'success' && !context.plan && preventsBuilds(step.args))
        logger.warning(`${step.name}: ${noBuildMessage('--no-build')}`, 'Nothing was built');
}

;// CONCATENATED MODULE: ./build/steps/program/changed-files.js





/** For git to list the files of a repository. */
const LIST_TIMEOUT_S = 60;
/** What is read of a file at once. */
const CHUNK_BYTES = 2 ** 20;
/** How long files are read without a turn for anything else. */
const MAX_BUSY_MS = 20;
/** The state of all files of the repository around a step's directory; without one, of the workspace. */
async function takeSnapshot(run) {
    const listed = await changed_files_listFiles(run);
    if (typeof listed !== 'string') {
        const { top, tracked, untracked } = listed;
        return { top, hashes: await hashesOf(top, tracked), untracked };
    }
    const top = run.context.workspace;
    return { top, hashes: await hashesOf(top, await walk(top)), untracked: undefined, noGit: listed };
}
/** What changed since a snapshot, in order of the names. */
async function changesSince(run, before) {
    const { top, hashes, untracked } = before;
    const listed = untracked && (await changed_files_listFiles(run));
    const after = await hashesOf(top, hashes.keys());
    const now = typeof listed === 'object' ? [...listed.tracked, ...listed.untracked] : [];
    return compareFiles(hashes, after, untracked, now);
}
/** @param now all files that are not ignored, after the change */
function compareFiles(before, after, untracked = new Set(), now = []) {
    const changes = [];
    for (const [name, hash] of before) {
        const current = after.get(name) ?? changed_files_ABSENT;
        if (current !== hash)
            changes.push({ name, change: current === changed_files_ABSENT ? 'removed' : 'changed' });
    }
    // A file that was added to the index is new too.
    const created = [...new Set(now)].filter(name => !before.has(name) && !untracked.has(name));
    for (const name of created)
        changes.push({ name, change: 'created' });
    return changes.sort((one, other) => (one.name < other.name ? -1 : 1));
}
/** The files of the repository, those of submodules included, or why git does not list them. */
async function changed_files_listFiles({ cwd, context }) {
    const { workspace, env, ctx } = context;
    const git = async (...words) => {
        const answer = await (0,host_git/* askRepository */.g)(cwd, words, {
            env,
            workspace,
            emptyFolder: '/',
            cancel: ctx.cancel,
            timeout: LIST_TIMEOUT_S,
        });
        if ('trouble' in answer)
            return answer;
        if (answer.code === 0)
            return { text: answer.stdout };
        return { trouble: answer.stderr.trim().split('\n')[0] ?? '' };
    };
    // Then names are plain ASCII, whatever their bytes are.
    const list = ['-c', 'core.quotePath=true', 'ls-files', '--full-name'];
    const top = await git('rev-parse', '--show-toplevel');
    if ('trouble' in top)
        return top.trouble;
    const tracked = await git(...list, '--recurse-submodules', '--', ':/');
    if ('trouble' in tracked)
        return tracked.trouble;
    const untracked = await git(...list, '--others', '--exclude-standard', '--', ':/');
    if ('trouble' in untracked)
        return untracked.trouble;
    return {
        top: top.text.replace(/\n$/, ''),
        tracked: new Set(quotedNames(tracked.text)),
        untracked: new Set(quotedNames(untracked.text)),
    };
}
const changed_files_ESCAPES = {
    ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
};
/** Reads names as git prints them, one per line, in quotes if they have unusual bytes. (core.quotePath) Pure. */
function quotedNames(text) {
    const lines = text.split('\n').filter(line => line !== '');
    return lines.map(line => line.startsWith('"')
        ? line
            .slice(1, -1)
            .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal, char = '') => octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (changed_files_ESCAPES[char] ?? char))
        : line);
}
/** All files below a folder, except those of git. */
async function walk(top) {
    const files = [];
    const folders = [''];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
        const path = pathOf(top, folder);
        const options = { withFileTypes: true, encoding: 'buffer' };
        for (const entry of await (0,promises_.readdir)(path, options).catch(() => [])) {
            const name = entry.name.toString('latin1');
            if (name === '.git')
                continue;
            const full = folder === '' ? name : `${folder}/${name}`;
            if (entry.isDirectory())
                folders.push(full);
            else
                files.push(full);
        }
    }
    return files;
}
async function hashesOf(top, names) {
    const hashes = new Map();
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const pause = pauser();
    for (const name of names) {
        hashes.set(name, await hashOf(pathOf(top, name), buffer, pause));
        await pause();
    }
    return hashes;
}
/** Files are read synchronously, which is ten times as fast for small ones; so others get a turn now and then. */
function pauser() {
    let last = performance.now();
    return () => {
        if (performance.now() - last < MAX_BUSY_MS)
            return undefined;
        return (0,external_node_timers_promises_.setImmediate)().then(() => {
            last = performance.now();
        });
    };
}
function pathOf(top, name) {
    return name === ''
        ? Buffer.from(top)
        : Buffer.concat([Buffer.from(`${top}/`), Buffer.from(name, 'latin1')]);
}
const changed_files_ABSENT = 'absent';
/** What is at a path, as git sees it: type, executable bit and content. Follows no link and waits for no FIFO. */
async function hashOf(path, buffer, pause) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    let file;
    try {
        file = (0,external_node_fs_.openSync)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
        const stat = (0,external_node_fs_.fstatSync)(file);
        if (!stat.isFile())
            return stat.isDirectory() ? 'directory' : 'special';
        const hash = (0,external_node_crypto_.createHash)('sha256');
        for (let bytes = (0,external_node_fs_.readSync)(file, buffer); bytes > 0; bytes = (0,external_node_fs_.readSync)(file, buffer)) {
            hash.update(buffer.subarray(0, bytes));
            if (bytes === CHUNK_BYTES)
                await pause();
        }
        return `${stat.mode & 0o100 ? 'executable' : 'file'} ${hash.digest('hex')}`;
    }
    catch (error) {
        const code = error.code ?? '';
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return changed_files_ABSENT;
        return linkAt(path) ?? code;
    }
    finally {
        if (file !== undefined)
            (0,external_node_fs_.closeSync)(file);
    }
}
function linkAt(path) {
    try {
        return `link ${(0,external_node_fs_.readlinkSync)(path, 'latin1')}`;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/steps/kinds/fmt.js










/** Older versions of Nix, and of Lix, pass `.` to a formatter without arguments. */
const PASSES_NOTHING_SINCE = ['2.25', '2.92'];
/** Since then the formatter gets PRJ_ROOT, the top of the flake's source. */
const SETS_ROOT_SINCE = '2.30';
/** Changed files with an error of their own: GitHub shows ten annotations. */
const fmt_MAX_ERRORS = 4;
/** Changed files that a message names, and that the log does. */
const fmt_MAX_NAMES = 50;
const MAX_LINES = 500;
/** The state before the first attempt at a step: a later attempt starts with what the first one has formatted. */
const snapshots = new WeakMap();
/** As `nix fmt`: fails if the formatter does, and if it changes a file. Nothing is put back. */
async function fmt(run) {
    const { step, context } = run;
    const { nix } = context;
    const { words } = (0,program_words/* programWords */.Os)(step);
    const after = words.length > 0 ? ['--', ...words] : [];
    const reproduce = run.reproduce('nix', 'fmt', ...step.args, ...after);
    const formatter = formatterCandidate(nix);
    const made = await buildProgram(run, {
        candidates: [formatter],
        reproduce,
        missing: () => `${step.name}: the flake has no formatter for ${nix.system}. Define ${formatter.attribute} in flake.nix.`,
    });
    if ('outcome' in made)
        return made.outcome;
    const before = snapshots.get(step) ?? (await takeSnapshot(run));
    snapshots.set(step, before);
    const outcome = await runProjectCommand(run, {
        argv: [made.path, ...(words.length > 0 ? words : defaultArguments(nix))],
        ...((0,nix_version/* hasFeature */.jI)(nix, SETS_ROOT_SINCE) ? { fixed: { PRJ_ROOT: sourceTop(run.cwd) } } : {}),
        reproduce,
    });
    if (outcome.status === 'cancelled')
        return outcome;
    if (before.noGit !== undefined)
        tellNoGit(run, before);
    const changes = await changesSince(run, before);
    return changes.length === 0 ? outcome : withChanges(run, outcome, before, changes, reproduce);
}
/** What `nix fmt` passes to a formatter without arguments. Pure. */
function defaultArguments(nix) {
    return (0,nix_version/* hasFeature */.jI)(nix, ...PASSES_NOTHING_SINCE) ? [] : ['.'];
}
/** The top of the source of the flake around a folder: its git checkout, or its own folder. */
function sourceTop(cwd) {
    const start = (0,external_node_fs_.realpathSync)(cwd);
    const flake = folderWith('flake.nix', start) ?? start;
    return folderWith('.git', flake) ?? flake;
}
function folderWith(name, folder) {
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, name)))
        return folder;
    const parent = (0,external_node_path_.dirname)(folder);
    return parent === folder ? undefined : folderWith(name, parent);
}
function tellNoGit({ step, context }, { hashes, noGit = '' }) {
    context.ctx.logger.notice(`${step.name}: git does not list the files of the project (${(0,lib_text/* toOneLine */.GX)(noGit)}). All ${(0,format/* plural */.LS)(hashes.size, 'file')} of the workspace were compared, but files that the formatter creates do not count.`, 'Formatter');
}
/** Adds the changed files to the outcome of the formatter. */
function withChanges(run, outcome, { top }, changes, reproduce) {
    const { step, context } = run;
    const files = changes.map(one => {
        const path = (0,external_node_path_.join)(top, Buffer.from(one.name, 'latin1').toString());
        const file = (0,external_node_path_.relative)(context.workspace, path);
        const shown = (0,lib_text/* toOneLine */.GX)((0,lib_text/* escapeInvisible */.ts)(file));
        const label = one.change === 'changed' ? shown : `${shown} (${one.change})`;
        return { ...one, file, shown, label };
    });
    const lines = files.map(({ change, shown }) => `${change}: ${shown}`);
    for (const line of (0,format/* listedLines */.vU)(lines, MAX_LINES))
        run.line(line);
    const labels = files.map(({ label }) => label);
    const names = (0,format/* listed */.KE)(labels, fmt_MAX_NAMES);
    const count = (0,format/* plural */.LS)(files.length, 'file');
    const reason = `${step.name}: the formatter changed ${count}: ${names}.`;
    const advice = `Run the formatter and commit what it changes.\nReproduce: ${reproduce}`;
    const own = files.length > fmt_MAX_ERRORS ? files.slice(0, fmt_MAX_ERRORS - 1) : files;
    const rest = files.length - own.length;
    const kind = 'test';
    const errors = own.map(({ change, shown, file }) => ({
        message: `The formatter ${change} ${shown}. ${advice}`,
        kind,
        ...((0,lib_text/* escapeInvisible */.ts)(file) !== file || file.startsWith('../') ? {} : { file, line: 1 }),
    }));
    if (rest > 0) {
        const more = (0,format/* listed */.KE)(labels.slice(own.length), fmt_MAX_NAMES);
        errors.push({
            message: `The formatter changed ${(0,format/* plural */.LS)(rest, 'more file')}: ${more}. ${advice}`,
            kind,
        });
    }
    const cause = { kind: 'changed-files', reason };
    if (outcome.status !== 'success') {
        const error = outcome.error ?? { message: outcome.status };
        return {
            ...outcome,
            error: { ...error, message: (0,format/* withLines */.Gy)(error.message, [reason]) },
            otherErrors: [error, ...errors],
            causes: [...(outcome.causes ?? []), cause],
        };
    }
    const [first] = errors;
    return {
        ...outcome,
        status: 'failure',
        error: { ...first, message: `${reason} ${advice}`, kind },
        otherErrors: errors,
        causes: [cause],
    };
}

;// CONCATENATED MODULE: ./build/steps/kinds/nix-build.js








const nix_build_HINT = 'Select what to build with -A, or set recurseForDerivations = true in the sets that hold it.';
/** `nix-build`: a file and arguments; default.nix if there are none. */
async function nixBuild(run) {
    const { step, context } = run;
    const words = [...(0,shell_words/* expandWords */.AK)(step.argument), ...step.args];
    const link = step.outLink ?? (await context.roots.link('nix-build'));
    // The step's own arguments come last, so they win.
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
    return unlessUntested(run, outcome, words, paths, () => nix_build_whatInstead(run, words));
}
async function call(run, argv) {
    const result = await run.nix(argv);
    return { result, paths: result.stdout.split('\n').filter(line => line !== '') };
}
/** Instantiates, then makes a dry run: `nix-build --dry-run` does not report existing paths. */
async function plan(run, words) {
    const root = ['--add-root', await run.context.roots.link('plan'), '--indirect'];
    const made = await call(run, ['nix-instantiate', ...root, ...withoutLinks(words)]);
    if (made.result.code !== 0 || made.paths.length === 0)
        return made;
    const dry = ['nix-store', '--realise', '--dry-run', ...buildArguments(words)];
    return { ...made, result: await run.nix([...dry, ...made.paths]) };
}
async function nix_build_whatInstead(run, words) {
    // With an argument that nothing uses Nix calls a function as nix-build does.
    const ask = ['--eval', '--argstr', 'nix-ci', '', ...withoutLinks(words)];
    const { code, stdout } = await run.quietNix(['nix-instantiate', ...ask]);
    const [first = '-'] = words;
    const isNamed = !first.startsWith('-') || words.some(word => /\.nix$|^-E$|^--expr$/.test(word));
    const what = [...(isNamed ? [] : ['default.nix']), ...words].map(step_run/* quote */.h).join(' ');
    return noDerivationMessage(what, code === 0 ? stdout : '', nix_build_HINT);
}
/** The file that nix-build reads; empty for an expression. */
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











/** A command in the environment of shell.nix; without a command the environment is built and entered. */
async function nixShell(run, shells) {
    const made = await shells.of(run, nix_shell_makeEnvironment);
    if ('failed' in made)
        return made.failed;
    const { step } = run;
    if (run.context.plan)
        return steps_outcome/* SUCCESS */.qO;
    const command = step.argument.trim() === '' ? ':' : step.argument;
    const kept = keptVariables(run).flatMap(name => ['--keep', name]);
    const flags = step.pure ? ['--pure', ...kept] : [];
    const { path, bash } = made.shell;
    // A nix-shell within the command chooses its own bash, unless only the machine's is available.
    const hide = bash?.startsWith('/nix/store/') ? 'unset NIX_BUILD_SHELL\n' : '';
    const script = `${hide}${withReachedMarker(run, asScript(command))}`;
    const argv = [(0,external_node_path_.join)(run.context.nix.bin, 'nix-shell'), path, ...flags, '--run', script];
    const env = bash ? { NIX_BUILD_SHELL: bash } : {};
    const entry = { argv, env, reproduce: nix_shell_reproduce(run, command) };
    return checkReached(run, await runProjectCommand(run, entry), path);
}
function nix_shell_reproduce(run, command) {
    const { shell, pure, keep, args } = run.step;
    const flags = pure ? ['--pure', ...keep.flatMap(name => ['--keep', name])] : [];
    const words = [...(shell ? [shell] : []), ...args, ...flags];
    return run.reproduce('nix-shell', ...words, '--run', asScript(command));
}
/** Instantiates as nix-shell does (`inNixShell`, IN_NIX_SHELL) and builds what entering the environment needs. */
async function nix_shell_makeEnvironment(run, number) {
    const { step, cwd } = run;
    const file = step.shell ?? ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix');
    const root = await run.context.roots.link('shell');
    const hasNixpkgs = findsNixpkgs(run);
    const env = { IN_NIX_SHELL: step.pure ? 'pure' : 'impure' };
    const words = [file, '--arg', 'inNixShell', 'true', ...step.args];
    const rooted = [...words, '--add-root', root, '--indirect'];
    const evaluated = await run.nix(['nix-instantiate', ...rooted], env);
    const about = { entry: file, reproduce: nix_shell_reproduce(run, ':') };
    if (evaluated.code !== 0)
        return { failed: await outcomeOfNix(run, evaluated, about) };
    const links = evaluated.stdout.trim().split('\n');
    if (links.length > 1) {
        const message = `${file} evaluates to ${links.length} derivations, but a shell needs exactly one. Select one with args: -A NAME.`;
        return { failed: (0,steps_outcome/* refused */.J5)(message) };
    }
    const [made, bash] = await Promise.all([
        buildShellInputs(run, await (0,promises_.realpath)(root), about),
        makeBash(run, number, hasNixpkgs),
    ]);
    return 'failed' in made ? made : { shell: { ...made.shell, bash } };
}
/** Whether `<nixpkgs>` is found; undefined if nobody asks, because NIX_BUILD_SHELL names a bash already. */
async function findsNixpkgs({ step, context, cwd }) {
    const env = { ...context.env, ...step.env };
    if (env.NIX_BUILD_SHELL)
        return undefined;
    const argv = [(0,external_node_path_.join)(context.nix.bin, 'nix-instantiate'), ...nix_shell_pathOf(step), '--find-file', 'nixpkgs'];
    return (0,spawn/* capture */.Fg)(argv, { env, cwd }).then(({ code }) => code === 0, () => false);
}
function nix_shell_pathOf({ args }) {
    return (0,nix_path/* searchPathOf */.hB)(args).flatMap(entry => ['-I', entry]);
}
/**
 * Builds the bash of `<nixpkgs>`, which nix-shell would otherwise evaluate and build each time. If `<nixpkgs>` is not
 * found, the machine's bash takes its place, which avoids an error message of nix-shell.
 * @returns undefined if NIX_BUILD_SHELL names one already, or there is none
 */
async function makeBash(run, number, hasNixpkgs) {
    const { step, context } = run;
    const isFound = await hasNixpkgs;
    if (isFound === undefined)
        return undefined;
    if (!isFound)
        return machineBash(run);
    const link = run.privatePath('roots', `bash-${number}`);
    const how = context.plan ? ['--dry-run'] : ['--out-link', link];
    const built = await run.nix([
        'nix-build',
        '<nixpkgs>',
        '-A',
        'bashInteractive',
        ...nix_shell_pathOf(step),
        ...how,
    ]);
    if (context.plan)
        return undefined;
    if (built.code === 0)
        return (0,external_node_path_.join)(await (0,promises_.realpath)(link), 'bin/bash');
    run.line('The bash of <nixpkgs> is not available; using the bash of this machine.');
    return machineBash(run);
}
/** The machine's bash in a directory of its own: nix-shell puts that directory first on PATH. */
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

/** A command in plain bash with Nix on PATH, as a `run:` of a workflow: it stops at the first line that fails. */
async function runCommand(run) {
    const { argument } = run.step;
    const flags = ['-eo', 'pipefail', '-c', argument];
    return runProjectCommand(run, {
        argv: ['bash', '--noprofile', '--norc', ...flags],
        reproduce: run.reproduce('bash', ...flags),
    });
}

;// CONCATENATED MODULE: ./build/steps/kinds/shell.js











/** Prints the PATH that Nix sets. No program of the packages runs: `printf` is built in. */
const PRINT_PATH = ['/bin/sh', '-c', 'printf %s "$PATH"'];
/** As `nix shell --command`: a command with the programs of packages on PATH, which is run directly, without a shell. */
async function shell(run) {
    const { step, context } = run;
    const { installables, words } = (0,program_words/* programWords */.Os)(step);
    const environment = environmentFlags(step);
    const flags = [...step.args, ...environment];
    const reproduce = run.reproduce('nix', 'shell', ...installables, ...flags, '--command', ...words);
    const about = {
        ...sourceOf([...installables, ...step.args]),
        definitions: installableDefinitions(run, [...installables, ...step.args], []),
        reproduce,
    };
    if (context.plan) {
        const dry = ['build', '--dry-run', '--no-link', ...installables, ...step.args];
        return outcomeOfNix(run, await run.nix(['nix', ...dry]), about);
    }
    const printed = ['--command', ...PRINT_PATH];
    const made = await run.nix(['nix', 'shell', ...installables, ...flags, ...printed]);
    if (made.code !== 0)
        return outcomeOfNix(run, made, about);
    const path = made.stdout;
    const folders = path.split(external_node_path_.delimiter);
    const outputs = folders.flatMap(it => /^\/nix\/store\/[^/]+/.exec(it)?.[0] ?? []);
    await context.roots.keep(outputs);
    run.offerEarlier(outputs);
    const [command = '', ...args] = words;
    const program = await findProgram(command, folders, run.cwd);
    if (program === undefined)
        return missingProgram(run, command, reproduce);
    return runProjectCommand(run, {
        argv: [program, ...args],
        fixed: { PATH: path },
        ...(step.pure ? { only: [...keptVariables(run), 'PATH'] } : {}),
        reproduce,
    });
}
/** Finds a program as execvp does: a shell would prefer its own builtins. */
async function findProgram(command, folders, cwd) {
    if (command.includes('/'))
        return (0,external_node_path_.resolve)(cwd, command);
    for (const folder of folders) {
        const path = (0,external_node_path_.resolve)(cwd, folder, command);
        const isFile = (await (0,promises_.stat)(path).catch(() => undefined))?.isFile();
        if (isFile && (await (0,access/* isAccessible */.dp)(path, external_node_fs_.constants.X_OK)))
            return path;
    }
    return undefined;
}
function missingProgram({ step }, command, reproduce) {
    const name = (0,lib_text/* escapeInvisible */.ts)(command);
    const reason = `${step.name}: there is no program ${name} in its packages or on PATH.`;
    const message = `${reason} Add the package that has it, or check its name.\nReproduce: ${reproduce}`;
    return { ...(0,steps_outcome/* refused */.J5)(message), causes: [{ kind: 'no-command', reason }] };
}

// EXTERNAL MODULE: ./build/steps/narrow.js
var narrow = __webpack_require__(5065);
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
/** Outlives a reboot, so it is on a disk (file-hierarchy(7)). */
const LASTING_TMPDIR = '/var/tmp';
/**
 * A TMPDIR that replaces the job's for commands, if any; builds keep the job's. Replaces one that is too long for
 * sockets, and avoids a /tmp in memory, which is small, competes with the tests for memory and may have a quota.
 */
function tmpdirFor({ TMPDIR = '', RUNNER_TEMP = '' }, { isTmpInMemory, hasVarTmp }) {
    const isShort = RUNNER_TEMP !== '' && RUNNER_TEMP.length <= MAX_TMPDIR_LENGTH;
    const onDisk = isShort ? RUNNER_TEMP : hasVarTmp ? LASTING_TMPDIR : undefined;
    const roomy = isTmpInMemory ? onDisk : undefined;
    if (TMPDIR.length > MAX_TMPDIR_LENGTH)
        return { TMPDIR: roomy ?? SHORT_TMPDIR };
    return TMPDIR === '' && roomy ? { TMPDIR: roomy } : {};
}
/** The same for this machine. */
async function commandTmpdir(env) {
    const isTmpInMemory = await (0,facts/* isInMemory */.z)(SHORT_TMPDIR);
    const isWritable = await (0,access/* isAccessible */.dp)(LASTING_TMPDIR, external_node_fs_.constants.W_OK);
    const hasVarTmp = isWritable && !(await (0,facts/* isInMemory */.z)(LASTING_TMPDIR));
    return tmpdirFor(env, { isTmpInMemory, hasVarTmp });
}
/** Reports that commands get another TMPDIR than the job's. */
function reportTmpdir(steps, { ctx: { env, logger }, tmpdirEnv }) {
    const { TMPDIR = '' } = env;
    if (!tmpdirEnv.TMPDIR || !steps.some(model_step/* runsProjectCode */.R6))
        return;
    if (TMPDIR === '')
        logger.info(tmpdirEnv.TMPDIR === LASTING_TMPDIR
            ? '/tmp is in memory and RUNNER_TEMP is too long for Unix sockets, so commands use /var/tmp as TMPDIR.'
            : `/tmp is in memory, so commands use RUNNER_TEMP as TMPDIR (${tmpdirEnv.TMPDIR}).`);
    // The default of macOS.
    if (TMPDIR === '' || TMPDIR.startsWith('/var/folders/'))
        return;
    logger.notice(`TMPDIR (${TMPDIR}) is too long for Unix sockets (${TMPDIR.length} characters), so commands use ${tmpdirEnv.TMPDIR}. If a step needs the long one, set it in the step's env.`, 'TMPDIR');
}

// EXTERNAL MODULE: ./build/host/tracked-files.js
var tracked_files = __webpack_require__(4115);
;// CONCATENATED MODULE: ./build/steps/verify-source/copy.js




/** Limits of a copy. */
const copy_MAX_FILES = 50_000;
const MAX_BYTES = 2 ** 30;
/** Settings with which git runs no hooks and needs no user name. */
const GIT_SETTINGS = [
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.autocrlf=false',
    'commit.gpgSign=false',
    'user.name=nix-ci',
    'user.email=nix-ci@localhost',
].flatMap(setting => ['-c', setting]);
/** Keeps git from reading settings of the machine and the user. */
const GIT_ENVIRONMENT = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
/** A copy of the tracked files in a repository of its own, where they can be changed. */
class SourceCopy {
    top;
    #options;
    /** Its regular files, absolute. */
    #files = [];
    constructor(options) {
        this.#options = options;
        this.top = (0,external_node_path_.join)(options.into, (0,external_node_path_.basename)(options.top));
    }
    /**
     * @returns undefined if it would be too large
     * @throws Error if a file cannot be copied, or git fails
     */
    static async make(options) {
        const copy = new SourceCopy(options);
        if (options.files.length > copy_MAX_FILES)
            return undefined;
        await (0,promises_.mkdir)(copy.top, { recursive: true });
        let bytes = 0;
        for (const file of options.files) {
            bytes += await copy.#take(file);
            if (bytes > MAX_BYTES)
                return undefined;
        }
        await copy.#git('init', '--quiet');
        if (!options.isCommitted)
            await copy.#git('commit', '--quiet', '--allow-empty', '-m', 'empty');
        await copy.#record();
        return copy;
    }
    /** Flips the executable bit of every file: it is part of a source, but does not matter to what reads the file. */
    async flipModes() {
        for (const file of this.#files)
            await (0,promises_.chmod)(file, (await (0,promises_.lstat)(file)).mode ^ 0o111);
        await this.#record();
    }
    /** Appends an empty line to every file, which Nix, JSON and TOML ignore. */
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
        const env = { ...this.#options.env, ...GIT_ENVIRONMENT };
        const { code, stderr } = await (0,process_short/* runShort */.c)(['git', ...GIT_SETTINGS, '-C', this.top, ...words], {
            env,
        });
        if (code !== 0)
            throw new Error(`git ${words[0]} failed: ${stderr.trim()}`);
    }
}

;// CONCATENATED MODULE: ./build/steps/verify-source/verify.js










/** Names that a warning lists. */
const verify_MAX_NAMES = 8;
/**
 * With `verify-source`: warns of derivations that a step has built and that stay the same when every checked-out file
 * changes. A copy of the files is evaluated before and after such a change. Never fails the step.
 */
async function verifySource(run, { status }) {
    const { step, context } = run;
    const evaluate = derivationsOf[step.kind];
    if (!context.verifySource || !evaluate || status !== 'success')
        return;
    const unknown = (why) => context.ctx.logger.info(`${step.name}: cannot verify that it is built from the checked-out files: ${why}`);
    const into = run.privatePath(`source-${(0,external_node_crypto_.randomUUID)()}`);
    let copy;
    try {
        const tracked = new tracked_files/* Tracked */.J(await (0,promises_.realpath)(run.cwd), context.workspace, context.ctx.env, context.ctx.cancel);
        const [top, files] = [await tracked.top(), await tracked.files()];
        if (top === undefined || files === undefined)
            return unknown('it is not in a git repository.');
        const isCommitted = step.kind === 'nix-build';
        copy = await SourceCopy.make({ top, files, into, isCommitted, env: context.ctx.env });
        if (!copy)
            return unknown('it is too large to copy.');
        const answer = await unchanged(await inCopy(run, top, copy), copy, evaluate);
        if (typeof answer === 'string')
            unknown(answer);
        else if (answer.length > 0)
            warn(run, answer);
    }
    catch (error) {
        unknown((0,errors/* formatError */.Wk)(error));
    }
    finally {
        await copy?.remove();
    }
}
/** The names of the derivations that stay the same, or why that is not known. */
async function unchanged(run, copy, evaluate) {
    const before = await evaluate(run);
    if (!before)
        return 'a copy of the tracked files does not evaluate.';
    await copy.flipModes();
    const flipped = await evaluate(run);
    const suspects = unchangedKeys(before, flipped);
    if (suspects.length === 0)
        return [];
    // A file that is read with readFile has no mode.
    await copy.addLines();
    const longer = await evaluate(run);
    if (!longer)
        return 'a copy with changed files does not evaluate.';
    return suspects.filter(key => longer.byKey.get(key) === before.byKey.get(key)).map(before.name);
}
/** The keys of the derivations that are the same; all of them if nothing is known. Pure. */
function unchangedKeys(before, after) {
    return [...before.byKey.keys()].filter(key => !after || after.byKey.get(key) === before.byKey.get(key));
}
/** The step in the copy. */
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
        // Builds of the copy do not count as builds of the job.
        buildStats: new build_stats/* BuildStats */._(0),
    });
}
function warn({ step, context }, names) {
    const list = (0,lib_text/* toOneLine */.GX)((0,format/* listed */.KE)(names, verify_MAX_NAMES), 620);
    const [it, is] = names.length === 1 ? ['its derivation', 'is'] : ['their derivations', 'are'];
    context.ctx.logger.warning(`${step.name}: ${list} ${is} not built from the checked-out files: ${it} would stay the same if all of them changed. Check src: fetchGit or fetchTarball of a branch builds that branch, not this commit.`, 'Not built from this checkout');
}

;// CONCATENATED MODULE: ./build/steps/run-steps.js
































const RUNNERS = {
    'flake-check': flakeCheck,
    build: build,
    'nix-build': nixBuild,
    'nix-shell': nixShell,
    develop: develop,
    run: runCommand,
    app: app,
    fmt: fmt,
    shell: shell,
    eval: evalStep,
};
/** Runs the steps in the order of the list and records each of them. */
async function runSteps(steps, context, options, records, log) {
    reportTmpdir(steps, context);
    const environments = new Environments();
    const results = (0,command_results/* noCommandResults */.ru)();
    const undeclared = [];
    for (const listed of steps) {
        const step = options.plan ? asPlanned(listed) : listed;
        const reason = skipReason(step, context, options, records);
        if (reason) {
            records.steps.push((0,steps_outcome/* notRun */.nE)(step, records.now(), reason));
            continue;
        }
        const work = async (run) => {
            const outcome = unlessNeedsBuild(run, await RUNNERS[step.kind](run, environments));
            await verifySource(run, outcome);
            return outcome;
        };
        const { record, last } = await runStep(step, context, options, records, log, work);
        (0,command_results/* collect */.Fo)(results, step.name, last, context.ctx.logger);
        const { hostTools: programs = [] } = last;
        if (programs.length > 0)
            undeclared.push({ step: step.name, programs });
        records.steps.push(record);
    }
    reportHostTools(undeclared, context.ctx.logger);
    return results;
}
function skipReason(step, context, options, records) {
    const { nix, ctx, shard, builders } = context;
    if (ctx.cancel.aborted)
        return 'the job was canceled';
    if (!step.if)
        return 'if: false';
    const isPlanned = options.plan && plannedSystems(step, context).length > 0;
    if (!isPlanned && !(0,model_step/* isFor */.Gi)(step.only, nix.system))
        return `only for ${step.only.join(', ')}; this is ${nix.system}`;
    const isForeign = step.kind === 'build' && builders?.systems.has(step.system ?? '');
    if (builders?.withheld && isForeign)
        return `only a remote builder has ${step.system}, and ${builders.withheld}`;
    if (!options.keepGoing && records.result === 'failure')
        return 'an earlier step failed (keep-going: false)';
    if (options.plan && step.kind === 'run')
        return report/* PLANNED */.TZ;
    const why = shard && (0,narrow/* whyNotInRow */.B7)(step);
    if (why !== undefined)
        return why;
    if (isTimeUp(records, options))
        return (0,deadlines/* noTimeLeft */.KB)(options.jobTimeout);
    return undefined;
}
function isTimeUp({ origin }, { jobTimeout }) {
    return performance.now() >= (0,deadlines/* stepsDeadline */.ox)(origin, jobTimeout);
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
                const run = new step_run/* StepRun */.m(step, context, deadline, output, isRetry);
                const outcome = await attempt(run, work);
                output.end();
                toBuild = run.toBuild.size;
                counts = counts ? (0,build_stats/* addCounts */.c)(counts, run.counts) : run.counts;
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
    const { error, checks, failedDependencies, otherErrors, sameAs, expectation } = last;
    const status = statusOf(last, step);
    const isOther = status === 'allowed-failure' && last.status !== 'failure';
    const isUntested = status === 'success' && last.untested !== undefined;
    const reason = isOther ? last.status : isUntested ? last.untested : last.reason;
    return {
        name: step.name,
        kind: step.kind,
        status,
        ...times,
        attempts: count,
        exitCode: last.exitCode,
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
        const explained = withBuilders(outcome, run.context.builders?.hint);
        return inLog(run, await withDiskSpace(explained, run.context.disk));
    }
    catch (error) {
        if (error instanceof errors/* ActionError */.lZ)
            return inLog(run, (0,steps_outcome/* refused */.J5)((0,errors/* formatError */.Wk)(error)));
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return inLog(run, (0,steps_outcome/* refused */.J5)(`This is a bug in the action; please report it: ${message}`));
    }
}
/** Prints an error that no process printed, so that the step's group in the log is not empty. */
function inLog({ line }, outcome) {
    const { status, exitCode, error } = outcome;
    if (status === 'failure' && exitCode === null && error)
        line(error.message);
    return outcome;
}
function statusOf({ status }, step) {
    const isFailure = status === 'failure' || status === 'timeout';
    return isFailure && step.allowFailure ? 'allowed-failure' : status;
}
/** Adds to a failure for lack of a machine why the remote builders are not used. */
function withBuilders(outcome, hint) {
    if (hint === undefined)
        return outcome;
    return (0,errors_in/* mapErrors */.c)(outcome, error => error.kind === 'wrong-system'
        ? { ...error, message: after(error.message, undefined, hint) }
        : error);
}
/** The messages of operating systems and of nix/diagnostics. */
const FULL = /no space left on device|\bdisk (?:is|was) full\b/i;
const QUOTA = /disk quota exceeded/i;
/** The line of nix/diagnostics about a failed build. */
const GUESS = /^Possible cause.*disk quota exceeded.*$/m;
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
    const reason = `${report/* PLANNED */.TZ}, ${data.reason ?? `${toBuild === 0 ? 'nothing' : toBuild} to build`}`;
    return (0,model_step/* runsProjectCode */.R6)(step)
        ? { ...data, status: 'not-run', attempts: 0, exitCode: null, reason }
        : { ...data, reason };
}

;// CONCATENATED MODULE: ./build/phases/steps.js













/** What every step works with. */
async function createStepContext(run, { inputs, project, workspace }, { installation, env, tokens, disk, push, boundary, builders, matrix, history }, ctx) {
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
        builders,
        plan: inputs.plan,
        evalWorkers: inputs.evalWorkers,
        evaluationSeconds: (0,baseline/* unbuiltSeconds */.P6)(history ?? new Map()),
        ...matrix,
        pusher: bothOf(push.pusher, run.storeCache),
        verifySource: inputs.verifySource,
        leftovers: run.records.leftovers,
        onStepStart: step => run.progress?.startStep(step),
    };
}
/** In which the first step calls Nix: the checks beside it do not delay that. */
const FIRST_CALL_MS = 20;
/** Tells the push and the store cache what is built. */
function bothOf(pusher, storeCache) {
    return {
        buildStarted(derivation, machine) {
            pusher?.buildStarted(derivation, machine);
            storeCache?.buildStarted(derivation);
        },
        callEnded(started) {
            pusher?.callEnded(started);
            storeCache?.callEnded(started);
        },
        offerEarlier: outputs => pusher?.offerEarlier(outputs),
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
    const results = runSteps(steps, context, inputs, run.records, page);
    await Promise.race([results, (0,spawn/* sleep */.yy)(FIRST_CALL_MS)]);
    if (steps.some(use/* mayUse */.p))
        void (0,nix_path_use/* findLookups */.TF)(context, tracked);
    const syntax = (0,lint_syntax/* checkSyntax */.kp)(context, tracked, inputs.syntaxExclude);
    const flakes = inputs.pins === 'off' ? [] : flakeDirectories(config, steps);
    const locks = checkLocks(context, flakes, tracked);
    run.commandResults = await results;
    run.progress?.finish();
    (0,lint_syntax/* reportSyntax */.kb)(await syntax, run.records.steps, context);
    reportLocks(await locks, run.records.steps, context.ctx.logger);
}
/**
 * A run that was canceled, ran out of time or ran nothing is not a success, or gets a warning.
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
