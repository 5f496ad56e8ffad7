/**
 * Opening the database, embedded or real; changes that are whole and durable; migrations; files;
 * the installation's key.
 *
 * <p>Owns the collections {@code migrations}, {@code pieces} and {@code blobs}. This package alone
 * knows which database it is. Embedded: MongoDB's protocol is served on a loopback port of this
 * process by mongo-java-server over one MVStore file. Only {@code _id} and unique indexes exist
 * there, so hot paths ask by exact id. Other users of the same machine could reach the loopback
 * port while the process runs; on a shared machine use a real MongoDB with authentication.
 *
 * <p>A change holds its key's lock until it is durable and told. One committer writes all finished
 * changes at once and never in the middle of one, so that a change is whole on disk after a {@code
 * kill -9}. With {@code talanoa.storage.sync} it also waits for the disk, against power loss. When
 * the disk is nearly full changes are refused before anything is written, reading goes on, and
 * writing works again once there is space. When the file could not be written all the same, it is
 * opened again as it was last committed; what had not been acknowledged is gone.
 *
 * <p>A real MongoDB should be a replica set: then a change is a transaction, several nodes may
 * share it, and the database tells them what has changed. Every act there ends within {@code
 * talanoa.mongodb.timeout}. Work that must happen once is posted under a key of its own, so there
 * is no lease.
 *
 * <p>{@code Clockwork} is for what is done again and again, and waits while the database is away.
 *
 * <p>Never knows what a document means.
 */
@NullMarked
package org.talanoa.storage;

import org.jspecify.annotations.NullMarked;
