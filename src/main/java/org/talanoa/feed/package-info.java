/**
 * What has changed, to whoever follows.
 *
 * <p>A change is a pure function of the changed document ({@link org.talanoa.feed.Topic}), so that
 * the process that wrote it, a change stream and a reader that catches up all say the same. On one
 * node the feed is in this process; on a replica set it is the database's change stream, one for
 * each collection. Which one it is follows from whether there is a database that tells.
 *
 * <p>A follower is told at least once, in order for each thing, or told that it may have missed
 * something, and asked again until it has caught up; never silently nothing. Since it may be told
 * late, after what it wrote itself, it keeps the newer state. Order across collections is not
 * promised. Owns no collection and knows no feature. Writers never wait for followers.
 */
@NullMarked
package org.talanoa.feed;

import org.jspecify.annotations.NullMarked;
