/**
 * The text of files that people bring, read in a place where a bad file cannot hurt.
 *
 * <p>Read are the kinds that may be brought and can hold text: PDF, Office Open XML (docx, xlsx,
 * pptx), OpenDocument (odt, ods, odp), and plain text (txt, csv, md). The parsers are Apache
 * Tika's, without everything for other kinds. What lies inside of a document – pictures, other
 * documents, attachments, macros – stays closed, so nothing nests; there is no reading of pictures.
 *
 * <p>Parsing happens in a child process: a small heap, lowest priority, no variable of the
 * environment, a directory of its own that is wiped afterwards, and two pipes to this process. It
 * starts with the first file, and ends a minute after the last one, when this process closes it,
 * and when this process is gone, even killed. A file may have 25 MB, take twenty seconds, and
 * answer 200 000 characters ({@code Limits}); one that takes longer, or more memory, takes its
 * process with it, and the next file gets a new one. A file that has ended three processes in a row
 * is not tried again by this one. The log says that a process ended and with which status, nothing
 * of the file.
 *
 * <p>The child opens no connection: sockets cannot be made, names are not resolved, addresses of
 * other protocols than the class path's have no handler, and the modules for HTTP, directories and
 * remote calls are not there. XML is read without its document type and without anything outside of
 * itself. Its libraries may be used by nothing but this package.
 *
 * <p>Not promised: a sandbox of the operating system. Somebody who makes a parser run code of their
 * own has what the user of this process has; run it in a container. While it is read a file lies in
 * clear in the temporary directory, and stays there if the machine stops at that moment. The order
 * of the words in a PDF is the page's, not always the reader's. On a machine that is busy all the
 * while, a process of lowest priority may not come to the end of a file in time.
 *
 * <p>Never knows who asks, and keeps nothing. {@code TALANOA_EXTRACTION=off} switches it off.
 */
@NullMarked
package org.talanoa.extraction;

import org.jspecify.annotations.NullMarked;
