#!/usr/bin/env node
const path = require("node:path");
const { existsSync } = require("node:fs");

const root = path.join(__dirname, "..");
if (existsSync(path.join(root, "src"))) require("./build.js").buildIfNeeded();
require(path.join(root, "dist", "src", "cli.js"));
