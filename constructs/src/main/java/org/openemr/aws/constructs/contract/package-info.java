/** Publishing a layer's values, and reading those of the layers above. */
package org.openemr.aws.constructs.contract;
