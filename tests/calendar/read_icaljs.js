// SPDX-License-Identifier: GPL-3.0-or-later
// The same as read_libical.c with ical.js (npm), from $ICALJS.
import(process.env.ICALJS).then(({default: ICAL}) => {
  const text = require('fs').readFileSync(0, 'utf8');
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const event of calendar.getAllSubcomponents('vevent')) {
    const value = (name) => event.getFirstPropertyValue(name);
    if (!value('dtstart').isDate || !value('dtend').isDate) process.exit(1);
    console.log([value('uid'), value('dtstart'), value('dtend'), value('summary')].join('\t'));
  }
});
