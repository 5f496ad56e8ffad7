package org.talanoa.search;

/**
 * What a file says.
 *
 * @param file its id
 */
record FileText(String file, String text) {}
