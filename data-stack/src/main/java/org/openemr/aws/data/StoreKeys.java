package org.openemr.aws.data;

import software.amazon.awscdk.services.kms.IKey;

/**
 * The keys of the stores.
 *
 * @param data encrypts stores, secrets and recovery points
 * @param log encrypts log groups
 */
record StoreKeys(IKey data, IKey log) {}
