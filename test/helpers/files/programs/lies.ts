// Answers that a page of the web is a picture.
const page = '<script>alert(1)</script>';
process.stdout.write(`{"pages":[${page.length}]}\n${page}`);
