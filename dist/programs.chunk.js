export const id = 926;
export const ids = [926];
export const modules = {

/***/ 8444:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ isLiteral),
/* harmony export */   t: () => (/* binding */ parseScript)
/* harmony export */ });
/* harmony import */ var unbash__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8989);

/** Parses a text as bash does, without expanding anything: what was read, with the errors of what was not. */
function parseScript(text) {
    try {
        return (0,unbash__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(text);
    }
    catch (error) {
        // Thousands of nested functions overflow the stack.
        return { commands: [], errors: [{ message: String(error), pos: 0 }] };
    }
}
/** Whether bash takes a word as it is, without its quotes: no variable, glob, brace or `~` that it would expand. */
function isLiteral({ text, parts = [] }) {
    const isQuote = (type) => type === 'Literal' || type === 'SingleQuoted';
    return (!text.startsWith('~') &&
        parts.every(part => part.type === 'DoubleQuoted'
            ? part.parts.every(({ type }) => type === 'Literal')
            : isQuote(part.type)));
}


/***/ }),

/***/ 9926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   programsOf: () => (/* binding */ programsOf)
/* harmony export */ });
/* harmony import */ var unbash__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8989);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8444);


/** Builtins of bash. */
const BUILTINS = new Set(`. : [ alias bg bind break builtin caller cd command compgen complete compopt continue coproc declare dirs disown echo
enable eval exec exit export false fc fg getopts hash help history in jobs kill let local logout mapfile popd printf pushd
pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias
unset wait`.split(/\s+/));
/** Parts of a script in which no command is looked for. */
const LEAVES = ['Word', 'Assignment', 'Redirect', 'HereDoc', 'ArithmeticCommand', 'TestCommand'];
/**
 * The programs that a bash script names as commands, without the functions that it defines. It is parsed, not run:
 * commands that a condition skips are included, and those that a variable names are not.
 */
function programsOf(text) {
    const functions = new Set();
    const programs = new Set();
    const visit = (node) => {
        if (LEAVES.includes(node.type))
            return;
        if (node.type === 'Function')
            functions.add(node.name.value);
        if (node.type === 'Command' && node.name && (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .isLiteral */ .c)(node.name))
            programs.add(node.name.value);
        (0,unbash__WEBPACK_IMPORTED_MODULE_0__/* .forEachChild */ .dK)(node, visit);
    };
    for (const statement of (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseScript */ .t)(text).commands)
        visit(statement);
    return [...programs].filter(word => /^\w[\w.+-]*$/.test(word) && !functions.has(word) && !BUILTINS.has(word));
}


/***/ })

};
