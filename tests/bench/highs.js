// SPDX-License-Identifier: GPL-3.0-or-later
// HiGHS (npm install highs) on one file in CPLEX LP format: prints its status and what solving took in milliseconds.
// node tests/bench/highs.js FILE SECONDS; without FILE it only loads the module.
const fs = require("fs");
require("highs")().then((highs) => {
  if (process.argv.length < 4) return;
  const text = fs.readFileSync(process.argv[2], "utf8");
  const start = process.hrtime.bigint();
  let status = "Failed"; // the WebAssembly build aborts where it runs out of memory
  try {
    status = highs.solve(text, { time_limit: Number(process.argv[3]) }).Status;
  } catch (e) {}
  console.log(status.replace(/ /g, "-") + " " + (Number(process.hrtime.bigint() - start) / 1e6).toFixed(1));
});
