"use strict";

const v8 = require("node:v8");

/**
 * Has V8 optimise a function of this process only after it has run about eight times as much as it otherwise would. The processes
 * that render live for seconds and run most of their code a few times: a good part of their time went into optimising what hardly
 * ran any more. A Node without this flag passes over it.
 */
module.exports.optimiseLate = () => v8.setFlagsFromString("--interrupt-budget=1000000");
