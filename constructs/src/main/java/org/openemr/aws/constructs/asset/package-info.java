/** Files of this checkout that are deployed. */
package org.openemr.aws.constructs.asset;
