/** Keys, buckets and log groups. */
package org.openemr.aws.constructs.store;
