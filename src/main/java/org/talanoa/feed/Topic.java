package org.talanoa.feed;

import java.util.function.Function;
import org.bson.Document;

/** What the documents of one collection say about themselves once they have changed. */
public record Topic<C>(String collection, Function<Document, C> reading) {}
