// Reads a workbook with SheetJS as a program would that wants its rows; prints the seconds.
const xlsx = require('xlsx');

const start = performance.now();
const book = xlsx.readFile(process.argv[2], { dense: true });
const sheet = book.Sheets[book.SheetNames[0]];
const rows = sheet['!data'] ? sheet['!data'].length : sheet.length;
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, rows: rows - 1 }));
